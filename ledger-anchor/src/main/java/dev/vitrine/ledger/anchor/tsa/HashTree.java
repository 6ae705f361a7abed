package dev.vitrine.ledger.anchor.tsa;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many hashes under one (RFC 4998 section 4.2), so that one time-stamp covers them all: each is
 * shown to be under it by the hashes beside its way up.
 *
 * <p>A node is the hash of its children in ascending order; leaves and nodes are not told apart.
 * What is under a root is therefore only as sure as that no leaf's data is itself a list of hashes,
 * which checkpoints and time-stamp tokens are not.
 */
final class HashTree {
  private final List<List<byte[]>> levels = new ArrayList<>();

  /** The tree over these leaves, at least one. */
  HashTree(TimeStampHash hash, List<byte[]> leaves) {
    List<byte[]> level = List.copyOf(leaves);
    levels.add(level);
    while (level.size() > 1) {
      List<byte[]> above = new ArrayList<>();
      for (int at = 0; at < level.size(); at += 2) {
        above.add(
            at + 1 == level.size()
                ? level.get(at)
                : node(hash, List.of(level.get(at), level.get(at + 1))));
      }
      level = above;
      levels.add(level);
    }
  }

  /** What is time-stamped. */
  byte[] root() {
    return levels.get(levels.size() - 1).get(0).clone();
  }

  /** The reduced tree of a leaf: lists of hashes, the first with the leaf; none for a lone leaf. */
  List<List<byte[]>> reduced(int leaf) {
    List<List<byte[]>> lists = new ArrayList<>();
    int at = leaf;
    for (List<byte[]> level : levels) {
      int beside = at ^ 1;
      if (beside < level.size()) {
        lists.add(
            lists.isEmpty()
                ? ascending(List.of(level.get(at), level.get(beside)))
                : List.of(level.get(beside)));
      }
      at /= 2;
    }
    return lists;
  }

  /**
   * The root to which a reduced tree leads (RFC 4998 section 4.3).
   *
   * @param lists with the leaf in the first; empty if the leaf is the root
   */
  static byte[] root(TimeStampHash hash, byte[] leaf, List<List<byte[]>> lists) {
    byte[] at = leaf;
    for (int level = 0; level < lists.size(); level++) {
      List<byte[]> children = new ArrayList<>(lists.get(level));
      if (level > 0) {
        children.add(at);
      }
      at = children.size() == 1 ? children.get(0) : node(hash, children);
    }
    return at.clone();
  }

  private static byte[] node(TimeStampHash hash, List<byte[]> children) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ascending(children).forEach(all::writeBytes);
    return hash.of(all.toByteArray());
  }

  private static List<byte[]> ascending(List<byte[]> hashes) {
    return hashes.stream().sorted(Arrays::compareUnsigned).toList();
  }
}
