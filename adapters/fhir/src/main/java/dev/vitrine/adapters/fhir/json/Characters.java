package dev.vitrine.adapters.fhir.json;

/** Rules for the characters of primitives. */
final class Characters {
  private Characters() {}

  /** Whether FHIR allows every character of {@code text}, and no surrogate stands alone. */
  static boolean allowed(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x20) {
        if (c != '\t' && c != '\n' && c != '\r') {
          return false;
        }
      } else if (Character.isSurrogate(c)) {
        i++;
        if (i >= length || !Character.isSurrogatePair(c, text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a JSON number's length and exponent are within bounds. */
  static boolean boundedNumber(String lexeme) {
    if (lexeme.length() > FhirLimits.NUMBER) {
      return false;
    }
    int e = Math.max(lexeme.indexOf('e'), lexeme.indexOf('E'));
    int exponent = 0;
    for (int i = e + 1; e >= 0 && i < lexeme.length(); i++) {
      char c = lexeme.charAt(i);
      if (c >= '0' && c <= '9') {
        exponent = exponent * 10 + (c - '0');
      }
      if (exponent > FhirLimits.EXPONENT) {
        return false;
      }
    }
    return true;
  }
}
