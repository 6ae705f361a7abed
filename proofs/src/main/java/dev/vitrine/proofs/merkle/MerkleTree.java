package dev.vitrine.proofs.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A small tree held in memory: all its levels, computed once in n − 1 node hashes.
 *
 * <p>Level 0 holds the leaf hashes in order; in each level above, neighbours are hashed in pairs
 * and an odd last node is carried up as it is, which gives the same root as the recursive
 * definition of RFC 9162 §2.1.1. Immutable; the hashes given to it must not change.
 */
public final class MerkleTree {
  private final List<byte[][]> levels;

  private MerkleTree(List<byte[][]> levels) {
    this.levels = levels;
  }

  /** The tree over leaf hashes (not leaf contents). */
  public static MerkleTree ofLeafHashes(byte[][] leafHashes) {
    List<byte[][]> levels = new ArrayList<>();
    byte[][] level = leafHashes.clone();
    levels.add(level);
    while (level.length > 1) {
      byte[][] above = new byte[(level.length + 1) / 2][];
      for (int i = 0; i < above.length; i++) {
        above[i] =
            2 * i + 1 < level.length
                ? MerkleHash.node(level[2 * i], level[2 * i + 1])
                : level[2 * i];
      }
      levels.add(above);
      level = above;
    }
    return new MerkleTree(levels);
  }

  /** How many leaves. */
  public int size() {
    return levels.get(0).length;
  }

  /** The leaf hashes in order; not a copy. */
  public byte[][] leafHashes() {
    return levels.get(0);
  }

  /** The root; of no leaves, the hash of the empty string. */
  public byte[] root() {
    byte[][] top = levels.get(levels.size() - 1);
    return top.length == 0 ? MerkleHash.empty() : top[0].clone();
  }

  /**
   * The inclusion path of leaf {@code index}, from the bottom up (RFC 9162 §2.1.3.1).
   *
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  public InclusionProof inclusion(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException("leaf " + index + " of " + size());
    }
    List<byte[]> path = new ArrayList<>();
    int at = index;
    for (byte[][] level : levels.subList(0, levels.size() - 1)) {
      int sibling = at ^ 1;
      if (sibling < level.length) {
        path.add(level[sibling]);
      }
      at >>= 1;
    }
    return new InclusionProof(index, size(), path);
  }
}
