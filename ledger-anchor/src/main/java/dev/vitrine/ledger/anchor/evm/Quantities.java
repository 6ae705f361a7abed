package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.json.Json;
import dev.vitrine.ledger.json.JsonException;
import java.math.BigInteger;
import java.util.HexFormat;

/** The two spellings of JSON-RPC: data, two digits a byte; quantities, without leading zeroes. */
final class Quantities {
  private static final HexFormat HEX = HexFormat.of();

  private Quantities() {}

  static String data(byte[] bytes) {
    return "0x" + HEX.formatHex(bytes);
  }

  static String quantity(BigInteger value) {
    return "0x" + value.toString(16);
  }

  static String quantity(long value) {
    return "0x" + Long.toHexString(value);
  }

  /** Bytes of any length. */
  static byte[] data(Json value) {
    String text = value.text();
    if (!text.startsWith("0x")) {
      throw new JsonException("data must start with 0x");
    }
    try {
      return HEX.parseHex(text, 2, text.length());
    } catch (IllegalArgumentException e) {
      throw new JsonException("data must have two hexadecimal digits a byte");
    }
  }

  /** Bytes of this length. */
  static byte[] data(Json value, int length) {
    byte[] bytes = data(value);
    if (bytes.length != length) {
      throw new JsonException("data of " + bytes.length + " bytes, not " + length);
    }
    return bytes;
  }

  /** An integer of at most 256 bits. */
  static BigInteger integer(Json value) {
    String text = value.text();
    if (!text.matches("0x(0|[1-9a-f][0-9a-f]{0,63})")) {
      throw new JsonException("a quantity must be 0x and digits without leading zeroes");
    }
    return new BigInteger(text.substring(2), 16);
  }

  /** An integer of at most 63 bits. */
  static long number(Json value) {
    BigInteger integer = integer(value);
    if (integer.bitLength() > 63) {
      throw new JsonException("a quantity of more than 63 bits");
    }
    return integer.longValue();
  }
}
