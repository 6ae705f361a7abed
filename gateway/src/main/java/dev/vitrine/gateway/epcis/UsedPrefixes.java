package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.model.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which of an event's prefixes the shown part of it uses: the others would tell whose extensions
 * are hidden.
 */
final class UsedPrefixes {
  private UsedPrefixes() {}

  /** Those that a name, or a text as {@code prefix:word}, begins with. */
  static Map<String, String> of(Value.Members shown, Map<String, String> declared) {
    if (declared.isEmpty()) {
      return declared;
    }
    Set<String> used = new HashSet<>();
    collect(shown, used);
    Map<String, String> kept = new HashMap<>(declared);
    kept.keySet().retainAll(used);
    return kept;
  }

  private static void collect(Value value, Set<String> used) {
    if (value instanceof Value.Members object) {
      object
          .members()
          .forEach(
              (name, part) -> {
                take(name, used);
                collect(part, used);
              });
    } else if (value instanceof Value.Items items) {
      items.items().forEach(item -> collect(item, used));
    } else if (value instanceof Value.Text text) {
      take(text.text(), used);
    }
  }

  private static void take(String text, Set<String> used) {
    int colon = text.indexOf(':');
    if (colon > 0) {
      used.add(text.substring(0, colon));
    }
  }
}
