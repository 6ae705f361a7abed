package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.rules.R4;
import dev.vitrine.adapters.fhir.rules.R4Element;
import dev.vitrine.adapters.fhir.rules.R4Type;
import org.jspecify.annotations.Nullable;

/** Which type an element has, by the table of R4. */
final class ElementTypes {
  private ElementTypes() {}

  /**
   * The type of the element {@code name} in a {@code parent}; null where it is not known, or is a
   * resource, which says its own.
   */
  static @Nullable String of(@Nullable String parent, String name) {
    R4Element element = element(parent, name);
    return element == null || element.type().kind() == R4Type.Kind.ANY_RESOURCE
        ? null
        : element.type().name();
  }

  /** Whether {@code parent} has a member of this name that FHIRPath calls by another. */
  static boolean isChoiceMember(@Nullable String parent, String name) {
    R4Element element = element(parent, name);
    return element != null && element.choice();
  }

  /** Whether {@code name} is a choice of types in a {@code parent}. */
  static boolean isChoice(@Nullable String parent, String name, String ending) {
    R4Type type = parent == null ? null : R4.type(parent);
    if (type == null) {
      return true;
    }
    R4Element element = type.member(name + ending);
    return element != null && element.choice();
  }

  private static @Nullable R4Element element(@Nullable String parent, String name) {
    R4Type type = parent == null ? null : R4.type(parent);
    return type == null ? null : type.member(name);
  }
}
