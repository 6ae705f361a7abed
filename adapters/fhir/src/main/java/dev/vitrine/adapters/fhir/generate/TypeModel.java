package dev.vitrine.adapters.fhir.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All types of R4 by name, with their elements as JSON has them. An element with parts of its own
 * has a type that is named by its path.
 */
final class TypeModel {
  /** What a type is, by the number that the table has for it. */
  static final int PRIMITIVE = 0;

  static final int DATA_TYPE = 1;
  static final int BACKBONE = 2;
  static final int RESOURCE = 3;
  static final int ABSTRACT_RESOURCE = 4;

  /** One type. */
  record Type(int kind, List<Part> parts) {}

  /** One element: its label, and the member names that it can have with their types. */
  record Part(ElementRow row, List<Variant> variants) {}

  /** A member's name, the type under it, and what it may refer to. */
  record Variant(String name, String type, List<String> targets) {}

  private final SortedMap<String, Type> types = new TreeMap<>();

  private TypeModel() {}

  static TypeModel of(List<Structure> structures) {
    TypeModel model = new TypeModel();
    structures.forEach(model::add);
    model.addSimpleQuantity();
    return model;
  }

  SortedMap<String, Type> types() {
    return types;
  }

  private void add(Structure structure) {
    int kind = kind(structure);
    types.put(structure.name(), new Type(kind, new ArrayList<>()));
    if (kind == PRIMITIVE) {
      return;
    }
    for (ElementRow row : structure.elements()) {
      String parent = row.parent();
      if (!parent.isEmpty() && !row.max().equals("0")) {
        types
            .computeIfAbsent(parent, key -> new Type(BACKBONE, new ArrayList<>()))
            .parts()
            .add(new Part(row, variants(structure, row)));
      }
    }
  }

  private static int kind(Structure structure) {
    return switch (structure.kind()) {
      case "primitive-type" -> PRIMITIVE;
      case "complex-type" -> DATA_TYPE;
      default -> structure.isAbstract() ? ABSTRACT_RESOURCE : RESOURCE;
    };
  }

  private static List<Variant> variants(Structure structure, ElementRow row) {
    String name = row.name();
    if (!row.content().isEmpty()) {
      return List.of(new Variant(name, row.content(), List.of()));
    }
    boolean parts = structure.elements().stream().anyMatch(e -> e.parent().equals(row.path()));
    List<Variant> variants = new ArrayList<>();
    for (ElementRow.Type type : row.types()) {
      String member =
          name.endsWith("[x]") ? name.substring(0, name.length() - 3) + capital(type.code()) : name;
      String under = parts ? row.path() : typeOf(structure, row, type);
      variants.add(new Variant(member, under, type.targets()));
    }
    return variants;
  }

  private static String typeOf(Structure structure, ElementRow row, ElementRow.Type type) {
    // R4 says string for a resource's id, and its errata id, which is what its text means
    boolean resource = structure.kind().equals("resource");
    if (resource && row.path().equals(structure.name() + ".id")) {
      return "id";
    }
    return type.simple() ? "SimpleQuantity" : type.code();
  }

  /** The one profile that R4's own types are held to: a Quantity without a comparator. */
  private void addSimpleQuantity() {
    Type quantity = types.get("Quantity");
    if (quantity == null) {
      throw new IllegalStateException("no definition of Quantity");
    }
    types.put(
        "SimpleQuantity",
        new Type(
            DATA_TYPE,
            quantity.parts().stream()
                .filter(part -> !part.row().name().equals("comparator"))
                .toList()));
  }

  private static String capital(String type) {
    return Character.toUpperCase(type.charAt(0)) + type.substring(1);
  }
}
