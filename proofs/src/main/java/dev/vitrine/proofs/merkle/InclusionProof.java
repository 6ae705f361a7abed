package dev.vitrine.proofs.merkle;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * A proof that a leaf stands at {@code index} in the tree of {@code size} leaves (RFC 9162 §2.1.3).
 *
 * <p>{@link #verify} refuses an index beyond the size, a path that is too short or too long for
 * that very index and size, and hashes of another length. It says nothing of where root and size
 * come from, and a root does not fix its tree's size: take both from one trusted place, or allow
 * only one size for a path's length.
 *
 * @param index the leaf's position, from 0
 * @param size the number of leaves
 * @param path sibling hashes from the bottom up, each of 32 bytes
 */
public record InclusionProof(long index, long size, List<byte[]> path) {
  /** Copies the list, not the hashes. */
  public InclusionProof {
    path = List.copyOf(path);
  }

  /** Whether {@code leafHash} stands in the tree with this root. */
  public boolean verify(byte[] leafHash, byte[] root) {
    return root(leafHash).map(found -> MessageDigest.isEqual(found, root)).orElse(false);
  }

  /**
   * The root of the tree in which {@code leafHash} stands there, for formats that sign the root and
   * leave it out; empty if the path does not fit index and size. It is worth what vouches for it.
   */
  public Optional<byte[]> root(byte[] leafHash) {
    if (index < 0 || index >= size || leafHash.length != MerkleHash.LENGTH) {
      return Optional.empty();
    }
    long fn = index;
    long sn = size - 1;
    byte[] hash = leafHash;
    for (byte[] sibling : path) {
      if (sn == 0 || sibling.length != MerkleHash.LENGTH) {
        return Optional.empty();
      }
      if ((fn & 1) == 1 || fn == sn) {
        hash = MerkleHash.node(sibling, hash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        hash = MerkleHash.node(hash, sibling);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 ? Optional.of(hash.clone()) : Optional.empty();
  }
}
