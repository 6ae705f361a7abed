package dev.vitrine.proofs.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BatchHeaderTest {
  @Test
  void comesBack() throws CborException {
    SortedMap<Integer, BatchHeader.Column> columns = new TreeMap<>();
    columns.put(1, new BatchHeader.Column(filled(48, 1)));
    columns.put(63, new BatchHeader.Column(filled(144, 2)));
    BatchHeader header = header(columns);
    BatchHeader read = BatchHeader.decode(header.encode());
    assertArrayEquals(header.encode(), read.encode());
    assertEquals(256, read.count());
    assertEquals(header.closedAtMillis(), read.closedAtMillis());
    assertArrayEquals(filled(48, 1), read.commitment(1, Moment.VALUE).orElseThrow());
    assertEquals(Optional.empty(), read.commitment(1, Moment.PRESENCE));
    assertEquals(Optional.empty(), read.commitment(1, Moment.SQUARE));
    assertEquals(Optional.empty(), read.commitment(2, Moment.VALUE));
    for (Moment moment : Moment.values()) {
      int at = 48 * moment.code();
      assertArrayEquals(
          Arrays.copyOfRange(filled(144, 2), at, at + 48),
          read.commitment(63, moment).orElseThrow());
    }
  }

  /** Whatever the schema, there is room for a column of every slot. */
  @Test
  void theFullestHeaderFits() throws CborException {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < Schema.MAX_SLOTS - 2; i++) {
      slots.add(Slot.integer("s" + i, "", 8, 0, 0, ""));
    }
    Schema schema = Schema.of("s", slots);
    SortedMap<Integer, BatchHeader.Column> columns = new TreeMap<>();
    for (int i = 0; i < slots.size(); i++) {
      columns.put(i, new BatchHeader.Column(new byte[48 * Moment.of(schema, i).size()]));
    }
    assertEquals(3, Moment.of(schema, 47).size());
    assertEquals(List.of(Moment.VALUE), Moment.of(schema, 48));
    BatchHeader header =
        new BatchHeader(new byte[32], 256, new byte[32], columns, new byte[16], Long.MAX_VALUE);
    assertTrue(header.encode().length <= BatchHeader.MAX_BYTES);
    assertEquals(62, BatchHeader.decode(header.encode()).columns().size());
  }

  /** Measures have all moments, other numbers and marked texts their values, the rest nothing. */
  @Test
  void momentsOfSlots() {
    Schema schema =
        Schema.of(
            "s",
            List.of(
                Slot.integer("short", "", 32, 0, 0, ""),
                Slot.integer("long", "", 40, 0, 0, ""),
                Slot.integer("decimal", "", 40, 1, 0, ""),
                Slot.text("text", ""),
                Slot.provableText("id", ""),
                Slot.root("list", "")));
    List<Integer> moments = new ArrayList<>();
    for (int i = 0; i < schema.slots().size(); i++) {
      moments.add(Moment.of(schema, i).size());
    }
    assertEquals(List.of(3, 1, 3, 0, 1, 0, 0, 0), moments);
    assertEquals(List.of(Moment.values()), Moment.of(schema, 0));
    assertEquals(List.of(Moment.VALUE), Moment.of(schema, 4));
  }

  @Test
  void strict() throws CborException {
    BatchHeader.decode(parts(1, 32, 1, 32, columns(48, 1, 2), 16));
    BatchHeader.decode(parts(1, 32, 1, 32, columns(144, 1, 2), 16));
    refused(parts(0, 32, 1, 32, columns(48), 16));
    refused(parts(2, 32, 1, 32, columns(48), 16));
    refused(parts(1, 31, 1, 32, columns(48), 16));
    refused(parts(1, 33, 1, 32, columns(48), 16));
    refused(parts(1, 32, 0, 32, columns(48), 16));
    refused(parts(1, 32, 257, 32, columns(48), 16));
    refused(parts(1, 32, 1, 31, columns(48), 16));
    for (int length : new int[] {0, 47, 49, 96, 143, 145, 192}) {
      refused(parts(1, 32, 1, 32, columns(length, 1), 16));
    }
    refused(parts(1, 32, 1, 32, columns(48, 2, 1), 16));
    refused(parts(1, 32, 1, 32, columns(48, 1, 1), 16));
    refused(parts(1, 32, 1, 32, columns(48, 64), 16));
    refused(parts(1, 32, 1, 32, columns(48), 15));
    refused(parts(1, 32, 1, 32, new CborWriter().map(65).toBytes(), 16));
  }

  @Test
  void everyTruncationAndExtensionIsRefused() {
    byte[] good = parts(1, 32, 1, 32, columns(144, 1, 2), 16);
    for (int length = 0; length < good.length; length++) {
      refused(Arrays.copyOf(good, length));
    }
    refused(Arrays.copyOf(good, good.length + 1));
    refused(new byte[BatchHeader.MAX_BYTES + 1]);
  }

  private static BatchHeader header(SortedMap<Integer, BatchHeader.Column> columns) {
    return new BatchHeader(
        new byte[32], 256, new byte[32], columns, new byte[16], 1_700_000_000_000L);
  }

  private static byte[] filled(int length, int first) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  private static void refused(byte[] entry) {
    assertThrows(CborException.class, () -> BatchHeader.decode(entry));
  }

  private static byte[] columns(int pointLength, int... slots) {
    CborWriter out = new CborWriter().map(slots.length);
    for (int slot : slots) {
      out.integer(slot).bytes(new byte[pointLength]);
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
