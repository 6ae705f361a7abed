package dev.vitrine.proofs.internal.linear;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Proves that the sum of public linear forms of columns is what a target commits to: {@code Σ
 * ⟨form_b, values_b⟩ = t} for {@code target = t·Y1 + s·Y0} (protocol §6). A compressed Σ-protocol
 * (Attema and Cramer, "Compressed Σ-Protocol Theory", 2020), made non-interactive by the caller's
 * transcript; the proof's length is logarithmic in the columns' length.
 *
 * <p>Zero knowledge: a proof says nothing beyond the claim. Secrets (values, blindings) meet points
 * only in constant-time multiplications; multiplications in variable time take one-time randomness
 * and responses that it masks.
 */
public final class LinearProver {
  private final Curve curve;
  private final ColumnGenerators generators;
  private final Pedersen pedersen;

  /** A prover on {@code curve}, for columns of these generators. */
  public LinearProver(Curve curve, ColumnGenerators generators) {
    this.curve = curve;
    this.generators = generators;
    this.pedersen = Pedersen.of(curve);
  }

  /**
   * Makes a proof.
   *
   * @param transcript has absorbed everything public so far; goes on after the proof
   * @param columns the columns with their openings, at least one
   * @param forms one for each column; at most {@link LinearProof#MAX_FORMS} different ones
   * @param targetValue t
   * @param targetBlinding s; zero for a public sum
   * @param target {@code t·Y1 + s·Y0}
   * @throws IllegalArgumentException if the lists do not fit, or the forms do not give t
   */
  public LinearProof prove(
      Transcript transcript,
      List<OpenedColumn> columns,
      List<Form> forms,
      Scalar targetValue,
      Scalar targetBlinding,
      G1Point target,
      SecureRandom random) {
    Witness witness = Witness.of(columns, forms);
    if (!witness.value().equals(targetValue)) {
      throw new IllegalArgumentException("the forms do not give the target's value");
    }
    LinearTranscript challenges =
        new LinearTranscript(transcript, claims(columns, forms), target, witness.length());
    List<Scalar> crossBlindings = new ArrayList<>();
    List<G1Point> crossTerms = new ArrayList<>();
    for (Scalar term : witness.crossTerms()) {
      Scalar blinding = Scalar.random(random);
      crossBlindings.add(blinding);
      crossTerms.add(pedersen.commit(term, blinding));
    }
    Joined joined = new Joined(witness.count(), challenges.joining(crossTerms));
    for (int i = 0; i < crossTerms.size(); i++) {
      targetBlinding = targetBlinding.add(joined.crossFactor(i).multiply(crossBlindings.get(i)));
    }
    Scalar[] form = witness.form(joined);
    Scalar[] masks = new Scalar[witness.length()];
    Arrays.setAll(masks, k -> Scalar.random(random));
    Scalar columnMaskBlinding = Scalar.random(random);
    Scalar targetMaskBlinding = Scalar.random(random);
    G1Point columnMask =
        curve.add(
            generators.positions().msm(List.of(masks)),
            curve.multiply(generators.blinding(), columnMaskBlinding));
    G1Point targetMask =
        pedersen.commit(Halving.product(form, 0, masks, 0, form.length), targetMaskBlinding);
    Scalar c = challenges.answered(columnMask, targetMask);
    Scalar[] responses = witness.values(joined);
    Arrays.setAll(responses, k -> masks[k].add(c.multiply(responses[k])));
    Scalar columnResponse = columnMaskBlinding.add(c.multiply(witness.blinding(joined)));
    Scalar targetResponse = targetMaskBlinding.add(c.multiply(targetBlinding));
    G1Point valued =
        curve.msm(
            List.of(pedersen.value()), List.of(challenges.valued(columnResponse, targetResponse)));
    List<LinearProof.Round> rounds = new ArrayList<>();
    Scalar[] last = halve(challenges, valued, responses, form, rounds);
    return new LinearProof(
        witness.length(),
        crossTerms,
        columnMask,
        targetMask,
        rounds,
        columnResponse,
        targetResponse,
        List.of(last));
  }

  /** The responses would convince as they are; halving only makes them short. */
  private Scalar[] halve(
      LinearTranscript challenges,
      G1Point valued,
      Scalar[] responses,
      Scalar[] form,
      List<LinearProof.Round> rounds) {
    Halving halving = new Halving(responses.length);
    Scalar[] z = responses;
    Scalar[] a = form;
    while (z.length > LinearProof.LAST) {
      int half = z.length / 2;
      G1Point left = plus(halving.lowOnHigh(z), valued, Halving.product(z, 0, a, half, half));
      G1Point right = plus(halving.highOnLow(z), valued, Halving.product(z, half, a, 0, half));
      LinearProof.Round round = new LinearProof.Round(left, right);
      rounds.add(round);
      Scalar challenge = challenges.halving(round);
      z = Halving.values(z, challenge);
      a = Halving.form(a, challenge);
      halving.by(challenge);
    }
    challenges.end(List.of(z));
    return z;
  }

  private G1Point plus(List<Scalar> factors, G1Point valued, Scalar product) {
    return curve.add(
        generators.positions().msm(factors), curve.msm(List.of(valued), List.of(product)));
  }

  private static List<ColumnClaim> claims(List<OpenedColumn> columns, List<Form> forms) {
    List<ColumnClaim> claims = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      claims.add(new ColumnClaim(columns.get(i).commitment(), forms.get(i)));
    }
    return claims;
  }
}
