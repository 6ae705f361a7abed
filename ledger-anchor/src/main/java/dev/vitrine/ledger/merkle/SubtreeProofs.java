package dev.vitrine.ledger.merkle;

import dev.vitrine.proofs.merkle.InclusionProof;
import java.util.ArrayList;
import java.util.List;

/**
 * Hashes and proofs of subtrees (draft-ietf-plants-merkle-tree-certs, "Subtrees"): leaves {@code
 * start} (inclusive) to {@code end} (exclusive), where {@code start} is a multiple of the smallest
 * power of two that is not below their number. What a {@link NodeSource} gives is believed, as in
 * {@link TreeProofs}.
 */
public final class SubtreeProofs {
  private SubtreeProofs() {}

  /** Whether these bound a subtree that is not empty. */
  public static boolean isSubtree(long start, long end) {
    if (start < 0 || start >= end) {
      return false;
    }
    // the highest bit of span - 1, doubled, is the power of two; start must have none below it
    long span = end - start;
    return span == 1 || (start & ((Long.highestOneBit(span - 1) << 1) - 1)) == 0;
  }

  /** The hash over a subtree. */
  public static byte[] hash(long start, long end, NodeSource nodes) {
    require(start, end);
    return TreeProofs.hash(start, end, nodes);
  }

  /**
   * The proof of leaf {@code index} in a subtree.
   *
   * @throws IllegalArgumentException if there is no such subtree or it does not have that leaf
   */
  public static SubtreeInclusionProof inclusion(
      long index, long start, long end, NodeSource nodes) {
    require(start, end);
    if (index < start || index >= end) {
      throw new IllegalArgumentException("leaf " + index + " of " + start + " to " + end);
    }
    InclusionProof inside =
        TreeProofs.inclusion(
            index - start, end - start, (level, at) -> nodes.node(level, at + (start >>> level)));
    return new SubtreeInclusionProof(index, start, end, inside.path());
  }

  /**
   * The proof that a subtree is part of the tree of {@code size}.
   *
   * @throws IllegalArgumentException if there is no such subtree in that tree
   */
  public static SubtreeConsistencyProof consistency(
      long start, long end, long size, NodeSource nodes) {
    require(start, end);
    if (end > size) {
      throw new IllegalArgumentException("a subtree to " + end + " of " + size);
    }
    List<byte[]> path = new ArrayList<>();
    long from = 0;
    long to = size;
    long first = start;
    boolean known = true;
    while (from != first || to != end) {
      long middle = from + TreeProofs.split(to - from);
      if (end <= middle) {
        path.add(0, TreeProofs.hash(middle, to, nodes));
        to = middle;
      } else {
        path.add(0, TreeProofs.hash(from, middle, nodes));
        if (first < middle) {
          // the subtree begins where this part does and goes on beyond the middle
          first = middle;
          known = false;
        }
        from = middle;
      }
    }
    if (!known) {
      path.add(0, TreeProofs.hash(from, to, nodes));
    }
    return new SubtreeConsistencyProof(start, end, size, path);
  }

  private static void require(long start, long end) {
    if (!isSubtree(start, end)) {
      throw new IllegalArgumentException("no subtree from " + start + " to " + end);
    }
  }
}
