package dev.vitrine.proofs.batch;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborWriter;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BatchHeaderTest {
  @Test
  void comesBack() throws CborException {
    SortedMap<Integer, BatchHeader.Column> columns = new TreeMap<>();
    columns.put(1, new BatchHeader.Column(0, 24, new byte[48]));
    columns.put(63, new BatchHeader.Column(-1, 64, new byte[48]));
    BatchHeader header =
        new BatchHeader(new byte[32], 256, new byte[32], columns, new byte[16], 1_700_000_000_000L);
    BatchHeader read = BatchHeader.decode(header.encode());
    assertArrayEquals(header.encode(), read.encode());
    assertEquals(256, read.count());
    assertEquals(-1, columns.get(63).base());
    assertEquals(64, requireNonNull(read.columns().get(63)).bits());
    assertEquals(header.closedAtMillis(), read.closedAtMillis());
  }

  @Test
  void strict() throws CborException {
    BatchHeader.decode(parts(1, 32, 1, 32, columns(48, 1, 2), 16));
    refused(parts(0, 32, 1, 32, columns(48), 16));
    refused(parts(2, 32, 1, 32, columns(48), 16));
    refused(parts(1, 31, 1, 32, columns(48), 16));
    refused(parts(1, 33, 1, 32, columns(48), 16));
    refused(parts(1, 32, 0, 32, columns(48), 16));
    refused(parts(1, 32, 257, 32, columns(48), 16));
    refused(parts(1, 32, 1, 31, columns(48), 16));
    refused(parts(1, 32, 1, 32, columns(47, 1), 16));
    refused(parts(1, 32, 1, 32, columns(96, 1), 16));
    refused(parts(1, 32, 1, 32, columns(48, 2, 1), 16));
    refused(parts(1, 32, 1, 32, columns(48, 1, 1), 16));
    refused(parts(1, 32, 1, 32, columns(48, 64), 16));
    refused(parts(1, 32, 1, 32, columns(48), 15));
    refused(parts(1, 32, 1, 32, new CborWriter().map(65).toBytes(), 16));
  }

  @Test
  void everyTruncationAndExtensionIsRefused() {
    byte[] good = parts(1, 32, 1, 32, columns(48, 1, 2), 16);
    for (int length = 0; length < good.length; length++) {
      refused(Arrays.copyOf(good, length));
    }
    refused(Arrays.copyOf(good, good.length + 1));
    refused(new byte[BatchHeader.MAX_BYTES + 1]);
  }

  private static void refused(byte[] entry) {
    assertThrows(CborException.class, () -> BatchHeader.decode(entry));
  }

  private static byte[] columns(int pointLength, int... slots) {
    CborWriter out = new CborWriter().map(slots.length);
    for (int slot : slots) {
      out.integer(slot).array(3).integer(0).integer(24).bytes(new byte[pointLength]);
    }
    return out.toBytes();
  }

  private static byte[] parts(
      int type, int schema, int count, int root, byte[] columns, int producer) {
    return new CborWriter()
        .array(7)
        .integer(type)
        .bytes(new byte[schema])
        .integer(count)
        .bytes(new byte[root])
        .encoded(columns)
        .bytes(new byte[producer])
        .integer(1_700_000_000_000L)
        .toBytes();
  }
}
