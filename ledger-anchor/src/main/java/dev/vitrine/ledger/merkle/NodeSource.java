package dev.vitrine.ledger.merkle;

/** Where the hashes of complete subtrees come from. */
@FunctionalInterface
public interface NodeSource {
  /**
   * The Merkle tree hash of the leaves {@code index·2^level} (inclusive) to {@code
   * (index+1)·2^level} (exclusive), all of which exist.
   *
   * @param level the subtree's height: 0 is a leaf hash
   * @param index the subtree's position among those of its height
   */
  byte[] node(int level, long index);
}
