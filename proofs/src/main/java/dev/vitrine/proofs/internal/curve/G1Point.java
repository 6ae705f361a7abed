package dev.vitrine.proofs.internal.curve;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A point of the prime-order subgroup G1 of BLS12-381, the identity included. Immutable.
 *
 * <p>Points come only out of {@link Curve}, which has checked curve and subgroup, so holding one is
 * proof of both. The encoding is the compressed one of 48 bytes (the ZCash convention, also of
 * draft-irtf-cfrg-pairing-friendly-curves, appendix C).
 */
public final class G1Point {
  /** Length of the compressed encoding in bytes. */
  public static final int BYTES = 48;

  static final int RAW_BYTES = 2 * BaseField.BYTES;

  /** The neutral element. */
  public static final G1Point IDENTITY = new G1Point(new byte[RAW_BYTES]);

  private final byte[] raw;

  G1Point(byte[] raw) {
    this.raw = raw;
  }

  /** Whether this is the neutral element. */
  public boolean isIdentity() {
    return Arrays.equals(raw, IDENTITY.raw);
  }

  /** The inverse element. */
  public G1Point negate() {
    byte[] negated = raw.clone();
    BaseField.negate(negated, BaseField.BYTES);
    return new G1Point(negated);
  }

  /** The compressed encoding, 48 bytes. */
  public byte[] toBytes() {
    byte[] out = new byte[BYTES];
    if (isIdentity()) {
      out[0] = (byte) (Compressed.COMPRESSED | Compressed.INFINITY);
      return out;
    }
    System.arraycopy(BigEndian.fixed(x(), BYTES), 0, out, 0, BYTES);
    out[0] |= (byte) Compressed.COMPRESSED;
    if (y().compareTo(BaseField.HALF) > 0) {
      out[0] |= (byte) Compressed.LARGER_Y;
    }
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof G1Point that && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  /** A fixed text: a point may stand for personal data. */
  @Override
  public String toString() {
    return "G1Point";
  }

  BigInteger x() {
    return BaseField.toInteger(raw, 0);
  }

  BigInteger y() {
    return BaseField.toInteger(raw, BaseField.BYTES);
  }

  /** Affine x and y as {@link BaseField} holds them; not to be changed. */
  byte[] raw() {
    return raw;
  }

  static byte[] rawOf(BigInteger x, BigInteger y) {
    byte[] raw = new byte[RAW_BYTES];
    System.arraycopy(BaseField.ofInteger(x), 0, raw, 0, BaseField.BYTES);
    System.arraycopy(BaseField.ofInteger(y), 0, raw, BaseField.BYTES, BaseField.BYTES);
    return raw;
  }
}
