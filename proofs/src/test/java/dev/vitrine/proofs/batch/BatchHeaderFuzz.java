package dev.vitrine.proofs.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.encoding.CborException;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Damaged headers are refused as such, or are another header in its one encoding. */
class BatchHeaderFuzz {
  @Test
  void damaged() {
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = header(random, i % 7);
      for (int flips = random.nextInt(4); flips > 0; flips--) {
        // most damage goes to the front, where the structure is
        int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(90, bytes.length));
        bytes[at] ^= (byte) (1 << random.nextInt(8));
      }
      if (random.nextInt(8) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 4));
      }
      try {
        assertArrayEquals(bytes, BatchHeader.decode(bytes).encode());
      } catch (CborException e) {
        refused++;
      }
    }
    assertTrue(refused > 10_000);
  }

  @Test
  void noise() {
    Random random = new Random(4);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      try {
        assertArrayEquals(bytes, BatchHeader.decode(bytes).encode());
      } catch (CborException e) {
        assertTrue(bytes.length < 200);
      }
    }
  }

  private static byte[] header(Random random, int columnCount) {
    TreeMap<Integer, BatchHeader.Column> columns = new TreeMap<>();
    for (int i = 0; i < columnCount; i++) {
      columns.put(
          random.nextInt(64), new BatchHeader.Column(new byte[random.nextBoolean() ? 48 : 144]));
    }
    return new BatchHeader(
            new byte[32],
            1 + random.nextInt(256),
            new byte[32],
            columns,
            new byte[16],
            random.nextLong() >>> 1)
        .encode();
  }
}
