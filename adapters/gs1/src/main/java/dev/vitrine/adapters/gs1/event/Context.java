package dev.vitrine.adapters.gs1.event;

import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.adapters.gs1.vocabulary.FixedNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The prefixes that hold for an event beside those that EPCIS itself fixes. Immutable.
 *
 * @param prefixes name spaces by prefix, at most {@link EpcisLimits#PREFIXES}
 * @param unknown whether a context was named that is not known here and may define more
 */
public record Context(Map<String, String> prefixes, boolean unknown) {
  /** None. */
  public static final Context NONE = new Context(Map.of(), false);

  /** Copies the map. */
  public Context {
    prefixes = Map.copyOf(prefixes);
  }

  /** The same prefixes in a map of the caller's own. */
  Map<String, String> copy() {
    return new HashMap<>(prefixes);
  }

  /** The name space of a prefix, or null where it is not declared. */
  @Nullable String nameSpace(String prefix) {
    String fixed = FixedNames.nameSpace(prefix);
    return fixed != null ? fixed : prefixes.get(prefix);
  }

  /**
   * Those of {@code used} that are declared here, as a JSON object in the form of RFC 8785; null
   * where there is none.
   */
  @Nullable String slot(Set<String> used) {
    if (prefixes.isEmpty()) {
      return null;
    }
    Map<String, String> declared = new TreeMap<>();
    for (String prefix : used) {
      String space = FixedNames.nameSpace(prefix) == null ? prefixes.get(prefix) : null;
      if (space != null) {
        declared.put(prefix, space);
      }
    }
    if (declared.isEmpty()) {
      return null;
    }
    // neither a prefix nor a URI holds a character that JSON would escape
    StringBuilder out = new StringBuilder("{");
    declared.forEach(
        (prefix, space) -> {
          out.append(out.length() == 1 ? "\"" : ",\"");
          out.append(prefix).append("\":\"").append(space).append('"');
        });
    return out.append('}').toString();
  }
}
