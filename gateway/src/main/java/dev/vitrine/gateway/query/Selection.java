package dev.vitrine.gateway.query;

import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Schema;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which slots an answer shows: those asked for and those they require, if the policy allows all.
 */
final class Selection {
  private Selection() {}

  /**
   * Positions of the slots to show.
   *
   * @throws GatewayException.InvalidRequest for a slot the schema does not have
   * @throws GatewayException.Forbidden for one that may not be shown, or needs one that may not
   */
  static SortedSet<Integer> of(Schema schema, Decision decision, List<String> names) {
    SortedSet<Integer> shown = new TreeSet<>();
    for (String name : names) {
      if (!schema.has(name)) {
        throw new GatewayException.InvalidRequest(
            "Schema " + schema.id() + " has no slot of that name.");
      }
      add(schema, decision, name, shown);
    }
    return shown;
  }

  private static void add(Schema schema, Decision decision, String name, SortedSet<Integer> shown) {
    if (!shown.add(schema.indexOf(name))) {
      return;
    }
    if (decision.of(schema, name) != Disclosure.SHOW) {
      throw new GatewayException.Forbidden(
          "No policy lets you be shown slot " + name + " for your purpose.");
    }
    schema.slot(name).requires().forEach(required -> add(schema, decision, required, shown));
  }
}
