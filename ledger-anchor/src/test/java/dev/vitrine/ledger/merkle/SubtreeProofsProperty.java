package dev.vitrine.ledger.merkle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.merkle.MerkleHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every subtree of every small tree, against the definition of the tree's hash. */
class SubtreeProofsProperty {
  private static final int MAX = 19;
  private final List<byte[]> leaves = leaves();

  @Test
  void everySubtreeIsPartOfItsTreeAndOfNoOther() {
    int checked = 0;
    for (int size = 1; size <= MAX; size++) {
      List<byte[]> tree = leaves.subList(0, size);
      NodeSource nodes = NaiveTree.nodes(tree);
      byte[] root = NaiveTree.root(tree);
      for (int end = 1; end <= size; end++) {
        for (int start = 0; start < end; start++) {
          if (!aligned(start, end)) {
            assertFalse(SubtreeProofs.isSubtree(start, end));
            continue;
          }
          byte[] hash = NaiveTree.root(leaves.subList(start, end));
          assertArrayEquals(hash, SubtreeProofs.hash(start, end, nodes));
          SubtreeConsistencyProof proof = SubtreeProofs.consistency(start, end, size, nodes);
          assertTrue(proof.verify(hash, root), start + " to " + end + " of " + size);
          refuseChanged(proof, hash, root);
          if (start == 0) {
            assertEquals(hex(TreeProofs.consistency(end, size, nodes).path()), hex(proof.path()));
          }
          for (int index = start; index < end; index++) {
            SubtreeInclusionProof inside = SubtreeProofs.inclusion(index, start, end, nodes);
            assertTrue(inside.verify(leaves.get(index), hash));
            assertFalse(inside.verify(MerkleHash.empty(), hash));
          }
          checked++;
        }
      }
    }
    assertTrue(checked > 500, "checked " + checked);
  }

  @Test
  void whatIsNoSubtreeHasNoProof() {
    NodeSource nodes = NaiveTree.nodes(leaves);
    for (int[] bad : new int[][] {{1, 3}, {2, 5}, {4, 4}, {5, 4}, {-1, 2}}) {
      assertThrows(IllegalArgumentException.class, () -> SubtreeProofs.hash(bad[0], bad[1], nodes));
      assertThrows(
          IllegalArgumentException.class,
          () -> SubtreeProofs.consistency(bad[0], bad[1], MAX, nodes));
    }
    assertThrows(IllegalArgumentException.class, () -> SubtreeProofs.inclusion(4, 0, 4, nodes));
    assertThrows(IllegalArgumentException.class, () -> SubtreeProofs.consistency(0, 8, 7, nodes));
  }

  private static void refuseChanged(SubtreeConsistencyProof good, byte[] hash, byte[] root) {
    assertFalse(good.verify(MerkleHash.empty(), root));
    assertFalse(good.verify(hash, MerkleHash.empty()));
    List<byte[]> longer = new ArrayList<>(good.path());
    longer.add(hash);
    assertFalse(changed(good, longer).verify(hash, root));
    if (!good.path().isEmpty()) {
      assertFalse(changed(good, longer.subList(1, longer.size())).verify(hash, root));
      assertFalse(changed(good, longer.subList(0, longer.size() - 2)).verify(hash, root));
    }
  }

  private static SubtreeConsistencyProof changed(SubtreeConsistencyProof good, List<byte[]> path) {
    return new SubtreeConsistencyProof(good.start(), good.end(), good.size(), path);
  }

  /** As the draft says it: start is a multiple of the power of two that the length fits in. */
  private static boolean aligned(int start, int end) {
    int power = 1;
    while (power < end - start) {
      power *= 2;
    }
    return start % power == 0;
  }

  private static List<byte[]> leaves() {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < MAX; i++) {
      leaves.add(MerkleHash.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)));
    }
    return leaves;
  }

  private static List<String> hex(List<byte[]> hashes) {
    return hashes.stream().map(HexFormat.of()::formatHex).toList();
  }
}
