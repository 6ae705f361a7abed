package dev.vitrine.proofs.internal.range;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.equation.LinearEquation;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.range.RangeGenerators.Factors;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.util.List;

/**
 * Turns range proofs into equations. Sound under the discrete logarithm assumption in the random
 * oracle model: who makes both equations hold knows, for each claim, a value in its range and a
 * blinding that its terms sum up to. Safe for threads.
 */
public final class RangeVerifier {
  private final Curve curve;
  private final Pedersen pedersen;

  /** A verifier on {@code curve}. */
  public RangeVerifier(Curve curve) {
    this.curve = curve;
    this.pedersen = Pedersen.of(curve);
  }

  /**
   * Adds what must hold for {@code proof} to be accepted. Nothing is accepted before the equations
   * were checked.
   *
   * @param transcript in the state in which the prover's was
   * @param claims derived by the verifier, never taken from the prover; at least one, their bits at
   *     most 4096 together
   * @param step what the check of {@code t̂} against the commitments is called, and with {@code
   *     -ipa} after it, the check of {@code t̂} against the bits. A proof of another number of
   *     rounds than the claims need fails at {@code step}
   * @throws IllegalArgumentException if there is no claim, or too many bits
   */
  public void gather(
      Transcript transcript,
      Equations equations,
      List<RangeClaim> claims,
      RangeProof proof,
      String step) {
    Layout layout = Layout.of(claims);
    layout.absorb(transcript);
    if (proof.rounds() != layout.rounds()) {
      equations.refuse(step, "the range proof is not of the size that its values need");
      return;
    }
    RangeChallenges challenges = RangeChallenges.draw(transcript, proof);
    gather(equations, layout, proof, challenges, step);
  }

  /** The same for given challenges. */
  void gather(
      Equations equations,
      Layout layout,
      RangeProof proof,
      RangeChallenges challenges,
      String step) {
    Scalar[] valueWeights = layout.valueWeights(challenges.z());
    Scalar[] weights = layout.weights(valueWeights);
    Scalar[] powers = Vectors.powers(challenges.y(), layout.positions());
    RangeGenerators generators = RangeGenerators.of(curve, layout.positions());
    values(
        equations.linear(step, "a value is not shown to be the one that is committed to"),
        new Sums(valueWeights, Vectors.sum(weights), Vectors.sum(powers)),
        layout,
        proof,
        challenges,
        generators);
    product(
        equations.linear(step + "-ipa", "a value is not shown to be within its range"),
        weights,
        proof,
        challenges,
        generators);
  }

  private record Sums(Scalar[] valueWeights, Scalar weights, Scalar powers) {}

  /** {@code t̂·Y1 + τx·Y0 = Σ z^(2+j)·X_j + δ·Y1 + x·T1 + x²·T2}. */
  private void values(
      LinearEquation equation,
      Sums sums,
      Layout layout,
      RangeProof proof,
      RangeChallenges challenges,
      RangeGenerators generators) {
    Scalar z = challenges.z();
    Scalar x = challenges.x();
    Scalar delta =
        z.subtract(z.multiply(z)).multiply(sums.powers).subtract(z.multiply(sums.weights));
    Scalar value = proof.t().subtract(delta);
    Scalar blinding = proof.tBlinding();
    for (int j = 0; j < sums.valueWeights.length; j++) {
      for (Term term : layout.claims().get(j).terms()) {
        Scalar factor = term.factor().multiply(sums.valueWeights[j]);
        if (term.point().equals(pedersen.value())) {
          value = value.subtract(factor);
        } else if (term.point().equals(pedersen.blinding())) {
          blinding = blinding.subtract(factor);
        } else {
          equation.minus(factor, term.point());
        }
      }
    }
    equation.minus(x, proof.t1()).minus(x.multiply(x), proof.t2());
    equation.plus(generators.bases(), new Factors(0).value(value).blinding(blinding).list());
  }

  /**
   * {@code u·(A + x·S − z·ΣG + Σ (z + d_p·y^−p)·H_p − μ·Y0 + t̂·w·Y1) + Σ v_k·(u_k²·L_k + R_k)}
   * equals {@code a·Σ s_p·G_p + b·Σ s'_p·y^−p·H_p + a·b·w·Y1}. Here u is the product of all rounds'
   * u_k, v_k that of those after round k, s_p that of those in which p is in the upper half, and
   * s'_p that of those in which it is in the lower.
   */
  private static void product(
      LinearEquation equation,
      Scalar[] weights,
      RangeProof proof,
      RangeChallenges challenges,
      RangeGenerators generators) {
    Scalar[] us = challenges.us();
    Scalar[] v = challenges.remainingProducts();
    Scalar all = v[0];
    int n = weights.length;
    Scalar[] s = challenges.foldedFactors();
    Factors factors = new Factors(n);
    Scalar z = challenges.z().multiply(all);
    Scalar minusZ = z.negate();
    Scalar yInverse = challenges.y().invert();
    Scalar yPower = Scalar.ONE;
    for (int p = 0; p < n; p++) {
      factors.g(p, minusZ.subtract(proof.a().multiply(s[p])));
      // the mirrored position is in the upper half where this one is in the lower
      Scalar h = weights[p].multiply(all).subtract(proof.b().multiply(s[n - 1 - p]));
      factors.h(p, z.add(h.multiply(yPower)));
      yPower = yPower.multiply(yInverse);
    }
    Scalar excess = proof.t().multiply(all).subtract(proof.a().multiply(proof.b()));
    factors.value(excess.multiply(challenges.w()));
    factors.blinding(proof.blinding().multiply(all).negate());
    equation.plus(generators.bases(), factors.list());
    equation.plus(all, proof.bits()).plus(all.multiply(challenges.x()), proof.masks());
    for (int k = 0; k < us.length; k++) {
      // u_k²·v_k, where u_k·v_k is the product before
      equation.plus(us[k].multiply(v[k]), proof.left().get(k));
      equation.plus(v[k + 1], proof.right().get(k));
    }
  }
}
