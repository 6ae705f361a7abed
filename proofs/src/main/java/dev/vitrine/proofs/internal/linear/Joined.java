package dev.vitrine.proofs.internal.linear;

import dev.vitrine.proofs.internal.curve.Scalar;
import java.util.Arrays;
import java.util.List;

/**
 * The powers of the challenge that joins the columns of different forms: column b is taken μ^b
 * times and its form μ^−b times, so that each form meets its own column with factor one, and every
 * other at distance d with μ^d. The distances are −(forms − 1) … −1, 1 … forms − 1, in this order.
 */
final class Joined {
  private final int forms;
  private final Scalar[] up;
  private final Scalar[] down;

  Joined(int forms, Scalar challenge) {
    this.forms = forms;
    this.up = powers(challenge, forms);
    this.down = powers(challenge.invert(), forms);
  }

  static int crossTerms(int forms) {
    return 2 * (forms - 1);
  }

  /** Which cross term takes what form {@code form} gives on column {@code column}. */
  static int crossTerm(int forms, int column, int form) {
    int distance = column - form;
    return distance < 0 ? distance + forms - 1 : distance + forms - 2;
  }

  Scalar columnFactor(int column) {
    return up[column];
  }

  /** The joined forms, as a vector of {@code length}. */
  Scalar[] form(List<Form> each, int length) {
    Scalar[] sum = new Scalar[length];
    Arrays.fill(sum, Scalar.ZERO);
    for (int b = 0; b < forms; b++) {
      each.get(b).addTo(sum, down[b]);
    }
    return sum;
  }

  Scalar crossFactor(int crossTerm) {
    return crossTerm < forms - 1 ? down[forms - 1 - crossTerm] : up[crossTerm - forms + 2];
  }

  private static Scalar[] powers(Scalar base, int count) {
    Scalar[] powers = new Scalar[count];
    powers[0] = Scalar.ONE;
    for (int i = 1; i < count; i++) {
      powers[i] = powers[i - 1].multiply(base);
    }
    return powers;
  }
}
