package dev.vitrine.proofs.record;

import static dev.vitrine.proofs.record.TestSchemas.schema;
import static dev.vitrine.proofs.record.TestSchemas.seed;
import static dev.vitrine.proofs.record.TestSchemas.utf8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordCommitmentTest {
  /** Pinned: docs/protocol.md has them too. */
  private static final String GOLDEN_ROOT =
      "543984e8d21ab3e0bab0adbdb650798c9d05bcc3ad24908cd9e7da23f4a04f0e";

  private static final String GOLDEN_EPCS =
      "edcf01b7dbd5cb14c7e8b44af4c4ae1adc5c3b79ebaa3e240376bd3266459b96";

  @Test
  void goldenRoot() {
    RecordCommitment record = commit(TestSchemas.record(0), seed(0));
    assertEquals(GOLDEN_ROOT, hex(record.root()));
    assertEquals(GOLDEN_EPCS, hex(requireNonNull(record.value(TestSchemas.EPCS))));
  }

  /** The formulas of docs/protocol.md, written out again with nothing of ours. */
  @Test
  void recomputedFromTheFormulas() throws Exception {
    RecordCommitment record = commit(TestSchemas.record(0), seed(0));
    Schema schema = schema();
    ByteArrayOutputStream root = new ByteArrayOutputStream();
    root.write(3);
    root.write(sha256(utf8(schema.canonicalJson())));
    for (int i = 0; i < schema.slots().size(); i++) {
      byte[] block =
          sha256(utf8("vitrine/1/salt\0"), seed(0), new byte[] {(byte) (i >>> 9), (byte) (i / 2)});
      byte[] salt = Arrays.copyOfRange(block, 16 * (i % 2), 16 * (i % 2) + 16);
      assertArrayEquals(salt, record.salt(i));
      byte[] value = record.value(i);
      int kind = value == null ? 0 : schema.slots().get(i).kind().code();
      byte[] hash =
          sha256(
              new byte[] {2}, salt, new byte[] {(byte) kind}, value == null ? new byte[0] : value);
      assertArrayEquals(hash, record.hash(i));
      root.write(hash);
    }
    assertArrayEquals(sha256(root.toByteArray()), record.root());
  }

  /** The canonical values: UTF-8, eight bytes, tree root; the digest of the original as hex. */
  @Test
  void canonicalValues() {
    RecordCommitment record = commit(TestSchemas.record(0), seed(0));
    assertArrayEquals(utf8("final"), record.value(TestSchemas.STATUS));
    assertEquals("0000000000419ce1", hex(requireNonNull(record.value(TestSchemas.TEMPERATURE))));
    assertArrayEquals(
        RecordCommitment.integer(4_200_000 + 100_001), record.value(TestSchemas.TEMPERATURE));
    assertNull(record.value(TestSchemas.TIME));
    assertArrayEquals(
        utf8(hex(sha256Unchecked(utf8("{\"n\":0}")))), record.value(TestSchemas.DOCUMENT));
    assertArrayEquals(
        ElementTree.of(seed(0), TestSchemas.EPCS, TestSchemas.epcs()).root(),
        record.value(TestSchemas.EPCS));
  }

  /** Hiding: the same values under another seed share no hash and no salt. */
  @Test
  void otherSeedOtherHashes() {
    RecordCommitment one = commit(TestSchemas.record(0), seed(0));
    RecordCommitment two = commit(TestSchemas.record(0), seed(1));
    Set<String> seen = new HashSet<>();
    for (RecordCommitment record : List.of(one, two)) {
      assertTrue(seen.add(hex(record.root())));
      for (int i = 0; i < schema().slots().size(); i++) {
        assertTrue(seen.add(hex(record.salt(i))));
        assertTrue(seen.add(hex(record.hash(i))));
      }
    }
  }

  /** Binding: another value, salt, kind, presence, place or schema gives another root. */
  @Test
  void anyChangeGivesAnotherRoot() {
    Schema schema = schema();
    RecordCommitment record = commit(TestSchemas.record(0), seed(0));
    int count = schema.slots().size();
    Set<String> roots = new HashSet<>();
    assertTrue(roots.add(hex(record.root())));
    byte[][] hashes = new byte[count][];
    for (int i = 0; i < count; i++) {
      hashes[i] = record.hash(i);
    }
    for (int i = 0; i < count; i++) {
      SlotKind kind = schema.slots().get(i).kind();
      byte[] value = record.value(i);
      byte[] salt = record.salt(i);
      byte[] otherSalt = salt.clone();
      otherSalt[15] ^= 1;
      SlotKind otherKind = kind == SlotKind.TEXT ? SlotKind.ROOT : SlotKind.TEXT;
      byte[] filled = value == null ? new byte[8] : value;
      byte[] longer = Arrays.copyOf(filled, filled.length + 1);
      byte[] flipped = filled.clone();
      flipped[0] ^= 1;
      byte[][] changes = {
        RecordCommitment.slotHash(kind, otherSalt, value),
        RecordCommitment.slotHash(otherKind, salt, filled),
        RecordCommitment.slotHash(kind, salt, longer),
        RecordCommitment.slotHash(kind, salt, flipped),
        RecordCommitment.slotHash(kind, salt, value == null ? new byte[0] : null),
      };
      for (byte[] change : changes) {
        byte[][] changed = hashes.clone();
        changed[i] = change;
        assertTrue(roots.add(hex(RecordCommitment.recordRoot(schema, changed))), "slot " + i);
      }
    }
    byte[][] swapped = hashes.clone();
    swapped[0] = hashes[1];
    swapped[1] = hashes[0];
    assertTrue(roots.add(hex(RecordCommitment.recordRoot(schema, swapped))));
    Schema other = Schema.of("test.reading.v2", schema.slots().subList(0, count - 2));
    assertTrue(roots.add(hex(RecordCommitment.recordRoot(other, hashes))));
  }

  @Test
  void absentEmptyAndZeroAreThreeThings() {
    byte[] salt = new byte[16];
    Set<String> hashes = new HashSet<>();
    for (SlotKind kind : SlotKind.values()) {
      hashes.add(hex(RecordCommitment.slotHash(kind, salt, null)));
    }
    assertEquals(1, hashes.size(), "absent is the same for every kind");
    assertTrue(hashes.add(hex(RecordCommitment.slotHash(SlotKind.TEXT, salt, new byte[0]))));
    assertTrue(hashes.add(hex(RecordCommitment.slotHash(SlotKind.TEXT, salt, new byte[1]))));
    assertTrue(
        hashes.add(
            hex(RecordCommitment.slotHash(SlotKind.INT, salt, RecordCommitment.integer(0)))));
    assertTrue(hashes.add(hex(RecordCommitment.slotHash(SlotKind.ROOT, salt, new byte[32]))));
  }

  @Test
  void rebuiltFromStoredValues() {
    RecordCommitment record = commit(TestSchemas.record(3), seed(9));
    int count = schema().slots().size();
    byte[][] values = new byte[count][];
    Arrays.setAll(values, record::value);
    assertArrayEquals(record.root(), RecordCommitment.of(schema(), values, seed(9)).root());
    assertThrows(
        IllegalArgumentException.class,
        () -> RecordCommitment.of(schema(), new byte[count - 1][], seed(9)));
  }

  @Test
  void linkIsTheOthersRoot() {
    TypedRecord event = TestSchemas.record(0);
    TypedRecord part =
        TypedRecord.of(
                Schema.of("part", List.of(Slot.root("event", ""))), new byte[0], "text/plain")
            .link("event", event)
            .build();
    byte[] root = commit(event, seed(0)).root();
    assertArrayEquals(root, RecordCommitment.of(part, seed(1), other -> root).value(0));
    assertFalse(part.toString().contains("Patient"));
    assertFalse(event.toString().contains("Patient"));
  }

  private static RecordCommitment commit(TypedRecord record, byte[] seed) {
    return RecordCommitment.of(
        record,
        seed,
        other -> {
          throw new AssertionError("no link here");
        });
  }

  private static byte[] sha256(byte[]... parts) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  private static byte[] sha256Unchecked(byte[] input) {
    try {
      return sha256(input);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
