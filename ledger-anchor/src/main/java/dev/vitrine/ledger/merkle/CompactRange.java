package dev.vitrine.ledger.merkle;

import dev.vitrine.proofs.merkle.MerkleHash;

/**
 * A tree that only grows, held as the roots of its complete subtrees: at most one per level, so 63
 * hashes for any size.
 *
 * <p>An append costs two hashes on average and none is ever computed again. Not thread-safe.
 */
public final class CompactRange {
  private final byte[][] subtrees = new byte[63][];
  private long size;

  /** An empty tree. */
  public CompactRange() {}

  /** How many leaves were appended. */
  public long size() {
    return size;
  }

  /** Appends a leaf by its hash (of 32 bytes), which is kept and must not change. */
  public void append(byte[] leafHash) {
    if (leafHash.length != MerkleHash.LENGTH) {
      throw new IllegalArgumentException("a leaf hash of " + leafHash.length + " bytes");
    }
    byte[] carry = leafHash;
    int level = 0;
    for (long rest = size; (rest & 1) == 1; rest >>>= 1) {
      carry = MerkleHash.node(subtrees[level], carry);
      level++;
    }
    subtrees[level] = carry;
    size++;
  }

  /** The root of the leaves so far; of none, the hash of the empty string. */
  public byte[] root() {
    return TreeProofs.root(size, (level, index) -> subtrees[level]).clone();
  }
}
