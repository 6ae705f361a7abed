package dev.vitrine.proofs.internal.curve;

import java.math.BigInteger;

/**
 * The field of coordinates, modulo p, in the form in which points are held: 48 bytes, least
 * significant first, times 2^384. That is the native library's memory layout, so that points reach
 * it by a copy. Zero is 48 zero bytes.
 */
final class BaseField {
  static final int BYTES = 48;

  static final BigInteger P =
      new BigInteger(
          "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f624"
              + "1eabfffeb153ffffb9feffffffffaaab",
          16);

  static final BigInteger HALF = P.shiftRight(1);

  private static final BigInteger R = BigInteger.ONE.shiftLeft(8 * BYTES).mod(P);
  private static final BigInteger R_INVERSE = R.modInverse(P);

  /** One, as it is held. */
  private static final byte[] ONE = ofInteger(BigInteger.ONE);

  private BaseField() {}

  /** How {@code value}, which is below p, is held. */
  static byte[] ofInteger(BigInteger value) {
    return littleEndian(value.multiply(R).mod(P));
  }

  /** The integer that is held at {@code offset}. */
  static BigInteger toInteger(byte[] raw, int offset) {
    return held(raw, offset).multiply(R_INVERSE).mod(P);
  }

  /** Writes one at {@code offset}. */
  static void putOne(byte[] raw, int offset) {
    System.arraycopy(ONE, 0, raw, offset, BYTES);
  }

  /** Replaces what is held at {@code offset} by its negative. */
  static void negate(byte[] raw, int offset) {
    BigInteger value = held(raw, offset);
    if (value.signum() != 0) {
      System.arraycopy(littleEndian(P.subtract(value)), 0, raw, offset, BYTES);
    }
  }

  private static BigInteger held(byte[] raw, int offset) {
    byte[] bigEndian = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      bigEndian[BYTES - 1 - i] = raw[offset + i];
    }
    return new BigInteger(1, bigEndian);
  }

  private static byte[] littleEndian(BigInteger value) {
    byte[] bigEndian = BigEndian.fixed(value, BYTES);
    byte[] out = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      out[i] = bigEndian[BYTES - 1 - i];
    }
    return out;
  }
}
