package dev.vitrine.adapters.fhir.rules;

/**
 * base64 (RFC 4648 §4) as FHIR allows it: padded, with white space between groups of four digits
 * only, as R4's regex has it.
 */
final class Base64Text {
  private Base64Text() {}

  /** How many bytes {@code text} stands for, or −1 where it is not base64. */
  static long decodedLength(String text) {
    long digits = 0;
    int padding = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == ' ' || (c >= '\t' && c <= '\r')) && digits % 4 == 0) {
        continue;
      }
      if (c == '=') {
        padding++;
      } else if (padding > 0 || !digit(c)) {
        return -1;
      }
      digits++;
    }
    return digits % 4 == 0 && padding <= 2 && digits > 0 ? digits / 4 * 3 - padding : -1;
  }

  private static boolean digit(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }
}
