package dev.vitrine.proofs.internal.curve;

import java.math.BigInteger;
import java.util.Arrays;

/** Non-negative integers to and from big-endian bytes of a fixed length. */
final class BigEndian {
  private BigEndian() {}

  static byte[] fixed(BigInteger value, int length) {
    byte[] signed = value.toByteArray();
    byte[] out = new byte[length];
    int take = Math.min(signed.length, length);
    System.arraycopy(signed, signed.length - take, out, length - take, take);
    return out;
  }

  static BigInteger integer(byte[] bytes, int offset, int length) {
    return new BigInteger(1, Arrays.copyOfRange(bytes, offset, offset + length));
  }
}
