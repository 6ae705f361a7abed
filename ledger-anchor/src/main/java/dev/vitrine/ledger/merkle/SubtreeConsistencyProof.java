package dev.vitrine.ledger.merkle;

import dev.vitrine.proofs.merkle.MerkleHash;
import java.security.MessageDigest;
import java.util.List;

/**
 * A proof that the subtree of the leaves {@code start} to {@code end} is part of the tree of {@code
 * size} leaves (draft-ietf-plants-merkle-tree-certs, "Subtree Consistency Proofs"). With {@code
 * start} 0 it is the consistency proof of RFC 9162.
 *
 * <p>An empty subtree is part of every tree: it is accepted with the hash of the empty string and
 * an empty path, and shows nothing.
 *
 * @param start the subtree's first leaf
 * @param end one after its last
 * @param size the whole tree's number of leaves
 * @param path hashes of 32 bytes
 */
public record SubtreeConsistencyProof(long start, long end, long size, List<byte[]> path) {
  /** Copies the list, not the hashes. */
  public SubtreeConsistencyProof {
    path = List.copyOf(path);
  }

  /** Whether the subtree with {@code subtreeHash} is part of the tree with {@code root}. */
  public boolean verify(byte[] subtreeHash, byte[] root) {
    if (start < 0 || start > end || end > size) {
      return false;
    }
    if (start == end) {
      return path.isEmpty() && MessageDigest.isEqual(subtreeHash, MerkleHash.empty());
    }
    if (!SubtreeProofs.isSubtree(start, end)) {
      return false;
    }
    long fn = start;
    long sn = end - 1;
    long tn = size - 1;
    while (fn != sn && (sn == tn || (sn & 1) == 1)) {
      fn >>= 1;
      sn >>= 1;
      tn >>= 1;
    }
    int next = 0;
    byte[] seed = subtreeHash;
    if (fn != sn) {
      if (path.isEmpty()) {
        return false;
      }
      seed = path.get(next++);
    }
    if (!path.isEmpty() && seed.length != MerkleHash.LENGTH) {
      return false;
    }
    byte[] part = seed;
    byte[] whole = seed;
    for (byte[] hash : path.subList(next, path.size())) {
      if (tn == 0 || hash.length != MerkleHash.LENGTH) {
        return false;
      }
      if ((sn & 1) == 1 || sn == tn) {
        if (fn < sn) {
          part = MerkleHash.node(hash, part);
        }
        whole = MerkleHash.node(hash, whole);
        while ((sn & 1) == 0) {
          fn >>= 1;
          sn >>= 1;
          tn >>= 1;
        }
      } else {
        whole = MerkleHash.node(whole, hash);
      }
      fn >>= 1;
      sn >>= 1;
      tn >>= 1;
    }
    return tn == 0
        && MessageDigest.isEqual(part, subtreeHash)
        && MessageDigest.isEqual(whole, root);
  }
}
