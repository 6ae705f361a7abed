package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.internal.curve.Scalar;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets that make a plan true. Secret; {@link #toString} shows nothing of it.
 *
 * @param values one for each variable
 * @param blindings of the variables' commitments
 * @param pseudonymKey the key of names, if the plan has names
 */
record FactWitness(List<Scalar> values, List<Scalar> blindings, Optional<Scalar> pseudonymKey) {

  /**
   * The secrets in the order in which {@link FactRelations} numbers them.
   *
   * @throws IllegalArgumentException if an equation does not hold, or values that the plan says
   *     differ are equal
   */
  List<Scalar> ordered(FactPlan plan) {
    for (FactPlan.Equation equation : plan.equations()) {
      if (!value(equation.weights(), equation.constant()).isZero()) {
        throw new IllegalArgumentException("a number is not what is claimed");
      }
    }
    List<Scalar> all = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      all.add(values.get(i));
      all.add(blindings.get(i));
    }
    for (FactPlan.Distinct distinct : plan.distinct()) {
      Scalar value = values.get(distinct.left());
      Scalar blinding = blindings.get(distinct.left());
      if (distinct.right().isPresent()) {
        value = value.subtract(values.get(distinct.right().get()));
        blinding = blinding.subtract(blindings.get(distinct.right().get()));
      } else {
        value = value.subtract(distinct.value());
      }
      if (value.isZero()) {
        throw new IllegalArgumentException(
            distinct.step().equals("presence")
                ? "a slot that something shall be proved of is absent"
                : "values that are claimed to differ are equal");
      }
      Scalar inverse = value.invert();
      all.add(inverse);
      all.add(blinding.multiply(inverse).negate());
    }
    pseudonymKey.ifPresent(all::add);
    return all;
  }

  /** {@code Σ weight·value + constant}. */
  Scalar value(Map<Integer, BigInteger> weights, BigInteger constant) {
    return sum(weights, values).add(Scalar.of(constant));
  }

  /** The blinding of the same sum of commitments. */
  Scalar blinding(Map<Integer, BigInteger> weights) {
    return sum(weights, blindings);
  }

  private static Scalar sum(Map<Integer, BigInteger> weights, List<Scalar> of) {
    Scalar sum = Scalar.ZERO;
    for (Map.Entry<Integer, BigInteger> weighted : weights.entrySet()) {
      sum = sum.add(Scalar.of(weighted.getValue()).multiply(of.get(weighted.getKey())));
    }
    return sum;
  }

  @Override
  public String toString() {
    return "FactWitness[" + values.size() + " values]";
  }
}
