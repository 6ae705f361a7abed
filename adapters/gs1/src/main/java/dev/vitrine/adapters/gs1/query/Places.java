package dev.vitrine.adapters.gs1.query;

import dev.vitrine.adapters.gs1.identifier.Gs1Identifier;
import dev.vitrine.adapters.gs1.identifier.Identifiers;

/**
 * The hierarchy that identifiers of places carry in themselves: an SGLN without extension is the
 * site, one with extension a place within it (TDS 2.0 §7.4; AI 254 of a GLN in a Digital Link).
 */
final class Places {
  private static final String GLN = "/414/";
  private static final String EXTENSION = "/254/";

  private Places() {}

  static boolean within(String place, String site) {
    String inner = Identifiers.canonical(place);
    String outer = Identifiers.canonical(site);
    if (inner.equals(outer)) {
      return true;
    }
    int extension = inner.indexOf(EXTENSION);
    return extension > 0
        && inner.startsWith(Gs1Identifier.CANONICAL_BASE + GLN)
        && outer.equals(inner.substring(0, extension));
  }
}
