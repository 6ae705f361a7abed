package dev.vitrine.proofs.internal.curve;

/**
 * Arithmetic modulo the group order r on four 64-bit limbs, least significant first, in Montgomery
 * form with R = 2^256.
 *
 * <p>No branch and no memory address depends on a value, as far as Java can promise that: carries
 * and selections are computed with masks. Exponents are public.
 */
final class ScalarField {
  private static final long Q0 = 0xffffffff00000001L;
  private static final long Q1 = 0x53bda402fffe5bfeL;
  private static final long Q2 = 0x3339d80809a1d805L;
  private static final long Q3 = 0x73eda753299d7d48L;
  private static final long[] Q = {Q0, Q1, Q2, Q3};

  /** −r⁻¹ mod 2^64. */
  private static final long NEG_INVERSE = 0xfffffffeffffffffL;

  /** R² mod r, which brings a plain value into Montgomery form. */
  private static final long[] R_SQUARED = {
    0xc999e990f3f29c6dL, 0x2b6cedcb87925c23L, 0x05d314967254398fL, 0x0748d9d99f59ff11L
  };

  private static final long[] PLAIN_ONE = {1, 0, 0, 0};

  private ScalarField() {}

  /** Any 256-bit value to Montgomery form, reduced. */
  static long[] toMontgomery(long[] plain) {
    return multiply(R_SQUARED, plain);
  }

  /** Montgomery form to the plain value below r. */
  static long[] fromMontgomery(long[] a) {
    return multiply(a, PLAIN_ONE);
  }

  /** hi·2^256 + lo in Montgomery form, for any 256-bit halves. */
  static long[] wide(long[] hi, long[] lo) {
    return add(toMontgomery(toMontgomery(hi)), toMontgomery(lo));
  }

  static long[] add(long[] a, long[] b) {
    long[] sum = new long[4];
    long carry = 0;
    for (int i = 0; i < 4; i++) {
      long partial = a[i] + carry;
      long first = carryOf(a[i], carry, partial);
      sum[i] = partial + b[i];
      carry = first + carryOf(partial, b[i], sum[i]);
    }
    // both are below r < 2^255, so nothing is carried out of the top limb
    return reduceOnce(sum);
  }

  static long[] negate(long[] a) {
    long[] difference = new long[4];
    long any = 0;
    long borrow = 0;
    for (int i = 0; i < 4; i++) {
      any |= a[i];
      difference[i] = Q[i] - a[i] - borrow;
      borrow = borrowOf(Q[i], a[i], difference[i]);
    }
    long keep = -((any | -any) >>> 63);
    for (int i = 0; i < 4; i++) {
      difference[i] &= keep;
    }
    return difference;
  }

  /** Montgomery product: a·b·R⁻¹ mod r, for a below r and any b below 2^256. */
  static long[] multiply(long[] a, long[] b) {
    long t0 = 0;
    long t1 = 0;
    long t2 = 0;
    long t3 = 0;
    for (int i = 0; i < 4; i++) {
      long x = b[i];
      // t + a·x, five limbs
      long lo = a[0] * x;
      long s0 = lo + t0;
      long c = high(a[0], x) + carryOf(lo, t0, s0);
      lo = a[1] * x;
      long u = lo + t1;
      long h = high(a[1], x) + carryOf(lo, t1, u);
      long s1 = u + c;
      c = h + carryOf(u, c, s1);
      lo = a[2] * x;
      u = lo + t2;
      h = high(a[2], x) + carryOf(lo, t2, u);
      long s2 = u + c;
      c = h + carryOf(u, c, s2);
      lo = a[3] * x;
      u = lo + t3;
      h = high(a[3], x) + carryOf(lo, t3, u);
      long s3 = u + c;
      long s4 = h + carryOf(u, c, s3);
      // add the multiple of r that clears the lowest limb, then shift by one limb
      long m = s0 * NEG_INVERSE;
      lo = m * Q0;
      c = high(m, Q0) + carryOf(lo, s0, lo + s0);
      lo = m * Q1;
      u = lo + s1;
      h = high(m, Q1) + carryOf(lo, s1, u);
      t0 = u + c;
      c = h + carryOf(u, c, t0);
      lo = m * Q2;
      u = lo + s2;
      h = high(m, Q2) + carryOf(lo, s2, u);
      t1 = u + c;
      c = h + carryOf(u, c, t1);
      lo = m * Q3;
      u = lo + s3;
      h = high(m, Q3) + carryOf(lo, s3, u);
      t2 = u + c;
      c = h + carryOf(u, c, t2);
      t3 = s4 + c;
    }
    return reduceOnce(new long[] {t0, t1, t2, t3});
  }

  /** a^(r−2), which is the inverse, and 0 for 0. The exponent is public. */
  static long[] invert(long[] a) {
    long[] result = toMontgomery(PLAIN_ONE);
    long[] exponent = {Q0 - 2, Q1, Q2, Q3};
    for (int bit = 254; bit >= 0; bit--) {
      result = multiply(result, result);
      if ((exponent[bit >>> 6] >>> (bit & 63) & 1) == 1) {
        result = multiply(result, a);
      }
    }
    return result;
  }

  /** All ones if the plain value is below r, else zero. */
  static long belowOrder(long[] plain) {
    long borrow = 0;
    for (int i = 0; i < 4; i++) {
      long difference = plain[i] - Q[i] - borrow;
      borrow = borrowOf(plain[i], Q[i], difference);
    }
    return -borrow;
  }

  private static long[] reduceOnce(long[] a) {
    long[] reduced = new long[4];
    long borrow = 0;
    for (int i = 0; i < 4; i++) {
      reduced[i] = a[i] - Q[i] - borrow;
      borrow = borrowOf(a[i], Q[i], reduced[i]);
    }
    long keep = -borrow;
    for (int i = 0; i < 4; i++) {
      reduced[i] = (a[i] & keep) | (reduced[i] & ~keep);
    }
    return reduced;
  }

  /** The upper half of the unsigned product; the JDK has it only from 18. */
  private static long high(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }

  private static long carryOf(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }

  private static long borrowOf(long a, long b, long difference) {
    return ((~a & b) | ((~a | b) & difference)) >>> 63;
  }
}
