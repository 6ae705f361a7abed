package dev.vitrine.proofs.internal.range;

import dev.vitrine.proofs.internal.curve.Scalar;

/** Arithmetic on vectors of scalars. */
final class Vectors {
  private Vectors() {}

  /** {@code base^0, base^1, …}. */
  static Scalar[] powers(Scalar base, int count) {
    Scalar[] powers = new Scalar[count];
    Scalar power = Scalar.ONE;
    for (int i = 0; i < count; i++) {
      powers[i] = power;
      power = power.multiply(base);
    }
    return powers;
  }

  static Scalar sum(Scalar[] vector) {
    Scalar sum = Scalar.ZERO;
    for (Scalar scalar : vector) {
      sum = sum.add(scalar);
    }
    return sum;
  }

  /** {@code Σ a[aFrom + i]·b[bFrom + i]} over {@code count} places. */
  static Scalar inner(Scalar[] a, int aFrom, Scalar[] b, int bFrom, int count) {
    Scalar sum = Scalar.ZERO;
    for (int i = 0; i < count; i++) {
      sum = sum.add(a[aFrom + i].multiply(b[bFrom + i]));
    }
    return sum;
  }

  static Scalar inner(Scalar[] a, Scalar[] b) {
    return inner(a, 0, b, 0, a.length);
  }
}
