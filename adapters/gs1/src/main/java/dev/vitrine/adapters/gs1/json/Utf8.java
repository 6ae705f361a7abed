package dev.vitrine.adapters.gs1.json;

/**
 * Whether bytes are well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above
 * U+10FFFF. The JSON parser is more lenient than that. NUL counts as ill-formed: JSON allows none,
 * and its absence keeps the parser from guessing at UTF-16 or UTF-32.
 */
public final class Utf8 {
  private Utf8() {}

  /** Where the text starts: behind a byte order mark, if there is one. */
  public static int start(byte[] bytes) {
    boolean mark =
        bytes.length >= 3
            && bytes[0] == (byte) 0xef
            && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf;
    return mark ? 3 : 0;
  }

  /** The position of the first byte that is not, or −1. */
  public static int firstInvalid(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length) {
      int b = bytes[i];
      if (b > 0) {
        i++;
        continue;
      }
      int length = sequence(bytes, i);
      if (length == 0) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  private static int sequence(byte[] bytes, int at) {
    int b = bytes[at] & 0xff;
    int next = at + 1 < bytes.length ? bytes[at + 1] & 0xff : 0;
    if (b >= 0xc2 && b <= 0xdf) {
      return tail(bytes, at, 2);
    }
    if (b >= 0xe0 && b <= 0xef) {
      boolean bad = (b == 0xe0 && next < 0xa0) || (b == 0xed && next > 0x9f);
      return bad ? 0 : tail(bytes, at, 3);
    }
    if (b >= 0xf0 && b <= 0xf4) {
      boolean bad = (b == 0xf0 && next < 0x90) || (b == 0xf4 && next > 0x8f);
      return bad ? 0 : tail(bytes, at, 4);
    }
    return 0;
  }

  private static int tail(byte[] bytes, int at, int length) {
    if (at + length > bytes.length) {
      return 0;
    }
    for (int i = at + 1; i < at + length; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
