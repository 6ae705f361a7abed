package dev.vitrine.proofs.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.record.TestSchemas;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchKeyTest {
  private static final byte[] ROOT = TestSchemas.seed(0);

  /** Pinned: docs/protocol.md has it too. */
  private static final String GOLDEN_SEED_5 =
      "7616ba950b50082dfdf5237592dbf1574f22f04fb7926eda78a60fcfe89c44cc";

  @Test
  void goldenSeed() throws Exception {
    assertEquals(GOLDEN_SEED_5, HexFormat.of().formatHex(whole().seed(5)));
    byte[] value = ROOT;
    for (int bit = 7; bit >= 0; bit--) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(TestSchemas.utf8("vitrine/1/ggm\0"));
      digest.update((byte) (5 >> bit & 1));
      value = digest.digest(value);
    }
    assertArrayEquals(value, whole().seed(5));
  }

  @Test
  void seedsAllAtOnceAreTheSame() throws Exception {
    BatchKey key = BatchKey.random(new SecureRandom());
    Set<String> all = new HashSet<>();
    for (int count : new int[] {0, 1, 2, 3, 127, 128, 129, 255, 256}) {
      byte[][] seeds = key.seeds(count);
      assertEquals(count, seeds.length);
      for (int k = 0; k < count; k++) {
        assertArrayEquals(key.seed(k), seeds[k]);
        all.add(HexFormat.of().formatHex(seeds[k]));
      }
    }
    assertEquals(BatchKey.SEEDS, all.size());
    assertThrows(IllegalArgumentException.class, () -> key.seeds(257));
    assertThrows(IllegalArgumentException.class, () -> key.seeds(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> key.seed(256));
    assertThrows(IndexOutOfBoundsException.class, () -> key.seed(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> key.without(256));
    BatchKey punctured = key.without(255);
    assertThrows(IllegalArgumentException.class, () -> punctured.seeds(1));
  }

  /** In any order, down to the last: what was punctured is gone, all else is as it was. */
  @Test
  void puncturedInAnyOrder() throws Exception {
    byte[][] seeds = whole().seeds(BatchKey.SEEDS);
    for (int round = 0; round < 4; round++) {
      List<Integer> order = new ArrayList<>();
      for (int k = 0; k < BatchKey.SEEDS; k++) {
        order.add(k);
      }
      if (round > 0) {
        Collections.shuffle(order, new Random(round));
      }
      BatchKey key = whole();
      BitSet gone = new BitSet();
      for (int number : order) {
        int before = nodes(key);
        BatchKey less = key.without(number);
        assertTrue(nodes(less) <= before + 7, "one node gives way to eight at most");
        gone.set(number);
        key = BatchKey.decode(less.encode());
        for (int k = 0; k < BatchKey.SEEDS; k++) {
          if (gone.get(k)) {
            assertErased(key, k);
          } else {
            assertArrayEquals(seeds[k], key.seed(k));
          }
        }
      }
      assertEquals(0, nodes(key));
    }
  }

  /** No node of a punctured key, hashed any way a key is, leads to the seed that is gone. */
  @Test
  void puncturedKeyHoldsNoAncestorOfTheSeed() throws Exception {
    byte[] seed = whole().seed(77);
    byte[] encoded = whole().without(77).encode();
    String hex = HexFormat.of().formatHex(encoded);
    assertTrue(!hex.contains(HexFormat.of().formatHex(seed)));
    assertTrue(!hex.contains(HexFormat.of().formatHex(ROOT)));
    CborReader in = new CborReader(encoded);
    int count = in.array(256);
    for (int i = 0; i < count; i++) {
      in.arrayOf(3);
      int depth = (int) in.unsigned(8);
      int prefix = (int) in.unsigned(255);
      assertTrue(77 >> (8 - depth) != prefix);
      in.exactly(32);
    }
  }

  @Test
  void showsNothingOfItself() {
    assertEquals("BatchKey[secret]", whole().toString());
  }

  @Test
  void hostileKeysAreRefused() {
    assertRefused(node(1, 0, 0), 1);
    assertRefused(node(9, 0, 32), 1);
    assertRefused(node(0, 1, 32), 1);
    assertRefused(node(8, 256, 32), 1);
    assertRefused(node(8, 0, 31), 1);
    assertRefused(node(8, 0, 33), 1);
    assertRefused(new byte[0], 257);
    byte[] trailing = Arrays.copyOf(whole().encode(), whole().encode().length + 1);
    assertThrows(CborException.class, () -> BatchKey.decode(trailing));
  }

  /** A seed that hangs on two nodes would outlive its puncture. */
  @Test
  void overlappingNodesAreRefused() {
    assertRefused(join(node(0, 0, 32), node(0, 0, 32)), 2);
    assertRefused(join(node(8, 3, 32), node(0, 0, 32)), 2);
    assertRefused(join(node(0, 0, 32), node(8, 3, 32)), 2);
    assertRefused(join(node(4, 5, 32), node(8, 0x5f, 32)), 2);
    assertRefused(join(node(8, 0x50, 32), node(4, 5, 32)), 2);
    assertRefused(join(node(8, 255, 32), node(8, 255, 32)), 2);
  }

  @Test
  void neighboursDoNotOverlap() throws Exception {
    byte[] encoded =
        join(new CborWriter().array(2).toBytes(), join(node(4, 5, 32), node(8, 0x60, 32)));
    BatchKey key = BatchKey.decode(encoded);
    assertArrayEquals(encoded, key.encode());
    key.seed(0x5f);
    key.seed(0x60);
    assertErased(key, 0x4f);
    assertErased(key, 0x61);
  }

  private static void assertErased(BatchKey key, int number) {
    assertThrows(ErasedException.class, () -> key.seed(number));
    assertThrows(ErasedException.class, () -> key.without(number));
  }

  private static void assertRefused(byte[] nodes, int count) {
    byte[] encoded = join(new CborWriter().array(count).toBytes(), nodes);
    assertThrows(CborException.class, () -> BatchKey.decode(encoded));
  }

  private static int nodes(BatchKey key) throws CborException {
    return new CborReader(key.encode()).array(256);
  }

  private static byte[] node(int depth, int prefix, int length) {
    return new CborWriter()
        .array(3)
        .integer(depth)
        .integer(prefix)
        .bytes(new byte[length])
        .toBytes();
  }

  private static BatchKey whole() {
    try {
      return BatchKey.decode(
          new CborWriter().array(1).array(3).integer(0).integer(0).bytes(ROOT).toBytes());
    } catch (CborException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }
}
