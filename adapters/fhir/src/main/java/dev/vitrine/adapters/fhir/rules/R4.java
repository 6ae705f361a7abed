package dev.vitrine.adapters.fhir.rules;

import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The types of FHIR R4 (4.0.1) as HL7's StructureDefinitions define them: resources, data types,
 * primitives, and elements with parts of their own under their paths ({@code
 * Observation.component}). The table is made from them while the jar is built, and read once.
 */
public final class R4 {
  private static final Map<String, R4Type> TYPES = TableReader.read();
  private static final SortedSet<String> RESOURCES = TableReader.resources(TYPES);

  /** What the property with an underscore holds: an id and extensions. */
  static final R4Type ELEMENT = require("Element");

  static final R4Type CODEABLE_CONCEPT = require("CodeableConcept");
  static final R4Type EXTENSION = require("Extension");
  static final R4Type REFERENCE = require("Reference");

  private R4() {}

  /** The type of this name, or null where R4 has none. */
  public static @Nullable R4Type type(String name) {
    return TYPES.get(name);
  }

  /** The resource type of this name, or null where R4 has none that a document can be of. */
  public static @Nullable R4Type resource(String name) {
    R4Type type = TYPES.get(name);
    return type != null && type.kind() == R4Type.Kind.RESOURCE ? type : null;
  }

  /** The names of all types that a document can be of, in order: 146. */
  public static SortedSet<String> resourceTypes() {
    return RESOURCES;
  }

  private static R4Type require(String name) {
    R4Type type = TYPES.get(name);
    if (type == null) {
      throw new IllegalStateException("the table of R4 has no type " + name);
    }
    return type;
  }
}
