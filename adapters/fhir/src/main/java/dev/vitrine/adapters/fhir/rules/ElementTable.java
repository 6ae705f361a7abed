package dev.vitrine.adapters.fhir.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one FHIR type: their names, types and cardinalities, written as {@code name:type}
 * with {@code *} after the name where it repeats, {@code !} where it must be there, and {@code
 * name[x]:type|type} for a choice.
 */
final class ElementTable {
  /** One element. A choice gives one for each of its types, all with the same group. */
  record Entry(String name, String type, boolean repeats, String group) {}

  /** A name, or a choice with its names, of which one must be there ({@code required}) or may. */
  record Group(String label, List<String> names, List<String> companions, boolean required) {}

  private static final Set<String> RESOURCE =
      Set.of(
          "resourceType",
          "id",
          "meta",
          "implicitRules",
          "language",
          "text",
          "contained",
          "extension",
          "modifierExtension");

  private final Map<String, Entry> entries = new HashMap<>();
  private final List<Group> groups = new ArrayList<>();
  private final boolean resource;
  private final boolean backbone;

  private ElementTable(boolean resource, boolean backbone) {
    this.resource = resource;
    this.backbone = backbone;
  }

  /** The table of a resource type. */
  static ElementTable resource(String elements) {
    return new ElementTable(true, true).parse(elements);
  }

  /** The table of an element with parts of its own, inside a resource. */
  static ElementTable backbone(String elements) {
    return new ElementTable(false, true).parse(elements);
  }

  /** The table of a data type. */
  static ElementTable datatype(String elements) {
    return new ElementTable(false, false).parse(elements);
  }

  /** The entry of this name, or null where there is none. */
  @Nullable Entry entry(String name) {
    return entries.get(name);
  }

  /** Names and choices that must be there, or exclude one another. */
  List<Group> groups() {
    return groups;
  }

  /** Whether an element of this name belongs to the type. */
  boolean knows(String name) {
    return entries.containsKey(name)
        || (resource
            ? RESOURCE.contains(name)
            : name.equals("id")
                || name.equals("extension")
                || (backbone && name.equals("modifierExtension")));
  }

  private ElementTable parse(String elements) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    Map<String, Boolean> required = new HashMap<>();
    for (String item : elements.trim().split("\\s+")) {
      String label = item.substring(0, item.indexOf(':'));
      String types = item.substring(item.indexOf(':') + 1);
      boolean must = label.endsWith("!");
      label = must ? label.substring(0, label.length() - 1) : label;
      boolean repeats = label.endsWith("*");
      label = repeats ? label.substring(0, label.length() - 1) : label;
      required.put(label, must);
      List<String> grouped = names.computeIfAbsent(label, key -> new ArrayList<>());
      for (String type : types.split("\\|")) {
        String name =
            label.endsWith("[x]") ? label.substring(0, label.length() - 3) + capital(type) : label;
        entries.put(name, new Entry(name, type, repeats, label));
        grouped.add(name);
      }
    }
    names.forEach(
        (label, grouped) -> {
          boolean must = required.getOrDefault(label, false);
          if (must || grouped.size() > 1) {
            List<String> companions = grouped.stream().map(name -> '_' + name).toList();
            groups.add(new Group(label, List.copyOf(grouped), companions, must));
          }
        });
    return this;
  }

  private static String capital(String type) {
    return Character.toUpperCase(type.charAt(0)) + type.substring(1);
  }
}
