package dev.vitrine.proofs.internal.equation;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.FixedBases;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.G2Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sum of equations under random weights, evaluated with each point multiplied only once. */
final class WeightedSum {
  private static final int WEIGHT_BYTES = 16;

  private final Curve curve;
  private final SecureRandom random;
  private final Map<G1Point, Scalar> points = new LinkedHashMap<>();
  private final IdentityHashMap<FixedBases, Scalar[]> families = new IdentityHashMap<>();
  private final Map<G2Point, Side> sides = new LinkedHashMap<>();
  private boolean anyLinear;
  private boolean anyPairing;

  /** What is paired with one point of G2. */
  private static final class Side {
    final List<G1Point> points = new ArrayList<>();
    final List<Scalar> weights = new ArrayList<>();
  }

  WeightedSum(Curve curve, SecureRandom random) {
    this.curve = curve;
    this.random = random;
  }

  boolean holds(List<Equations.Named> equations) {
    if (equations.stream().anyMatch(Equations.Named::refused)) {
      return false;
    }
    for (Equations.Named equation : equations) {
      equation.linear().ifPresent(this::add);
      equation.pairing().ifPresent(this::add);
    }
    return linearSum().isIdentity() && pairingsCancel();
  }

  /**
   * Linear equations and pairings are checked each for themselves. In each sum the first weight may
   * be one: the others are random relative to it.
   */
  private Scalar weight(boolean first) {
    if (first) {
      return Scalar.ONE;
    }
    byte[] bytes = new byte[WEIGHT_BYTES];
    random.nextBytes(bytes);
    return Scalar.of(new BigInteger(1, bytes));
  }

  private void add(LinearEquation equation) {
    Scalar weight = weight(!anyLinear);
    anyLinear = true;
    for (LinearEquation.Term term : equation.terms()) {
      points.merge(term.point(), term.factor().multiply(weight), Scalar::add);
    }
    for (LinearEquation.FamilyTerm term : equation.familyTerms()) {
      Scalar[] sum =
          families.computeIfAbsent(term.family(), family -> new Scalar[family.points().size()]);
      for (int i = 0; i < term.factors().size(); i++) {
        Scalar product = term.factors().get(i).multiply(weight);
        sum[i] = sum[i] == null ? product : sum[i].add(product);
      }
    }
  }

  private void add(Equations.Pairing pairing) {
    Scalar weight = weight(!anyPairing);
    anyPairing = true;
    side(pairing.p(), pairing.a(), weight);
    side(pairing.q(), pairing.b().negate(), weight);
  }

  private void side(G2Point with, G1Point point, Scalar weight) {
    Side side = sides.computeIfAbsent(with, name -> new Side());
    side.points.add(point);
    side.weights.add(weight);
  }

  private G1Point linearSum() {
    G1Point sum = curve.msm(List.copyOf(points.keySet()), List.copyOf(points.values()));
    for (Map.Entry<FixedBases, Scalar[]> family : families.entrySet()) {
      List<Scalar> factors = new ArrayList<>();
      int unused = 0;
      for (Scalar factor : family.getValue()) {
        unused = factor == null ? unused + 1 : 0;
        factors.add(factor == null ? Scalar.ZERO : factor);
      }
      factors.subList(factors.size() - unused, factors.size()).clear();
      sum = curve.add(sum, family.getKey().msm(factors));
    }
    return sum;
  }

  private boolean pairingsCancel() {
    List<G1Point> left = new ArrayList<>();
    List<G2Point> right = new ArrayList<>();
    sides.forEach(
        (with, side) -> {
          boolean single = side.points.size() == 1 && side.weights.get(0).equals(Scalar.ONE);
          left.add(single ? side.points.get(0) : curve.msm(side.points, side.weights));
          right.add(with);
        });
    return left.isEmpty() || curve.pairingsCancel(left, right);
  }
}
