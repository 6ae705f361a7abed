package dev.vitrine.adapters.gs1.hash;

import java.util.Comparator;
import java.util.List;

/**
 * The order of strings by Unicode code points, which is that of their UTF-8 bytes; {@link
 * String#compareTo} differs beyond U+D800.
 */
final class ByCodePoint {
  static final Comparator<String> ORDER = ByCodePoint::compare;

  private ByCodePoint() {}

  /** Sorts and appends. */
  static void append(StringBuilder out, List<String> parts) {
    if (parts.size() > 1) {
      parts.sort(ORDER);
    }
    for (String part : parts) {
      out.append(part);
    }
  }

  /** Whether each is no less than the one before. */
  static boolean isSorted(List<String> parts) {
    for (int i = 1; i < parts.size(); i++) {
      if (compare(parts.get(i - 1), parts.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  private static int compare(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        return rank(a) - rank(b);
      }
    }
    return one.length() - other.length();
  }

  /** Puts surrogates, which stand for code points from U+10000, above all other characters. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
