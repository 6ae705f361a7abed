package dev.vitrine.adapters.fhir.json;

import com.fasterxml.jackson.core.JsonStreamContext;
import org.jspecify.annotations.Nullable;

/** Says a place in a document as a FHIRPath, as {@code Observation.component[1].code}. */
public final class FhirPlace {
  /** What the path starts with where the resource's type is not known. */
  public static final String UNKNOWN = "Resource";

  private FhirPlace() {}

  /** {@code type} where it looks like a type's name, so that no other text leaks into a path. */
  public static String rootName(@Nullable String type) {
    return type != null && type.length() <= FhirLimits.NAME && isName(type) ? type : UNKNOWN;
  }

  /** {@code name} where it is fit to stand in a path; else a mark. */
  public static String step(String name) {
    String element = name.startsWith("_") ? name.substring(1) : name;
    return name.length() <= FhirLimits.NAME && isElementName(element) ? name : "?";
  }

  /**
   * Whether this is the form of a FHIR element's name: letters and digits, first a small letter.
   */
  public static boolean isElementName(String name) {
    return isName(name) && Character.isLowerCase(name.charAt(0));
  }

  /** Whether this is a letter followed by letters and digits. */
  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  static String of(JsonStreamContext context, @Nullable String rootType) {
    StringBuilder path = new StringBuilder();
    for (JsonStreamContext at = context; at != null && !at.inRoot(); at = at.getParent()) {
      if (at.inArray()) {
        path.insert(0, "[" + Math.max(at.getCurrentIndex(), 0) + "]");
      } else if (at.getCurrentName() != null) {
        path.insert(0, "." + step(at.getCurrentName()));
      }
    }
    return path.insert(0, rootType == null ? UNKNOWN : rootType).toString();
  }
}
