package dev.vitrine.ledger.merkle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.merkle.InclusionProof;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the definition itself, on every small size and on random larger ones. */
class TreeProofsProperty {
  private static final long SEED = 20260731;

  @Test
  void everySmallTree() {
    List<byte[]> leaves = leaves(33);
    CompactRange range = new CompactRange();
    for (int size = 1; size <= leaves.size(); size++) {
      List<byte[]> tree = leaves.subList(0, size);
      range.append(leaves.get(size - 1));
      assertArrayEquals(NaiveTree.root(tree), range.root());
      for (int m = 0; m < size; m++) {
        check(m, tree);
      }
    }
  }

  @Test
  void randomLargerTrees() {
    Random random = new Random(SEED);
    List<byte[]> leaves = leaves(1500);
    for (int round = 0; round < 60; round++) {
      int size = 1 + random.nextInt(leaves.size());
      check(random.nextInt(size), leaves.subList(0, size));
    }
  }

  /**
   * 10,000 random sizes, each with a proof of inclusion and one of consistency. The naive tree
   * remembers the roots of complete subtrees, and nothing else; without that it would take minutes.
   */
  @Test
  void tenThousandRandomProofs() {
    Random random = new Random(SEED + 1);
    List<byte[]> leaves = leaves(5000);
    NaiveTree.Remembering oracle = new NaiveTree.Remembering(leaves);
    for (int round = 0; round < 10_000; round++) {
      int size = 1 + random.nextInt(leaves.size());
      int index = random.nextInt(size);
      int from = 1 + random.nextInt(size);
      byte[] root = oracle.root(0, size);
      assertArrayEquals(root, TreeProofs.root(size, oracle::node));
      InclusionProof inclusion = TreeProofs.inclusion(index, size, oracle::node);
      assertEquals(hex(oracle.path(index, size)), hex(inclusion.path()));
      assertTrue(inclusion.verify(leaves.get(index), root));
      ConsistencyProof consistency = TreeProofs.consistency(from, size, oracle::node);
      assertEquals(hex(oracle.proof(from, size)), hex(consistency.path()));
      assertTrue(consistency.verify(oracle.root(0, from), root));
    }
  }

  @Test
  void aProofWithAnyChangeIsRefused() {
    Random random = new Random(SEED);
    List<byte[]> leaves = leaves(200);
    for (int round = 0; round < 200; round++) {
      int to = 3 + random.nextInt(leaves.size() - 3);
      int from = 1 + random.nextInt(to - 1);
      byte[] fromRoot = NaiveTree.root(leaves.subList(0, from));
      byte[] toRoot = NaiveTree.root(leaves.subList(0, to));
      ConsistencyProof good =
          TreeProofs.consistency(from, to, NaiveTree.nodes(leaves.subList(0, to)));
      assertTrue(good.verify(fromRoot, toRoot));
      for (List<byte[]> cheat : mutations(good.path(), random)) {
        assertFalse(new ConsistencyProof(from, to, cheat).verify(fromRoot, toRoot));
      }
      assertFalse(good.verify(toRoot, fromRoot), "swapped roots");
      assertFalse(new ConsistencyProof(to, from, good.path()).verify(toRoot, fromRoot));
      assertFalse(good.verify(flipped(fromRoot, random), toRoot));
      assertFalse(good.verify(fromRoot, flipped(toRoot, random)));

      int index = random.nextInt(to);
      InclusionProof inclusion =
          TreeProofs.inclusion(index, to, NaiveTree.nodes(leaves.subList(0, to)));
      byte[] leaf = leaves.get(index);
      for (List<byte[]> cheat : mutations(inclusion.path(), random)) {
        assertFalse(new InclusionProof(index, to, cheat).verify(leaf, toRoot));
      }
      assertFalse(new InclusionProof(index ^ 1, to, inclusion.path()).verify(leaf, toRoot));
      assertFalse(new InclusionProof(to + index, to, inclusion.path()).verify(leaf, toRoot));
      assertFalse(inclusion.verify(flipped(leaf, random), toRoot));
    }
  }

  private static void check(int m, List<byte[]> tree) {
    int size = tree.size();
    byte[] root = NaiveTree.root(tree);
    NodeSource nodes = NaiveTree.nodes(tree);
    assertArrayEquals(root, TreeProofs.root(size, nodes));
    InclusionProof inclusion = TreeProofs.inclusion(m, size, nodes);
    assertEquals(hex(NaiveTree.path(m, tree)), hex(inclusion.path()));
    assertTrue(inclusion.verify(tree.get(m), root));
    int from = m + 1;
    ConsistencyProof consistency = TreeProofs.consistency(from, size, nodes);
    assertEquals(hex(NaiveTree.proof(from, tree)), hex(consistency.path()));
    assertTrue(consistency.verify(NaiveTree.root(tree.subList(0, from)), root));
  }

  private static List<List<byte[]>> mutations(List<byte[]> path, Random random) {
    List<List<byte[]>> all = new ArrayList<>();
    List<byte[]> longer = new ArrayList<>(path);
    longer.add(random.nextInt(path.size() + 1), new byte[32]);
    all.add(longer);
    if (!path.isEmpty()) {
      int at = random.nextInt(path.size());
      List<byte[]> missing = new ArrayList<>(path);
      missing.remove(at);
      all.add(missing);
      List<byte[]> flipped = new ArrayList<>(path);
      flipped.set(at, flipped(path.get(at), random));
      all.add(flipped);
    }
    if (path.size() > 1) {
      List<byte[]> swapped = new ArrayList<>(path);
      int at = random.nextInt(path.size() - 1);
      swapped.set(at, path.get(at + 1));
      swapped.set(at + 1, path.get(at));
      all.add(swapped);
    }
    return all;
  }

  private static byte[] flipped(byte[] hash, Random random) {
    byte[] copy = hash.clone();
    copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }

  private static List<byte[]> leaves(int count) {
    Random random = new Random(SEED);
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] leaf = new byte[32];
      random.nextBytes(leaf);
      leaves.add(leaf);
    }
    return leaves;
  }

  private static List<String> hex(List<byte[]> hashes) {
    return hashes.stream().map(HexFormat.of()::formatHex).toList();
  }
}
