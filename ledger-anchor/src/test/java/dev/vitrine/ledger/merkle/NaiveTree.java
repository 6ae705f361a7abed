package dev.vitrine.ledger.merkle;

import dev.vitrine.proofs.merkle.MerkleHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The definitions of RFC 9162 §2.1 written down as they stand: slow, recursive, an oracle. */
public final class NaiveTree {
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

  /** The same of a fixed list of leaves, by ranges, which remembers complete subtrees. */
  public static final class Remembering {
    private final List<byte[]> leaves;
    private final Map<Long, byte[]> complete = new HashMap<>();

    /** Over these leaf hashes. */
    public Remembering(List<byte[]> leaves) {
      this.leaves = leaves;
    }

    /** MTH(D[from:to]). */
    public byte[] root(int from, int to) {
      int count = to - from;
      if (count < 2) {
        return count == 0 ? MerkleHash.empty() : leaves.get(from);
      }
      int k = split(count);
      if (k * 2 != count || from % count != 0) {
        return MerkleHash.node(root(from, from + k), root(from + k, to));
      }
      byte[] known = complete.get((long) from << 32 | to);
      if (known == null) {
        known = MerkleHash.node(root(from, from + k), root(from + k, to));
        complete.put((long) from << 32 | to, known);
      }
      return known;
    }

    /** The hash of a complete subtree. */
    public byte[] node(int level, long index) {
      return root((int) (index << level), (int) ((index + 1) << level));
    }

    /** PATH(m, D[0:size]). */
    public List<byte[]> path(int m, int size) {
      return path(m, 0, size);
    }

    /** PROOF(m, D[0:size]). */
    public List<byte[]> proof(int m, int size) {
      return subproof(m, 0, size, true);
    }

    private List<byte[]> path(int m, int from, int to) {
      if (to - from == 1) {
        return new ArrayList<>();
      }
      int middle = from + split(to - from);
      List<byte[]> path = m < middle ? path(m, from, middle) : path(m, middle, to);
      path.add(m < middle ? root(middle, to) : root(from, middle));
      return path;
    }

    private List<byte[]> subproof(int m, int from, int to, boolean known) {
      List<byte[]> proof;
      if (m == to) {
        proof = new ArrayList<>();
        if (!known) {
          proof.add(root(from, to));
        }
        return proof;
      }
      int middle = from + split(to - from);
      proof = m <= middle ? subproof(m, from, middle, known) : subproof(m, middle, to, false);
      proof.add(m <= middle ? root(middle, to) : root(from, middle));
      return proof;
    }
  }
}
