package dev.vitrine.adapters.gs1.identifier;

/** The alphabet of RFC 4648 §5, six bits a character. */
final class Base64Url {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private Base64Url() {}

  static boolean is(char c) {
    return value(c) >= 0;
  }

  static char character(int value) {
    return ALPHABET.charAt(value);
  }

  /** −1 where {@code c} is not of the alphabet. */
  static int value(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '-' ? 62 : c == '_' ? 63 : -1;
  }
}
