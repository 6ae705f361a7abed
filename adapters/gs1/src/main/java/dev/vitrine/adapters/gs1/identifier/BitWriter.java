package dev.vitrine.adapters.gs1.identifier;

/** Bits written as base64url, from the left, with zeros at the end. Not thread-safe. */
final class BitWriter {
  private final StringBuilder out = new StringBuilder();
  private int pending;
  private int count;

  /** Writes the lowest {@code bits} of {@code value}. */
  void write(int value, int bits) {
    for (int i = bits - 1; i >= 0; i--) {
      pending = (pending << 1) | ((value >> i) & 1);
      if (++count == 6) {
        out.append(Base64Url.character(pending));
        pending = 0;
        count = 0;
      }
    }
  }

  /** All that was written. */
  @Override
  public String toString() {
    return count == 0
        ? out.toString()
        : out.toString() + Base64Url.character(pending << (6 - count));
  }
}
