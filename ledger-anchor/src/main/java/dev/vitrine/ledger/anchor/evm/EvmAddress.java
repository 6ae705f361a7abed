package dev.vitrine.ledger.anchor.evm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** An account or contract: 20 bytes. Immutable. */
public final class EvmAddress {
  /** Bytes of an address. */
  public static final int LENGTH = 20;

  private final byte[] bytes;

  /** Of 20 bytes. */
  public EvmAddress(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("an address of " + bytes.length + " bytes, not 20");
    }
    this.bytes = bytes.clone();
  }

  /**
   * Reads {@code 0x} and 40 hexadecimal digits. With letters of both cases they must be its
   * checksum (EIP-55).
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static EvmAddress parse(String text) {
    if (!text.matches("0x[0-9a-fA-F]{40}")) {
      throw new IllegalArgumentException("an address is 0x and 40 hexadecimal digits");
    }
    String digits = text.substring(2);
    EvmAddress address = new EvmAddress(HexFormat.of().parseHex(digits));
    boolean oneCase =
        digits.equals(digits.toLowerCase(Locale.ROOT))
            || digits.equals(digits.toUpperCase(Locale.ROOT));
    if (!oneCase && !address.toString().equals(text)) {
      throw new IllegalArgumentException("the address's checksum is wrong: mistyped?");
    }
    return address;
  }

  /** The address of a contract that this account makes with this nonce. */
  EvmAddress contract(long nonce) {
    byte[] hash = Keccak.of(Rlp.list(Rlp.string(bytes), Rlp.integer(nonce)));
    return new EvmAddress(Arrays.copyOfRange(hash, Keccak.LENGTH - LENGTH, Keccak.LENGTH));
  }

  /** The 20 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EvmAddress that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** With the checksum of EIP-55. */
  @Override
  public String toString() {
    String lower = HexFormat.of().formatHex(bytes);
    byte[] hash = Keccak.of(lower.getBytes(StandardCharsets.US_ASCII));
    StringBuilder out = new StringBuilder("0x");
    for (int i = 0; i < lower.length(); i++) {
      int nibble = hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xf;
      out.append(nibble >= 8 ? Character.toUpperCase(lower.charAt(i)) : lower.charAt(i));
    }
    return out.toString();
  }
}
