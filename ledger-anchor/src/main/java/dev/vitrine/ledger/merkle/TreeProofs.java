package dev.vitrine.ledger.merkle;

import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.util.ArrayList;
import java.util.List;

/**
 * Roots and proofs of any size of a tree, from the hashes of its complete subtrees.
 *
 * <p>Each takes O(log² size) node look-ups at most, and no leaf but those it must. What the source
 * gives is believed: whoever needs certainty verifies the proof against a signed root.
 */
public final class TreeProofs {
  private TreeProofs() {}

  /** The root of the tree of the first {@code size} leaves. */
  public static byte[] root(long size, NodeSource nodes) {
    if (size < 0) {
      throw new IllegalArgumentException("size " + size);
    }
    return size == 0 ? MerkleHash.empty() : hash(0, size, nodes);
  }

  /**
   * The inclusion proof of leaf {@code index} in the tree of {@code size} (RFC 9162 §2.1.3.1).
   *
   * @throws IllegalArgumentException if there is no such leaf in that tree
   */
  public static InclusionProof inclusion(long index, long size, NodeSource nodes) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("leaf " + index + " of " + size);
    }
    List<byte[]> path = new ArrayList<>();
    long start = 0;
    long end = size;
    while (end - start > 1) {
      long middle = start + split(end - start);
      if (index < middle) {
        path.add(0, hash(middle, end, nodes));
        end = middle;
      } else {
        path.add(0, hash(start, middle, nodes));
        start = middle;
      }
    }
    return new InclusionProof(index, size, path);
  }

  /**
   * The consistency proof between two sizes (RFC 9162 §2.1.4.1).
   *
   * @throws IllegalArgumentException unless {@code 0 < from <= to}
   */
  public static ConsistencyProof consistency(long from, long to, NodeSource nodes) {
    if (from <= 0 || from > to) {
      throw new IllegalArgumentException("from " + from + " to " + to);
    }
    List<byte[]> path = new ArrayList<>();
    long start = 0;
    long end = to;
    while (from != end) {
      long middle = start + split(end - start);
      if (from <= middle) {
        path.add(0, hash(middle, end, nodes));
        end = middle;
      } else {
        path.add(0, hash(start, middle, nodes));
        start = middle;
      }
    }
    // the subtree at which the older tree ends; if that is the whole older tree, its root is known
    if (start != 0) {
      path.add(0, hash(start, end, nodes));
    }
    return new ConsistencyProof(from, to, path);
  }

  /** The hash over leaves start (inclusive) to end (exclusive), start being aligned to the span. */
  static byte[] hash(long start, long end, NodeSource nodes) {
    long span = end - start;
    if (Long.bitCount(span) == 1) {
      int level = Long.numberOfTrailingZeros(span);
      return nodes.node(level, start >>> level);
    }
    long middle = start + split(span);
    return MerkleHash.node(hash(start, middle, nodes), hash(middle, end, nodes));
  }

  /** The largest power of two smaller than {@code span}, which is 2 or more. */
  static long split(long span) {
    return Long.highestOneBit(span - 1);
  }
}
