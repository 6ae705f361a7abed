package dev.vitrine.proofs.internal.linear;

import dev.vitrine.proofs.internal.curve.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often each of the first generators is in the halved ones: a halving with challenge u takes
 * {@code u·low + high} of generators and forms, and {@code low + u·high} of values. Generators
 * themselves are never halved, since a table serves them whole.
 */
final class Halving {
  private final Scalar[] factors;
  private int length;

  Halving(int length) {
    this.factors = new Scalar[length];
    this.length = length;
    Arrays.fill(factors, Scalar.ONE);
  }

  /** The length now. */
  int length() {
    return length;
  }

  /** Halves. */
  void by(Scalar challenge) {
    length /= 2;
    for (int k = 0; k < factors.length; k++) {
      if ((k & length) == 0) {
        factors[k] = factors[k].multiply(challenge);
      }
    }
  }

  /** The low values' products with the high generators, as factors of the first generators. */
  List<Scalar> lowOnHigh(Scalar[] values) {
    int half = length / 2;
    List<Scalar> products = new ArrayList<>(factors.length);
    for (int k = 0; k < factors.length; k++) {
      boolean high = (k & half) != 0;
      products.add(high ? factors[k].multiply(values[k & (half - 1)]) : Scalar.ZERO);
    }
    return products;
  }

  /** The high values' products with the low generators, as factors of the first generators. */
  List<Scalar> highOnLow(Scalar[] values) {
    int half = length / 2;
    List<Scalar> products = new ArrayList<>(factors.length);
    for (int k = 0; k < factors.length; k++) {
      boolean high = (k & half) != 0;
      products.add(high ? Scalar.ZERO : factors[k].multiply(values[half + (k & (half - 1))]));
    }
    return products;
  }

  /** All values' products with the generators as they are now. */
  List<Scalar> onAll(List<Scalar> values) {
    List<Scalar> products = new ArrayList<>(factors.length);
    for (int k = 0; k < factors.length; k++) {
      products.add(factors[k].multiply(values.get(k & (length - 1))));
    }
    return products;
  }

  static Scalar[] values(Scalar[] values, Scalar challenge) {
    int half = values.length / 2;
    Scalar[] next = new Scalar[half];
    for (int i = 0; i < half; i++) {
      next[i] = values[i].add(challenge.multiply(values[half + i]));
    }
    return next;
  }

  static Scalar[] form(Scalar[] form, Scalar challenge) {
    int half = form.length / 2;
    Scalar[] next = new Scalar[half];
    for (int i = 0; i < half; i++) {
      next[i] = challenge.multiply(form[i]).add(form[half + i]);
    }
    return next;
  }

  /** Σ aᵢ·bⱼ for {@code count} elements from i and j. */
  static Scalar product(Scalar[] a, int i, Scalar[] b, int j, int count) {
    Scalar sum = Scalar.ZERO;
    for (int k = 0; k < count; k++) {
      sum = sum.add(a[i + k].multiply(b[j + k]));
    }
    return sum;
  }
}
