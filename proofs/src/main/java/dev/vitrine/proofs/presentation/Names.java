package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.pseudonym.PseudonymBase;
import dev.vitrine.proofs.internal.pseudonym.PseudonymKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plan's pseudonyms with all points that their equations need.
 *
 * @param key the gateway's public key for names; there if there are names
 * @param names the names
 */
record Names(Optional<PseudonymKey.Public> key, List<Name> names) {
  /**
   * One name.
   *
   * @param variable the named value
   * @param point the name
   * @param base the base of names for the audience
   */
  record Name(int variable, G1Point point, G1Point base) {}

  /**
   * The names of a statement.
   *
   * @throws CurveException if one is not a point of the group, or the identity
   */
  static Names of(Curve curve, Statement statement, FactPlan plan, PseudonymKey.Public key)
      throws CurveException {
    List<Name> names = new ArrayList<>();
    for (FactPlan.Named named : plan.names()) {
      names.add(
          new Name(
              named.variable(),
              curve.parseG1NotIdentity(named.name()),
              PseudonymBase.of(curve, statement.audience(), named.context())));
    }
    return new Names(Optional.of(key), names);
  }

  /** None. */
  static Names none() {
    return new Names(Optional.empty(), List.of());
  }
}
