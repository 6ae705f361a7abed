package dev.vitrine.proofs.internal.curve;

import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * An integer modulo the order r of the BLS12-381 groups. Immutable.
 *
 * <p>Its one encoding is 32 bytes, big-endian, below r. Addition, multiplication, negation,
 * inversion, comparison and encoding take the same steps whatever the value, so they may be used on
 * secrets; the object can't be wiped, though: hold long-lived secrets as bytes. {@link #toString}
 * shows nothing of the value.
 */
public final class Scalar {
  /** Length of the encoding in bytes. */
  public static final int BYTES = 32;

  /** The group order r. */
  public static final BigInteger ORDER =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

  /** Bytes that are reduced to a scalar without noticeable bias. */
  public static final int WIDE_BYTES = 48;

  /** The scalar 0. */
  public static final Scalar ZERO = of(0);

  /** The scalar 1. */
  public static final Scalar ONE = of(1);

  private final long[] limbs;

  private Scalar(long[] montgomery) {
    this.limbs = montgomery;
  }

  /** The integer {@code value}, taken as unsigned. */
  public static Scalar of(long value) {
    return new Scalar(ScalarField.toMontgomery(new long[] {value, 0, 0, 0}));
  }

  /** {@code value} modulo r; not for secrets. */
  public static Scalar of(BigInteger value) {
    byte[] bytes = BigEndian.fixed(value.mod(ORDER), BYTES);
    return new Scalar(ScalarField.toMontgomery(limbs(bytes, 0)));
  }

  /**
   * Parses the canonical encoding.
   *
   * @throws CurveException if it is not of 32 bytes or not below r
   */
  public static Scalar parse(byte[] encoded) throws CurveException {
    if (encoded.length != BYTES) {
      throw new CurveException("scalar", CurveException.Reason.LENGTH);
    }
    long[] plain = limbs(encoded, 0);
    if (ScalarField.belowOrder(plain) == 0) {
      throw new CurveException("scalar", CurveException.Reason.SCALAR_RANGE);
    }
    return new Scalar(ScalarField.toMontgomery(plain));
  }

  /** The 48 big-endian bytes modulo r, as hash_to_scalar and key generation reduce. */
  public static Scalar reduceWide(byte[] wide) {
    if (wide.length != WIDE_BYTES) {
      throw new IllegalArgumentException("expected " + WIDE_BYTES + " bytes");
    }
    byte[] padded = new byte[2 * BYTES];
    System.arraycopy(wide, 0, padded, padded.length - WIDE_BYTES, WIDE_BYTES);
    return new Scalar(ScalarField.wide(limbs(padded, 0), limbs(padded, BYTES)));
  }

  /** A uniformly random scalar, 0 included, within 2^-128. */
  public static Scalar random(SecureRandom random) {
    byte[] wide = new byte[WIDE_BYTES];
    random.nextBytes(wide);
    return reduceWide(wide);
  }

  /** This plus {@code other}. */
  public Scalar add(Scalar other) {
    return new Scalar(ScalarField.add(limbs, other.limbs));
  }

  /** This less {@code other}. */
  public Scalar subtract(Scalar other) {
    return new Scalar(ScalarField.add(limbs, ScalarField.negate(other.limbs)));
  }

  /** This times {@code other}. */
  public Scalar multiply(Scalar other) {
    return new Scalar(ScalarField.multiply(limbs, other.limbs));
  }

  /** Zero less this. */
  public Scalar negate() {
    return new Scalar(ScalarField.negate(limbs));
  }

  /**
   * One over this.
   *
   * @throws ArithmeticException for zero
   */
  public Scalar invert() {
    if (isZero()) {
      throw new ArithmeticException("zero has no inverse");
    }
    return new Scalar(ScalarField.invert(limbs));
  }

  /** Whether this is 0. */
  public boolean isZero() {
    return (limbs[0] | limbs[1] | limbs[2] | limbs[3]) == 0;
  }

  /** The canonical encoding: 32 bytes, big-endian. */
  public byte[] toBytes() {
    byte[] out = littleEndian();
    for (int i = 0; i < BYTES / 2; i++) {
      byte swap = out[i];
      out[i] = out[BYTES - 1 - i];
      out[BYTES - 1 - i] = swap;
    }
    return out;
  }

  /** The value as an integer; not for secrets. */
  public BigInteger toInteger() {
    return new BigInteger(1, toBytes());
  }

  /** Equality in constant time. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Scalar that)) {
      return false;
    }
    long difference = 0;
    for (int i = 0; i < 4; i++) {
      difference |= limbs[i] ^ that.limbs[i];
    }
    return difference == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(limbs[0] ^ limbs[1] ^ limbs[2] ^ limbs[3]);
  }

  /** A fixed text: a scalar may be a secret. */
  @Override
  public String toString() {
    return "Scalar[hidden]";
  }

  /** The plain value in 32 bytes, least significant first, as the native library takes it. */
  byte[] littleEndian() {
    long[] plain = ScalarField.fromMontgomery(limbs);
    byte[] out = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      out[i] = (byte) (plain[i >>> 3] >>> (8 * (i & 7)));
    }
    return out;
  }

  private static long[] limbs(byte[] bigEndian, int offset) {
    long[] limbs = new long[4];
    for (int i = 0; i < BYTES; i++) {
      int at = BYTES - 1 - i;
      limbs[at >>> 3] |= (bigEndian[offset + i] & 0xffL) << (8 * (at & 7));
    }
    return limbs;
  }
}
