package dev.vitrine.adapters.gs1.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow: text put together from pieces, or JSON being written. */
final class Scratch {
  private byte[] bytes;
  private int length;

  Scratch(int capacity) {
    bytes = new byte[capacity];
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  void truncate(int to) {
    length = to;
  }

  void add(int b) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) b;
  }

  void add(byte[] from, int start, int end) {
    int more = end - start;
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
    System.arraycopy(from, start, bytes, length, more);
    length += more;
  }

  void add(String ascii) {
    byte[] encoded = ascii.getBytes(StandardCharsets.UTF_8);
    add(encoded, 0, encoded.length);
  }

  /** A character, as UTF-8. */
  void addCodePoint(int c) {
    if (c < 0x80) {
      add(c);
    } else if (c < 0x800) {
      add(0xc0 | c >> 6);
      add(0x80 | (c & 0x3f));
    } else {
      if (c < 0x10000) {
        add(0xe0 | c >> 12);
      } else {
        add(0xf0 | c >> 18);
        add(0x80 | (c >> 12 & 0x3f));
      }
      add(0x80 | (c >> 6 & 0x3f));
      add(0x80 | (c & 0x3f));
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
