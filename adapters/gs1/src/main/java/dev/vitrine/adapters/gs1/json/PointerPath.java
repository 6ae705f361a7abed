package dev.vitrine.adapters.gs1.json;

import dev.vitrine.adapters.gs1.EpcisLimits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The JSON Pointer (RFC 6901) of where a cursor stands, as UTF-8 bytes that grow and shrink. */
final class PointerPath {
  private byte[] bytes = new byte[256];
  private int length;

  int length() {
    return length;
  }

  byte[] array() {
    return bytes;
  }

  void truncate(int to) {
    length = to;
  }

  /** Adds a reference token; false where the pointer would be too long. */
  boolean name(String name) {
    int chars = name.length();
    // a character is at most three bytes (a pair four), an escape two
    if (length + 1 + 3 * chars > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (length + 1 + 3 * chars));
    }
    int at = length;
    bytes[at++] = '/';
    for (int i = 0; i < chars; i++) {
      char c = name.charAt(i);
      if (c == '~' || c == '/') {
        bytes[at++] = '~';
        bytes[at++] = (byte) (c == '~' ? '0' : '1');
      } else if (c < 0x80) {
        bytes[at++] = (byte) c;
      } else {
        int end = wholeCharacter(name, i);
        byte[] encoded = name.substring(i, end).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(encoded, 0, bytes, at, encoded.length);
        at += encoded.length;
        i = end - 1;
      }
    }
    length = at;
    return length <= EpcisLimits.POINTER_BYTES;
  }

  /** Adds an array index. */
  void index(int index) {
    if (length + 12 > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    bytes[length++] = '/';
    int digits = 1;
    for (int rest = index / 10; rest > 0; rest /= 10) {
      digits++;
    }
    int rest = index;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private static int wholeCharacter(String name, int at) {
    boolean pair =
        Character.isHighSurrogate(name.charAt(at))
            && at + 1 < name.length()
            && Character.isLowSurrogate(name.charAt(at + 1));
    return at + (pair ? 2 : 1);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
