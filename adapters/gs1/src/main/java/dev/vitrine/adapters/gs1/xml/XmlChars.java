package dev.vitrine.adapters.gs1.xml;

/** Which characters XML 1.0 (fifth edition) allows, and which may stand in names. */
final class XmlChars {
  private static final byte START = 1;
  private static final byte PART = 2;
  private static final byte[] ASCII = new byte[128];

  /** Ranges of name start characters beyond ASCII, in pairs. */
  private static final int[] STARTS = {
    0xc0, 0xd6, 0xd8, 0xf6, 0xf8, 0x2ff, 0x370, 0x37d, 0x37f, 0x1fff, 0x200c, 0x200d, 0x2070,
    0x218f, 0x2c00, 0x2fef, 0x3001, 0xd7ff, 0xf900, 0xfdcf, 0xfdf0, 0xfffd, 0x10000, 0xeffff
  };

  /** The same of characters that may follow only. */
  private static final int[] PARTS = {0xb7, 0xb7, 0x300, 0x36f, 0x203f, 0x2040};

  static {
    for (int c = 0; c < 128; c++) {
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean part = letter || (c >= '0' && c <= '9') || c == '-' || c == '.';
      ASCII[c] = letter ? START : part ? PART : 0;
    }
  }

  private XmlChars() {}

  /** Whether a name may start with it; the colon is none of them. */
  static boolean startsName(int c) {
    return c < 128 ? c >= 0 && ASCII[c] == START : in(c, STARTS);
  }

  /** Whether it may stand in a name; the colon is none of them. */
  static boolean inName(int c) {
    return c < 128 ? c >= 0 && ASCII[c] != 0 : in(c, STARTS) || in(c, PARTS);
  }

  /** Whether a document may hold it. */
  static boolean isChar(int c) {
    return c >= 0x20
        ? c <= 0xd7ff || (c >= 0xe000 && c <= 0xfffd) || (c >= 0x10000 && c <= 0x10ffff)
        : isSpace(c);
  }

  static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }

  /**
   * The position of the first byte, of well-formed UTF-8, where a forbidden character is; or −1.
   */
  static int firstForbidden(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i];
      if (b >= 0x20) {
        continue;
      }
      // U+FFFE and U+FFFF; surrogates are no UTF-8
      boolean forbidden =
          b >= 0
              ? !isSpace(b)
              : b == (byte) 0xef && bytes[i + 1] == (byte) 0xbf && (bytes[i + 2] & 0xff) >= 0xbe;
      if (forbidden) {
        return i;
      }
    }
    return -1;
  }

  private static boolean in(int c, int[] ranges) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (c >= ranges[i] && c <= ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
