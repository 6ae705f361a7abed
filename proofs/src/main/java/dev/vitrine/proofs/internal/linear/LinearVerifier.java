package dev.vitrine.proofs.internal.linear;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.equation.LinearEquation;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads proofs of {@link LinearProver}: what must hold becomes one linear equation. If it does, the
 * prover knew openings of all columns and of the target with which the claim is true, unless it can
 * solve discrete logarithms or the hash is not as good as random.
 *
 * <p>It does not say that values are in a range, or that a column is any particular one: the caller
 * takes commitments from where they are fixed, and absorbs that before.
 */
public final class LinearVerifier {
  /** The step that fails if a proof does not hold. */
  public static final String STEP = "link";

  private final ColumnGenerators generators;
  private final Pedersen pedersen;

  /** A verifier on {@code curve}, for columns of these generators. */
  public LinearVerifier(Curve curve, ColumnGenerators generators) {
    this.generators = generators;
    this.pedersen = Pedersen.of(curve);
  }

  /**
   * Adds what must hold to {@code equations}, at step {@link #STEP}. A proof that can't be one of
   * this claim, being for other positions or another number of forms, adds an equation that is
   * false.
   *
   * @param transcript as the prover's was before the proof
   * @param claims at least one
   * @param target the commitment to the sum of all forms
   */
  public void gather(
      Transcript transcript,
      Equations equations,
      List<ColumnClaim> claims,
      G1Point target,
      LinearProof proof) {
    Map<Form, List<G1Point>> merged = new LinkedHashMap<>();
    int highest = 0;
    for (ColumnClaim claim : claims) {
      merged.computeIfAbsent(claim.form(), form -> new ArrayList<>()).add(claim.commitment());
      highest = Math.max(highest, claim.form().highest());
    }
    if (merged.isEmpty()) {
      throw new IllegalArgumentException("a proof has columns");
    }
    if (highest >= proof.length() || merged.size() != proof.forms()) {
      equations
          .linear(STEP, "the linear-form proof is for other positions or forms")
          .plus(Scalar.ONE, pedersen.value());
      return;
    }
    LinearTranscript challenges = new LinearTranscript(transcript, claims, target, proof.length());
    Joined joined = new Joined(merged.size(), challenges.joining(proof.crossTerms()));
    Scalar c = challenges.answered(proof.columnMask(), proof.targetMask());
    Scalar w = challenges.valued(proof.columnResponse(), proof.targetResponse());
    Halving halving = new Halving(proof.length());
    Scalar[] form = joined.form(List.copyOf(merged.keySet()), proof.length());
    List<Scalar> halvings = new ArrayList<>();
    for (LinearProof.Round round : proof.rounds()) {
      Scalar u = challenges.halving(round);
      halvings.add(u);
      halving.by(u);
      form = Halving.form(form, u);
    }
    challenges.end(proof.last());
    Scalar value =
        Halving.product(form, 0, proof.last().toArray(Scalar[]::new), 0, LinearProof.LAST);

    LinearEquation equation =
        equations.linear(STEP, "the columns do not hold what is claimed of them");
    equation.minus(w.multiply(value), pedersen.value());
    equation.plus(
        generators.positions(), halving.onAll(proof.last()).stream().map(Scalar::negate).toList());
    Scalar factor = Scalar.ONE;
    for (int i = halvings.size() - 1; i >= 0; i--) {
      Scalar u = halvings.get(i);
      LinearProof.Round round = proof.rounds().get(i);
      equation.plus(factor, round.left());
      equation.plus(factor.multiply(u).multiply(u), round.right());
      factor = factor.multiply(u);
    }
    Scalar claimed = factor.multiply(c);
    Scalar weight = factor.multiply(w);
    Scalar weightedClaim = claimed.multiply(w);
    equation
        .plus(factor, proof.columnMask())
        .minus(factor.multiply(proof.columnResponse()), generators.blinding())
        .plus(weight, proof.targetMask())
        .plus(weightedClaim, target)
        .minus(weight.multiply(proof.targetResponse()), pedersen.blinding());
    for (int i = 0; i < proof.crossTerms().size(); i++) {
      equation.plus(weightedClaim.multiply(joined.crossFactor(i)), proof.crossTerms().get(i));
    }
    int b = 0;
    for (List<G1Point> columns : merged.values()) {
      Scalar share = claimed.multiply(joined.columnFactor(b++));
      columns.forEach(column -> equation.plus(share, column));
    }
  }
}
