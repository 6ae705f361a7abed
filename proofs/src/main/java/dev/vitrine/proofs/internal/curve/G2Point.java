package dev.vitrine.proofs.internal.curve;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A point of the prime-order subgroup G2 of BLS12-381, the identity included. Immutable.
 *
 * <p>Points come only out of {@link Curve}, which has checked curve and subgroup. The encoding is
 * the compressed one of 96 bytes, the coefficient of u first.
 */
public final class G2Point {
  /** Length of the compressed encoding in bytes. */
  public static final int BYTES = 96;

  static final int RAW_BYTES = 4 * BaseField.BYTES;

  /** The neutral element. */
  public static final G2Point IDENTITY = new G2Point(new byte[RAW_BYTES]);

  private final byte[] raw;

  G2Point(byte[] raw) {
    this.raw = raw;
  }

  /** Whether this is the neutral element. */
  public boolean isIdentity() {
    return Arrays.equals(raw, IDENTITY.raw);
  }

  /** The inverse element. */
  public G2Point negate() {
    byte[] negated = raw.clone();
    BaseField.negate(negated, 2 * BaseField.BYTES);
    BaseField.negate(negated, 3 * BaseField.BYTES);
    return new G2Point(negated);
  }

  /** The compressed encoding, 96 bytes. */
  public byte[] toBytes() {
    byte[] out = new byte[BYTES];
    if (isIdentity()) {
      out[0] = (byte) (Compressed.COMPRESSED | Compressed.INFINITY);
      return out;
    }
    int half = BaseField.BYTES;
    System.arraycopy(BigEndian.fixed(coordinate(1), half), 0, out, 0, half);
    System.arraycopy(BigEndian.fixed(coordinate(0), half), 0, out, half, half);
    out[0] |= (byte) Compressed.COMPRESSED;
    BigInteger y1 = coordinate(3);
    BigInteger deciding = y1.signum() == 0 ? coordinate(2) : y1;
    if (deciding.compareTo(BaseField.HALF) > 0) {
      out[0] |= (byte) Compressed.LARGER_Y;
    }
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof G2Point that && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  @Override
  public String toString() {
    return "G2Point";
  }

  /** Of x0, x1, y0, y1, where x = x0 + x1·u. */
  BigInteger coordinate(int index) {
    return BaseField.toInteger(raw, index * BaseField.BYTES);
  }

  /** Affine x0, x1, y0, y1 as {@link BaseField} holds them; not to be changed. */
  byte[] raw() {
    return raw;
  }

  static byte[] rawOf(BigInteger x0, BigInteger x1, BigInteger y0, BigInteger y1) {
    byte[] raw = new byte[RAW_BYTES];
    BigInteger[] coordinates = {x0, x1, y0, y1};
    for (int i = 0; i < coordinates.length; i++) {
      byte[] held = BaseField.ofInteger(coordinates[i]);
      System.arraycopy(held, 0, raw, i * BaseField.BYTES, BaseField.BYTES);
    }
    return raw;
  }
}
