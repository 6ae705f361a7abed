package dev.vitrine.proofs.encoding;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes deterministic CBOR (RFC 8949 §4.2.1): shortest heads, definite lengths.
 *
 * <p>The types are those the protocol needs: integers of 64 bits, byte strings, text strings,
 * arrays, maps, booleans and null. Maps are the caller's to order, on both sides: whoever reads one
 * refuses keys that do not ascend. Not thread-safe.
 */
public final class CborWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  /** An unsigned or negative integer. */
  public CborWriter integer(long value) {
    return value >= 0 ? head(0, value) : head(1, -1 - value);
  }

  /** An integer taken as unsigned, so that the whole range of 64 bits can be written. */
  public CborWriter unsigned(long value) {
    return head(0, value);
  }

  /** A byte string. */
  public CborWriter bytes(byte[] value) {
    head(2, value.length);
    out.writeBytes(value);
    return this;
  }

  /** A text string, as UTF-8. */
  public CborWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    head(3, utf8.length);
    out.writeBytes(utf8);
    return this;
  }

  /** The head of an array of {@code count} items, which follow. */
  public CborWriter array(int count) {
    return head(4, count);
  }

  /** The head of a map of {@code count} pairs, which follow with ascending keys. */
  public CborWriter map(int count) {
    return head(5, count);
  }

  /** True or false. */
  public CborWriter bool(boolean value) {
    out.write(value ? 0xf5 : 0xf4);
    return this;
  }

  /** The null value. */
  public CborWriter nil() {
    out.write(0xf6);
    return this;
  }

  /** An item that is already encoded. */
  public CborWriter encoded(byte[] item) {
    out.writeBytes(item);
    return this;
  }

  /** All that was written. */
  public byte[] toBytes() {
    return out.toByteArray();
  }

  private CborWriter head(int major, long value) {
    int top = major << 5;
    if (value >= 0 && value < 24) {
      out.write(top | (int) value);
    } else if (value >= 0 && value < 1L << 8) {
      out.write(top | 24);
      bigEndian(value, 1);
    } else if (value >= 0 && value < 1L << 16) {
      out.write(top | 25);
      bigEndian(value, 2);
    } else if (value >= 0 && value < 1L << 32) {
      out.write(top | 26);
      bigEndian(value, 4);
    } else {
      out.write(top | 27);
      bigEndian(value, 8);
    }
    return this;
  }

  private void bigEndian(long value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }
}
