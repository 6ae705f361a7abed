package dev.vitrine.proofs.record;

import dev.vitrine.proofs.encoding.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a record's secret 32-byte seed gives: salts of slots and of elements, padding, and the key
 * of its payload. Each by SHA-256 under its own tag (protocol §2), so none tells anything of
 * another.
 */
public final class Salts {
  /** Length of a salt in bytes. */
  public static final int LENGTH = 16;

  private static final byte[] SALT = tag("vitrine/1/salt");
  private static final byte[] ELEMENT = tag("vitrine/1/element");
  private static final byte[] PADDING = tag("vitrine/1/padding");
  private static final byte[] PAYLOAD = tag("vitrine/1/payload");

  private Salts() {}

  /** The salts of slots 0 to {@code count} − 1: one hash serves two. */
  static byte[][] ofSlots(byte[] seed, int count) {
    byte[][] salts = new byte[count][];
    for (int j = 0; 2 * j < count; j++) {
      byte[] block = Sha256.of(SALT, seed, new byte[] {(byte) (j >>> 8), (byte) j});
      halves(block, salts, 2 * j);
    }
    return salts;
  }

  /** The salts of {@code count} elements under root slot {@code slot}: one hash serves two. */
  static byte[][] ofElements(byte[] seed, int slot, int count) {
    byte[][] salts = new byte[count][];
    for (int j = 0; 2 * j < count; j++) {
      halves(Sha256.of(ELEMENT, seed, place(slot, j)), salts, 2 * j);
    }
    return salts;
  }

  /** A leaf hash that stands for no element. */
  static byte[] padding(byte[] seed, int slot, int number) {
    return Sha256.of(PADDING, seed, place(slot, number));
  }

  /** The AES-256 key of the record's payload. */
  public static byte[] payloadKey(byte[] seed) {
    return Sha256.of(PAYLOAD, seed);
  }

  private static byte[] place(int slot, int number) {
    return new byte[] {
      (byte) (slot >>> 8),
      (byte) slot,
      (byte) (number >>> 24),
      (byte) (number >>> 16),
      (byte) (number >>> 8),
      (byte) number
    };
  }

  private static void halves(byte[] block, byte[][] out, int at) {
    out[at] = Arrays.copyOf(block, LENGTH);
    if (at + 1 < out.length) {
      out[at + 1] = Arrays.copyOfRange(block, LENGTH, 2 * LENGTH);
    }
  }

  private static byte[] tag(String tag) {
    return (tag + '\0').getBytes(StandardCharsets.US_ASCII);
  }
}
