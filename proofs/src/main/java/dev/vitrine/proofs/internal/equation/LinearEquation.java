package dev.vitrine.proofs.internal.equation;

import dev.vitrine.proofs.internal.curve.FixedBases;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.util.ArrayList;
import java.util.List;

/** {@code Σ kᵢ·Pᵢ = 0} in G1, being put together. Not safe for threads. */
public final class LinearEquation {
  /** One product of the sum. */
  record Term(G1Point point, Scalar factor) {}

  /** Products with the first points of a family of fixed bases, one factor a point. */
  record FamilyTerm(FixedBases family, List<Scalar> factors) {}

  private final List<Term> terms = new ArrayList<>();
  private final List<FamilyTerm> familyTerms = new ArrayList<>();

  LinearEquation() {}

  /** Adds {@code factor·point}. */
  public LinearEquation plus(Scalar factor, G1Point point) {
    terms.add(new Term(point, factor));
    return this;
  }

  /** Takes {@code factor·point} away. */
  public LinearEquation minus(Scalar factor, G1Point point) {
    return plus(factor.negate(), point);
  }

  /** Adds {@code Σ factorᵢ·Bᵢ} over the first points of {@code family}. */
  public LinearEquation plus(FixedBases family, List<Scalar> factors) {
    familyTerms.add(new FamilyTerm(family, List.copyOf(factors)));
    return this;
  }

  List<Term> terms() {
    return terms;
  }

  List<FamilyTerm> familyTerms() {
    return familyTerms;
  }
}
