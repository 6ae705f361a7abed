package dev.vitrine.adapters.fhir.generate;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Expands the value sets that R4 defines by the code systems it carries. What rests on another
 * standard's list (media types, languages) can't be expanded, and nothing is guessed.
 */
public final class Terminology {
  private final Map<String, XmlNode> valueSets = new HashMap<>();
  private final Map<String, CodeTree> systems = new HashMap<>();

  private Terminology() {}

  /** What R4 carries. */
  public static Terminology read() throws IOException {
    Terminology terminology = new Terminology();
    for (XmlNode each : Definitions.terminology()) {
      if (each.name().equals("ValueSet")) {
        terminology.valueSets.put(each.text("url"), each);
      } else if (each.text("content").equals("complete")) {
        terminology.systems.put(each.text("url"), CodeTree.of(each));
      }
    }
    return terminology;
  }

  /** The codes of a value set by their systems, or null where they can't all be told. */
  public @Nullable SortedMap<String, SortedSet<String>> expand(String canonical) {
    return expand(canonical, new HashSet<>());
  }

  private @Nullable SortedMap<String, SortedSet<String>> expand(
      String canonical, Set<String> underWay) {
    String url = canonical.replaceFirst("\\|.*", "");
    XmlNode valueSet = valueSets.get(url);
    if (valueSet == null || !underWay.add(url)) {
      return null;
    }
    SortedMap<String, SortedSet<String>> codes = new TreeMap<>();
    for (XmlNode compose : valueSet.all("compose")) {
      for (XmlNode include : compose.all("include")) {
        SortedMap<String, SortedSet<String>> more = part(include, underWay);
        if (more == null) {
          return null;
        }
        more.forEach(
            (system, set) -> codes.computeIfAbsent(system, key -> new TreeSet<>()).addAll(set));
      }
      for (XmlNode exclude : compose.all("exclude")) {
        SortedMap<String, SortedSet<String>> less = part(exclude, underWay);
        if (less == null) {
          return null;
        }
        less.forEach(
            (system, set) -> codes.computeIfAbsent(system, key -> new TreeSet<>()).removeAll(set));
      }
    }
    underWay.remove(url);
    codes.values().removeIf(Set::isEmpty);
    return codes.isEmpty() ? null : codes;
  }

  /** An include or exclude: a system's codes, those named or filtered, or those of value sets. */
  private @Nullable SortedMap<String, SortedSet<String>> part(XmlNode part, Set<String> underWay) {
    SortedMap<String, SortedSet<String>> codes = null;
    String system = part.text("system");
    if (!system.isEmpty()) {
      SortedSet<String> own = ofSystem(part, system);
      if (own == null) {
        return null;
      }
      codes = new TreeMap<>(Map.of(system, own));
    }
    for (XmlNode imported : part.all("valueSet")) {
      SortedMap<String, SortedSet<String>> other = expand(imported.value(), underWay);
      if (other == null) {
        return null;
      }
      if (codes == null) {
        codes = other;
      } else {
        codes.keySet().retainAll(other.keySet());
        codes.forEach((key, set) -> set.retainAll(other.getOrDefault(key, new TreeSet<>())));
      }
    }
    return codes;
  }

  private @Nullable SortedSet<String> ofSystem(XmlNode part, String system) {
    if (!part.all("concept").isEmpty()) {
      SortedSet<String> named = new TreeSet<>();
      part.all("concept").forEach(concept -> named.add(concept.text("code")));
      return named;
    }
    CodeTree tree = systems.get(system);
    if (tree == null) {
      return null;
    }
    SortedSet<String> codes = tree.all();
    for (XmlNode filter : part.all("filter")) {
      SortedSet<String> under = tree.filtered(filter.text("op"), filter.text("value"));
      if (!filter.text("property").equals("concept") || under == null) {
        return null;
      }
      codes.retainAll(under);
    }
    return codes;
  }
}
