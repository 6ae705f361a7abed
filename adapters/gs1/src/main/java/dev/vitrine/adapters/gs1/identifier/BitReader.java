package dev.vitrine.adapters.gs1.identifier;

/** The bits of a base64url text, from the left. Not thread-safe. */
final class BitReader {
  private final String text;
  private int at;

  /** A reader of {@code text}, which is all of the alphabet. */
  BitReader(String text) {
    this.text = text;
  }

  /** How many bits are left. */
  int left() {
    return 6 * text.length() - at;
  }

  /** The next {@code count} bits, at most 31 and no more than are left. */
  int read(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, at++) {
      value = (value << 1) | ((Base64Url.value(text.charAt(at / 6)) >> (5 - at % 6)) & 1);
    }
    return value;
  }
}
