package dev.vitrine.proofs.merkle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trees against the recursive definition of RFC 9162 §2.1.1, and every cheat against proofs. */
class MerkleTreeProperty {
  @Test
  void rootIsTheRecursiveOne() {
    for (int size = 0; size <= 70; size++) {
      assertArrayEquals(recursive(leaves(size)), tree(size).root(), "size " + size);
      assertEquals(size, tree(size).size());
    }
  }

  /** The empty tree's root is the SHA-256 of nothing. */
  @Test
  void emptyTree() {
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        HexFormat.of().formatHex(tree(0).root()));
    assertArrayEquals(MerkleHash.empty(), tree(0).root());
  }

  @Test
  void everyLeafIsProvedAndNowhereElse() {
    for (int size = 1; size <= 33; size++) {
      MerkleTree tree = tree(size);
      for (int index = 0; index < size; index++) {
        InclusionProof proof = tree.inclusion(index);
        assertTrue(proof.verify(leaf(index), tree.root()));
        for (int other = 0; other < size + 3; other++) {
          if (other != index) {
            assertFalse(proof.verify(leaf(other), tree.root()));
            assertFalse(
                new InclusionProof(other, size, proof.path()).verify(leaf(index), tree.root()));
          }
        }
        cheats(proof, leaf(index), tree.root());
      }
    }
  }

  private static void cheats(InclusionProof proof, byte[] leaf, byte[] root) {
    List<byte[]> path = proof.path();
    long index = proof.index();
    long size = proof.size();
    assertFalse(new InclusionProof(-1, size, path).verify(leaf, root));
    assertFalse(new InclusionProof(size, size, path).verify(leaf, root));
    assertFalse(new InclusionProof(index, 0, path).verify(leaf, root));
    assertFalse(new InclusionProof(index, 4 * size, path).verify(leaf, root), "path too short");
    List<byte[]> longer = new ArrayList<>(path);
    longer.add(new byte[32]);
    assertFalse(new InclusionProof(index, size, longer).verify(leaf, root));
    assertFalse(proof.verify(Arrays.copyOf(leaf, 31), root));
    assertFalse(proof.verify(leaf, flipped(root)));
    assertFalse(proof.verify(leaf, new byte[0]));
    for (int i = 0; i < path.size(); i++) {
      List<byte[]> changed = new ArrayList<>(path);
      changed.set(i, flipped(path.get(i)));
      assertFalse(new InclusionProof(index, size, changed).verify(leaf, root));
      changed.set(i, Arrays.copyOf(path.get(i), 33));
      assertFalse(new InclusionProof(index, size, changed).verify(leaf, root));
      changed.remove(i);
      assertFalse(new InclusionProof(index, size, changed).verify(leaf, root));
    }
  }

  @Test
  void noProofOfWhatIsNotThere() {
    assertThrows(IndexOutOfBoundsException.class, () -> tree(5).inclusion(5));
    assertThrows(IndexOutOfBoundsException.class, () -> tree(5).inclusion(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> tree(0).inclusion(0));
  }

  /** An inner node is not a leaf: their hashes are tagged apart. */
  @Test
  void innerNodeIsNoLeaf() {
    byte[][] leaves = leaves(2);
    byte[] joined = Arrays.copyOf(leaves[0], 64);
    System.arraycopy(leaves[1], 0, joined, 32, 32);
    assertFalse(Arrays.equals(MerkleHash.leaf(joined), tree(2).root()));
  }

  private static byte[] recursive(byte[][] leaves) {
    if (leaves.length == 0) {
      return MerkleHash.empty();
    }
    if (leaves.length == 1) {
      return leaves[0];
    }
    int split = Integer.highestOneBit(leaves.length - 1);
    return MerkleHash.node(
        recursive(Arrays.copyOf(leaves, split)),
        recursive(Arrays.copyOfRange(leaves, split, leaves.length)));
  }

  private static MerkleTree tree(int size) {
    return MerkleTree.ofLeafHashes(leaves(size));
  }

  private static byte[][] leaves(int size) {
    byte[][] leaves = new byte[size][];
    Arrays.setAll(leaves, MerkleTreeProperty::leaf);
    return leaves;
  }

  private static byte[] leaf(int index) {
    return MerkleHash.leaf(new byte[] {(byte) index});
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] other = bytes.clone();
    other[7] ^= 1;
    return other;
  }
}
