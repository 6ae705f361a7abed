package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.pseudonym.PseudonymKey;
import dev.vitrine.proofs.internal.pseudonym.PseudonymRelation;
import dev.vitrine.proofs.internal.range.RangeClaim;
import dev.vitrine.proofs.internal.sigma.LinearRelation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a plan requires of its variables' commitments: one linear relation, and values in ranges.
 * Prover and verifier build it alike; secrets are numbered in the order in which they are asked
 * for, which {@link FactWitness} follows.
 */
final class FactRelations {
  private final Pedersen pedersen;
  private final FactPlan plan;
  private final List<G1Point> commitments;
  private final LinearRelation relation = new LinearRelation();
  private final int[] values;
  private final int[] blindings;

  /** Multiples of the blinding's generator: most weights are 1 or -1. */
  private final Map<BigInteger, G1Point> bases = new HashMap<>();

  /**
   * The relations.
   *
   * @param commitments one for each variable
   * @param names the pseudonyms of the plan
   */
  FactRelations(Curve curve, FactPlan plan, List<G1Point> commitments, Names names) {
    this.pedersen = Pedersen.of(curve);
    this.plan = plan;
    this.commitments = commitments;
    int count = plan.variables().size();
    this.values = new int[count];
    this.blindings = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = relation.secret();
      blindings[i] = relation.secret();
      relation.equation(
          "commitment",
          "a commitment is not to the hidden value",
          commitments.get(i),
          List.of(
              new LinearRelation.Term(values[i], pedersen.value()),
              new LinearRelation.Term(blindings[i], pedersen.blinding())));
    }
    plan.equations().forEach(equation -> add(curve, equation));
    plan.distinct().forEach(distinct -> add(curve, distinct));
    names.key().ifPresent(key -> add(curve, key, names.names()));
  }

  LinearRelation relation() {
    return relation;
  }

  /** The index of a variable's value among the secrets. */
  int value(int variable) {
    return values[variable];
  }

  /** {@code Σ weight·V + constant·Y1} is a commitment to zero: only a blinding is left. */
  private void add(Curve curve, FactPlan.Equation equation) {
    List<G1Point> points = new ArrayList<>(List.of(pedersen.value()));
    List<Scalar> factors = new ArrayList<>(List.of(Scalar.of(equation.constant())));
    List<LinearRelation.Term> terms = new ArrayList<>();
    for (Map.Entry<Integer, BigInteger> weighted : equation.weights().entrySet()) {
      Scalar weight = Scalar.of(weighted.getValue());
      points.add(commitments.get(weighted.getKey()));
      factors.add(weight);
      G1Point base =
          bases.computeIfAbsent(
              weighted.getValue(),
              factor -> curve.msm(List.of(pedersen.blinding()), List.of(Scalar.of(factor))));
      terms.add(new LinearRelation.Term(blindings[weighted.getKey()], base));
    }
    relation.equation(
        "equation", "a number is not what is claimed", curve.msm(points, factors), terms);
  }

  /** {@code Y1 = w·D + u·Y0}: no {@code w} does that if D commits to zero. */
  private void add(Curve curve, FactPlan.Distinct distinct) {
    int inverse = relation.secret();
    int rest = relation.secret();
    relation.equation(
        distinct.step(),
        distinct.step().equals("presence")
            ? "a slot that something is proved of may be absent"
            : "values that are claimed to differ may be equal",
        pedersen.value(),
        List.of(
            new LinearRelation.Term(inverse, difference(curve, distinct)),
            new LinearRelation.Term(rest, pedersen.blinding())));
  }

  private G1Point difference(Curve curve, FactPlan.Distinct distinct) {
    G1Point left = commitments.get(distinct.left());
    if (distinct.right().isPresent()) {
      return curve.subtract(left, commitments.get(distinct.right().get()));
    }
    return distinct.value().isZero()
        ? left
        : curve.subtract(left, curve.msm(List.of(pedersen.value()), List.of(distinct.value())));
  }

  private void add(Curve curve, PseudonymKey.Public key, List<Names.Name> names) {
    int k = PseudonymRelation.addKey(curve, relation, "pseudonym", key);
    for (Names.Name name : names) {
      PseudonymRelation.addName(
          relation, "pseudonym", name.base(), name.point(), k, values[name.variable()]);
    }
  }

  /** What the plan requires to be in a range. */
  List<RangeClaim> ranges() {
    List<RangeClaim> claims = new ArrayList<>();
    for (FactPlan.Inequality inequality : plan.inequalities()) {
      claims.add(new RangeClaim(terms(inequality), inequality.bits()));
    }
    return claims;
  }

  List<dev.vitrine.proofs.internal.range.Term> terms(FactPlan.Inequality inequality) {
    List<dev.vitrine.proofs.internal.range.Term> terms = new ArrayList<>();
    inequality
        .weights()
        .forEach(
            (variable, weight) ->
                terms.add(
                    new dev.vitrine.proofs.internal.range.Term(
                        Scalar.of(weight), commitments.get(variable))));
    terms.add(
        new dev.vitrine.proofs.internal.range.Term(
            Scalar.of(inequality.constant()), pedersen.value()));
    return terms;
  }
}
