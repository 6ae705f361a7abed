package dev.vitrine.proofs.merkle;

import dev.vitrine.proofs.encoding.Sha256;

/** The two hash functions of RFC 9162 §2.1.1: leaves are tagged 0x00, inner nodes 0x01. */
public final class MerkleHash {
  /** Length of a hash in bytes. */
  public static final int LENGTH = Sha256.LENGTH;

  private static final byte[] EMPTY = Sha256.of();

  private MerkleHash() {}

  /** The root of the tree with no leaves. */
  public static byte[] empty() {
    return EMPTY.clone();
  }

  /** The hash of a leaf's content. */
  public static byte[] leaf(byte[] content) {
    return Sha256.tagged(0, content);
  }

  /** The hash of an inner node. */
  public static byte[] node(byte[] left, byte[] right) {
    return Sha256.tagged(1, left, right);
  }
}
