package dev.vitrine.ledger.merkle;

import dev.vitrine.proofs.merkle.MerkleHash;
import java.security.MessageDigest;
import java.util.List;

/**
 * A proof that the tree of {@code from} leaves is a prefix of the tree of {@code to} leaves (RFC
 * 9162 §2.1.4).
 *
 * <p>Both sizes and both roots are bound together. An empty tree is a prefix of everything, so a
 * proof from size 0 shows nothing and is always refused, as is a shrinking one. It says nothing of
 * where the roots come from.
 *
 * @param from the older tree's number of leaves
 * @param to the newer tree's number of leaves
 * @param path hashes of 32 bytes, in the order of RFC 9162 §2.1.4.1; none if the sizes are equal
 */
public record ConsistencyProof(long from, long to, List<byte[]> path) {
  /** Copies the list, not the hashes. */
  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /** Whether the tree with {@code toRoot} starts with the tree with {@code fromRoot}. */
  public boolean verify(byte[] fromRoot, byte[] toRoot) {
    if (from <= 0 || from > to) {
      return false;
    }
    if (from == to) {
      return path.isEmpty() && MessageDigest.isEqual(fromRoot, toRoot);
    }
    int next = 0;
    byte[] seed;
    if (Long.bitCount(from) == 1) {
      seed = fromRoot;
    } else if (path.isEmpty()) {
      return false;
    } else {
      seed = path.get(next++);
    }
    if (seed.length != MerkleHash.LENGTH) {
      return false;
    }
    long fn = from - 1;
    long sn = to - 1;
    int shared = Long.numberOfTrailingZeros(~fn);
    fn >>= shared;
    sn >>= shared;
    byte[] older = seed;
    byte[] newer = seed;
    for (byte[] hash : path.subList(next, path.size())) {
      if (sn == 0 || hash.length != MerkleHash.LENGTH) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        older = MerkleHash.node(hash, older);
        newer = MerkleHash.node(hash, newer);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        newer = MerkleHash.node(newer, hash);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0
        && MessageDigest.isEqual(older, fromRoot)
        && MessageDigest.isEqual(newer, toRoot);
  }
}
