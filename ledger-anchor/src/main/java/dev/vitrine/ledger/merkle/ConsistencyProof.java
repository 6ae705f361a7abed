package dev.vitrine.ledger.merkle;

import dev.vitrine.proofs.merkle.MerkleHash;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

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
    return newer(fromRoot).map(found -> MessageDigest.isEqual(found, toRoot)).orElse(false);
  }

  /**
   * The newer tree's root, given the older's, for formats that sign the newer one and leave it out;
   * empty if the path does not fit the sizes or does not start from {@code fromRoot}. It is worth
   * what vouches for it.
   */
  public Optional<byte[]> newer(byte[] fromRoot) {
    if (from <= 0 || from > to) {
      return Optional.empty();
    }
    if (from == to) {
      return path.isEmpty() ? Optional.of(fromRoot.clone()) : Optional.empty();
    }
    int next = 0;
    byte[] seed;
    if (Long.bitCount(from) == 1) {
      seed = fromRoot;
    } else if (path.isEmpty()) {
      return Optional.empty();
    } else {
      seed = path.get(next++);
    }
    if (seed.length != MerkleHash.LENGTH) {
      return Optional.empty();
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
        return Optional.empty();
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
    return sn == 0 && MessageDigest.isEqual(older, fromRoot)
        ? Optional.of(newer.clone())
        : Optional.empty();
  }
}
