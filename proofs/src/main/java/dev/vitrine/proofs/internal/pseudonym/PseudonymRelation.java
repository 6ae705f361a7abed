package dev.vitrine.proofs.internal.pseudonym;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.sigma.LinearRelation;
import dev.vitrine.proofs.internal.sigma.LinearRelation.Term;
import java.util.List;

/**
 * That a name is the one which the holder of a pinned key gives a hidden value: {@code B = k·N +
 * x·N} and {@code K = k·Yk}, where x is a secret of the relation that its owner has tied to a
 * commitment. There is one such N for k and x, so a prover can't choose the name.
 *
 * <p>An absent value is 0 and has a name too as far as these equations go: where a slot may be
 * absent, prove it present besides.
 */
public final class PseudonymRelation {
  private PseudonymRelation() {}

  /**
   * Adds the key's equation, once for each key.
   *
   * @param step the check that fails if it does not hold
   * @return the index of the secret k, whose witness is {@link PseudonymKey#witness}
   */
  public static int addKey(
      Curve curve, LinearRelation relation, String step, PseudonymKey.Public key) {
    int k = relation.secret();
    relation.equation(
        step,
        "the pseudonym is not made with the gateway's key",
        key.point(),
        List.of(new Term(k, PseudonymBase.ofKeys(curve))));
    return k;
  }

  /**
   * Adds a name's equation.
   *
   * @param step the check that fails if it does not hold
   * @param base B, derived by each side from audience and context
   * @param name N, shown
   * @param key the index of the secret k, of {@link #addKey}
   * @param value the index of the secret x
   */
  public static void addName(
      LinearRelation relation, String step, G1Point base, G1Point name, int key, int value) {
    relation.equation(
        step,
        "the pseudonym is not that of the hidden value",
        base,
        List.of(new Term(key, name), new Term(value, name)));
  }
}
