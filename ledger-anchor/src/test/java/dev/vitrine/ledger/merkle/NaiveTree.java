package dev.vitrine.ledger.merkle;

import dev.vitrine.proofs.merkle.MerkleHash;
import java.util.ArrayList;
import java.util.List;

/** The definitions of RFC 9162 §2.1 written down as they stand: slow, recursive, an oracle. */
final class NaiveTree {
  private NaiveTree() {}

  /** MTH(D). */
  static byte[] root(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      return MerkleHash.empty();
    }
    if (leaves.size() == 1) {
      return leaves.get(0);
    }
    int k = split(leaves.size());
    return MerkleHash.node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
  }

  /** PATH(m, D). */
  static List<byte[]> path(int m, List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return new ArrayList<>();
    }
    int k = split(leaves.size());
    List<byte[]> left = leaves.subList(0, k);
    List<byte[]> right = leaves.subList(k, leaves.size());
    List<byte[]> path = m < k ? path(m, left) : path(m - k, right);
    path.add(m < k ? root(right) : root(left));
    return path;
  }

  /** PROOF(m, D). */
  static List<byte[]> proof(int m, List<byte[]> leaves) {
    return subproof(m, leaves, true);
  }

  /** Hashes of complete subtrees. */
  static NodeSource nodes(List<byte[]> leaves) {
    return (level, index) ->
        root(leaves.subList((int) (index << level), (int) ((index + 1) << level)));
  }

  private static List<byte[]> subproof(int m, List<byte[]> leaves, boolean known) {
    List<byte[]> proof;
    if (m == leaves.size()) {
      proof = new ArrayList<>();
      if (!known) {
        proof.add(root(leaves));
      }
      return proof;
    }
    int k = split(leaves.size());
    List<byte[]> left = leaves.subList(0, k);
    List<byte[]> right = leaves.subList(k, leaves.size());
    proof = m <= k ? subproof(m, left, known) : subproof(m - k, right, false);
    proof.add(m <= k ? root(right) : root(left));
    return proof;
  }

  private static int split(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }
}
