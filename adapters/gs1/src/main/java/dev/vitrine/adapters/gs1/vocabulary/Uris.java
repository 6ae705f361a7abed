package dev.vitrine.adapters.gs1.vocabulary;

/** The form of URIs, compact URIs and IRIs as EPCIS documents hold them. */
public final class Uris {
  private Uris() {}

  /**
   * Whether {@code text} is a scheme, a colon and characters that RFC 3986 or RFC 3987 allow. A
   * compact URI ({@code ext:name}) has the same form.
   */
  public static boolean isUri(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1 || !isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < colon; i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '+' && c != '-' && c != '.') {
        return isPrefix(text, colon);
      }
    }
    return allowed(text, colon + 1);
  }

  /** Prefixes of compact URIs may hold underscores, schemes may not. */
  private static boolean isPrefix(String text, int colon) {
    for (int i = 1; i < colon; i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '_' && c != '-' && c != '.') {
        return false;
      }
    }
    return allowed(text, colon + 1);
  }

  private static boolean allowed(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == 0x7f) {
        return false;
      }
      switch (c) {
        case '<', '>', '"', '{', '}', '|', '\\', '^', '`' -> {
          return false;
        }
        default -> {}
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
