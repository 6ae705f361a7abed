package dev.vitrine.ledger.anchor.evm;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.List;

/** Writes RLP, Ethereum's encoding of nested byte strings (Yellow Paper, appendix B). */
final class Rlp {
  private Rlp() {}

  /** A byte string. */
  static byte[] string(byte[] value) {
    if (value.length == 1 && value[0] >= 0) {
      return value.clone();
    }
    return framed(0x80, value);
  }

  /** A number that is not negative, as big-endian bytes without leading zeroes. */
  static byte[] integer(BigInteger value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException("a negative number");
    }
    byte[] bytes = value.toByteArray();
    if (bytes[0] != 0) {
      return string(bytes);
    }
    byte[] shorter = new byte[bytes.length - 1];
    System.arraycopy(bytes, 1, shorter, 0, shorter.length);
    return string(shorter);
  }

  /** A number that is not negative. */
  static byte[] integer(long value) {
    return integer(BigInteger.valueOf(value));
  }

  /** A list of items that are encoded already. */
  static byte[] list(List<byte[]> items) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    items.forEach(out::writeBytes);
    return framed(0xc0, out.toByteArray());
  }

  /** A list of items that are encoded already. */
  static byte[] list(byte[]... items) {
    return list(List.of(items));
  }

  private static byte[] framed(int base, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 5);
    if (content.length < 56) {
      out.write(base + content.length);
    } else {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int skip = length[0] == 0 ? 1 : 0;
      out.write(base + 55 + length.length - skip);
      out.write(length, skip, length.length - skip);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
