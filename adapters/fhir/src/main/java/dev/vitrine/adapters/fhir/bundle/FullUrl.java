package dev.vitrine.adapters.fhir.bundle;

import dev.vitrine.adapters.fhir.rules.R4;
import org.jspecify.annotations.Nullable;

/**
 * A URL of a resource on a RESTful server: a base, a type, an id, and perhaps a version (FHIR R4,
 * references.html#literal).
 *
 * @param base with its slash at the end; empty for a relative reference
 * @param version null where none is named
 */
record FullUrl(String base, String type, String id, @Nullable String version) {
  private static final String HISTORY = "/_history/";
  private static final int LONGEST_ID = 64;

  /** Null if {@code text} is not of this form. */
  static @Nullable FullUrl of(String text) {
    int history = text.indexOf(HISTORY);
    String version = history < 0 ? null : text.substring(history + HISTORY.length());
    String plain = history < 0 ? text : text.substring(0, history);
    int beforeId = plain.lastIndexOf('/');
    if (beforeId < 0 || (version != null && !isId(version))) {
      return null;
    }
    int beforeType = plain.lastIndexOf('/', beforeId - 1);
    String base = plain.substring(0, beforeType + 1);
    String type = plain.substring(beforeType + 1, beforeId);
    String id = plain.substring(beforeId + 1);
    boolean based = base.isEmpty() || base.startsWith("http://") || base.startsWith("https://");
    return based && R4.resource(type) != null && isId(id)
        ? new FullUrl(base, type, id, version)
        : null;
  }

  /** Without base and version, as {@code Patient/7}. */
  String relative() {
    return type + "/" + id;
  }

  /** Without the version. */
  String unversioned() {
    return base + relative();
  }

  /** Whether this can be an id: 1 to 64 letters, digits, dashes and dots. */
  static boolean isId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '.';
      if (!plain) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_ID;
  }
}
