package dev.vitrine.adapters.gs1.identifier;

import org.jspecify.annotations.Nullable;

/** The character sets of GS1 (General Specifications §7.11) and how URIs escape them. */
final class Characters {
  /** Decimal digits. */
  static final int DIGITS = 1;

  /** Character set 39 of component and part identifiers. */
  static final int SET_39 = 2;

  /** Character set 82 of serial numbers, lots and most references. */
  static final int SET_82 = 4;

  /** What stays as it is in an EPC URI (TDS 2.0, table of set 82 with its URI forms). */
  static final int PLAIN_IN_URN = 8;

  /** What RFC 3986 lets stand unescaped in a path segment, as far as GS1 uses it. */
  static final int PLAIN_IN_PATH = 16;

  /** What stays as it is in a Digital Link that we write: what RFC 3986 calls unreserved. */
  static final int UNRESERVED = 32;

  /** Set 82 and set 39 together. */
  static final int ANY_GS1 = SET_82 | SET_39;

  private static final byte[] CLASSES = new byte[128];
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  static {
    for (char c = '0'; c <= '9'; c++) {
      CLASSES[c] = DIGITS | SET_39 | SET_82 | PLAIN_IN_URN | PLAIN_IN_PATH | UNRESERVED;
    }
    for (char c = 'A'; c <= 'Z'; c++) {
      CLASSES[c] = SET_39 | SET_82 | PLAIN_IN_URN | PLAIN_IN_PATH | UNRESERVED;
      CLASSES[c + 32] = SET_82 | PLAIN_IN_URN | PLAIN_IN_PATH | UNRESERVED;
    }
    mark("#-/", SET_39);
    mark("!\"%&'()*+,-./:;<=>?_", SET_82);
    mark("!'()*+,-.:;=_", PLAIN_IN_URN);
    mark("!&'()*+,-.:;=_", PLAIN_IN_PATH);
    mark("-._", UNRESERVED);
  }

  private Characters() {}

  private static void mark(String characters, int set) {
    for (int i = 0; i < characters.length(); i++) {
      CLASSES[characters.charAt(i)] |= (byte) set;
    }
  }

  static boolean is(char c, int set) {
    return c < 128 && (CLASSES[c] & set) != 0;
  }

  static boolean all(CharSequence text, int from, int to, int set) {
    for (int i = from; i < to; i++) {
      if (!is(text.charAt(i), set)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The characters written at {@code from} to {@code to}, or null where one is not of {@code set},
   * where an escape is broken, or where something stands unescaped that is not {@code plain}.
   */
  static @Nullable String decoded(String text, int from, int to, int plain, int set) {
    int i = from;
    while (i < to && is(text.charAt(i), plain) && is(text.charAt(i), set)) {
      i++;
    }
    if (i == to) {
      return text.substring(from, to);
    }
    StringBuilder out = new StringBuilder(to - from).append(text, from, i);
    for (; i < to; i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = i + 2 < to ? hex(text.charAt(i + 1)) : -1;
        int low = high >= 0 ? hex(text.charAt(i + 2)) : -1;
        if (low < 0) {
          return null;
        }
        c = (char) (high << 4 | low);
        i += 2;
      } else if (!is(c, plain)) {
        return null;
      }
      if (!is(c, set)) {
        return null;
      }
      out.append(c);
    }
    return out.toString();
  }

  /** Writes {@code value} with everything escaped that is not {@code plain}, in capitals. */
  static void encode(StringBuilder out, String value, int plain) {
    int length = value.length();
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (is(c, plain)) {
        out.append(c);
      } else {
        out.append('%').append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
      }
    }
  }

  private static int hex(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | 32;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }
}
