package dev.vitrine.proofs.internal.linear;

import dev.vitrine.proofs.internal.curve.Scalar;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A public linear form on a column's values: {@code v ↦ Σ weight_i · v[position_i]}. Immutable;
 * equal forms have equal positions and weights.
 *
 * @param positions which values it takes, ascending, 0 to 255, at least one
 * @param weights one for each position
 */
public record Form(int[] positions, List<Scalar> weights) {
  /** Copies the positions, and checks what is said above. */
  public Form {
    positions = positions.clone();
    weights = List.copyOf(weights);
    if (positions.length == 0 || positions.length != weights.size()) {
      throw new IllegalArgumentException("a form has one weight for each of its positions");
    }
    int last = -1;
    for (int position : positions) {
      if (position <= last || position >= ColumnGenerators.POSITIONS) {
        throw new IllegalArgumentException("positions ascend from 0 to 255");
      }
      last = position;
    }
  }

  /** The value at {@code position} itself. */
  public static Form at(int position) {
    return sum(position);
  }

  /** The sum of the values at {@code positions}. */
  public static Form sum(int... positions) {
    return new Form(positions, Collections.nCopies(positions.length, Scalar.ONE));
  }

  @Override
  public int[] positions() {
    return positions.clone();
  }

  /** The highest position it takes. */
  public int highest() {
    return positions[positions.length - 1];
  }

  /** Its value on {@code values}, of which there may be fewer than positions: absent is 0. */
  Scalar of(Scalar[] values) {
    Scalar sum = Scalar.ZERO;
    for (int i = 0; i < positions.length && positions[i] < values.length; i++) {
      sum = sum.add(weights.get(i).multiply(values[positions[i]]));
    }
    return sum;
  }

  /** Adds {@code factor} times this form to a full vector. */
  void addTo(Scalar[] vector, Scalar factor) {
    for (int i = 0; i < positions.length; i++) {
      vector[positions[i]] = vector[positions[i]].add(factor.multiply(weights.get(i)));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Form that
        && Arrays.equals(positions, that.positions)
        && weights.equals(that.weights);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(positions) + weights.hashCode();
  }
}
