package dev.vitrine.adapters.fhir.generate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The codes of one code system, and which are kinds of which. */
final class CodeTree {
  private final SortedSet<String> codes = new TreeSet<>();
  private final Map<String, SortedSet<String>> below = new HashMap<>();

  private CodeTree() {}

  static CodeTree of(XmlNode codeSystem) {
    CodeTree tree = new CodeTree();
    codeSystem.all("concept").forEach(concept -> tree.add(concept, ""));
    return tree;
  }

  private void add(XmlNode concept, String parent) {
    String code = concept.text("code");
    codes.add(code);
    under(parent, code);
    for (XmlNode property : concept.all("property")) {
      if (property.text("code").equals("subsumedBy")) {
        under(property.text("valueCode"), code);
      }
    }
    concept.all("concept").forEach(child -> add(child, code));
  }

  private void under(String parent, String code) {
    below.computeIfAbsent(parent, key -> new TreeSet<>()).add(code);
  }

  /** Every code; a copy. */
  SortedSet<String> all() {
    return new TreeSet<>(codes);
  }

  /** The codes that a filter on the hierarchy leaves, or null for one that is not known here. */
  @Nullable SortedSet<String> filtered(String operator, String code) {
    SortedSet<String> found = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(below.getOrDefault(code, new TreeSet<>()));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (found.add(next)) {
        open.addAll(below.getOrDefault(next, new TreeSet<>()));
      }
    }
    switch (operator) {
      case "descendent-of" -> {
        return found;
      }
      case "is-a" -> {
        found.addAll(Set.of(code));
        return found;
      }
      default -> {
        return null;
      }
    }
  }
}
