package dev.vitrine.proofs.internal.sigma;

import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.equation.LinearEquation;
import dev.vitrine.proofs.internal.sigma.LinearRelation.Equation;
import dev.vitrine.proofs.internal.sigma.LinearRelation.Term;
import dev.vitrine.proofs.verdict.RefusedException;
import java.util.List;
import java.util.Optional;

/**
 * The verifier of a linear relation (draft-irtf-cfrg-sigma-protocols-03 §4): for each equation,
 * {@code Σ response·base = commitment + challenge·image}.
 */
public final class SigmaVerifier {
  /** The step that refuses what has the wrong shape. */
  public static final String FORMAT = "format";

  private SigmaVerifier() {}

  /**
   * Adds what must hold; nothing is accepted before the equations are checked.
   *
   * @param challenge drawn by the verifier after the relation and the commitments were absorbed
   * @throws RefusedException at step {@code format}, if there are not as many commitments as
   *     equations or responses as secrets, a commitment is the identity, or the relation has a
   *     point that is
   * @throws IllegalArgumentException for the challenge zero
   */
  public static void gather(
      Equations equations,
      LinearRelation relation,
      List<G1Point> commitments,
      Scalar challenge,
      List<Scalar> responses)
      throws RefusedException {
    if (challenge.isZero()) {
      throw new IllegalArgumentException("the challenge is zero");
    }
    Optional<String> fault = relation.fault();
    if (fault.isPresent()) {
      throw RefusedException.invalid(FORMAT, fault.get());
    }
    List<Equation> all = relation.equations();
    if (commitments.size() != all.size() || responses.size() != relation.secrets()) {
      throw RefusedException.invalid(FORMAT, "another number of commitments or responses");
    }
    for (int i = 0; i < all.size(); i++) {
      Equation equation = all.get(i);
      if (commitments.get(i).isIdentity()) {
        throw RefusedException.invalid(FORMAT, "a commitment is the identity");
      }
      LinearEquation linear = equations.linear(equation.step(), equation.reason());
      for (Term term : equation.terms()) {
        linear.plus(responses.get(term.secret()), term.base());
      }
      linear.minus(challenge, equation.image()).minus(Scalar.ONE, commitments.get(i));
    }
  }
}
