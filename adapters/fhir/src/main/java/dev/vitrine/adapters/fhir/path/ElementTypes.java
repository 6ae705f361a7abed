package dev.vitrine.adapters.fhir.path;

import org.jspecify.annotations.Nullable;

/** Which type an element has, where that is known. */
final class ElementTypes {
  private ElementTypes() {}

  /** The type of the element {@code name} in a {@code parent}, or null where it is not known. */
  static @Nullable String of(@Nullable String parent, String name) {
    return null;
  }

  /** Whether {@code name} may be a choice of types in a {@code parent}. */
  static boolean isChoice(@Nullable String parent, String name) {
    return true;
  }
}
