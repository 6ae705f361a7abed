package dev.vitrine.proofs.internal.sigma;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.sigma.LinearRelation.Equation;
import dev.vitrine.proofs.internal.sigma.LinearRelation.Term;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The prover of a linear relation between its first message and its response
 * (draft-irtf-cfrg-sigma-protocols-03 §4). Absorb the relation and {@link #commitments} before the
 * challenge is drawn. Secrets and blindings go only through constant-time operations. Not safe for
 * threads.
 */
public final class SigmaProver {
  private final List<Scalar> witness;
  private final List<Scalar> blindings;
  private final List<G1Point> commitments;
  private boolean answered;

  private SigmaProver(List<Scalar> witness, List<Scalar> blindings, List<G1Point> commitments) {
    this.witness = witness;
    this.blindings = blindings;
    this.commitments = commitments;
  }

  /**
   * Draws a blinding for each secret and commits to them. That the witness satisfies the relation
   * is not checked here; if it does not, the verifier refuses.
   *
   * @param witness the secrets in order of their indexes
   * @throws IllegalArgumentException if there are not as many as the relation has secrets, or the
   *     relation is not one that a verifier accepts
   */
  public static SigmaProver start(
      Curve curve, LinearRelation relation, List<Scalar> witness, SecureRandom random) {
    if (witness.size() != relation.secrets()) {
      throw new IllegalArgumentException("the witness has another number of secrets");
    }
    relation
        .fault()
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(fault);
            });
    List<Scalar> blindings = new ArrayList<>(witness.size());
    while (blindings.size() < witness.size()) {
      Scalar blinding = Scalar.random(random);
      if (!blinding.isZero()) {
        blindings.add(blinding);
      }
    }
    List<G1Point> commitments = new ArrayList<>();
    for (Equation equation : relation.equations()) {
      List<G1Point> bases = equation.terms().stream().map(Term::base).toList();
      List<Scalar> scalars =
          equation.terms().stream().map(term -> blindings.get(term.secret())).toList();
      commitments.add(curve.multiplySum(bases, scalars));
    }
    return new SigmaProver(List.copyOf(witness), List.copyOf(blindings), List.copyOf(commitments));
  }

  /** The first message: one point an equation. */
  public List<G1Point> commitments() {
    return commitments;
  }

  /**
   * The blinding of a secret: itself a secret. Use it only in proofs that answer the same
   * challenge, to show that they speak of the same secret.
   */
  public Scalar blinding(int secret) {
    return blindings.get(secret);
  }

  /**
   * Answers the challenge: {@code blinding + challenge·secret} for each secret.
   *
   * @throws IllegalStateException at the second call: two answers would give the secrets away
   * @throws IllegalArgumentException for the challenge zero
   */
  public List<Scalar> respond(Scalar challenge) {
    if (challenge.isZero()) {
      throw new IllegalArgumentException("the challenge is zero");
    }
    if (answered) {
      throw new IllegalStateException("a prover answers one challenge only");
    }
    answered = true;
    List<Scalar> responses = new ArrayList<>(witness.size());
    for (int i = 0; i < witness.size(); i++) {
      responses.add(blindings.get(i).add(witness.get(i).multiply(challenge)));
    }
    return responses;
  }

  @Override
  public String toString() {
    return "SigmaProver[hidden]";
  }
}
