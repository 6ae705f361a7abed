package dev.vitrine.ledger.anchor.evm;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Merkle-Patricia trie over a block's receipts (Yellow Paper, appendix D): its root, and the
 * way from the root to one receipt.
 *
 * <p>Only what receipts need. They are longer than a hash, so no node is written into its parent;
 * their keys are RLP numbers, none of which begins another, so no branch has a value.
 */
final class ReceiptTrie {
  private static final int NIBBLES = 16;

  private final byte[] root;
  private final byte[] key;
  private final List<byte[]> path = new ArrayList<>();

  /**
   * The trie of these receipts.
   *
   * @param receipts one at least, encoded, in the order of their transactions
   * @param index of the receipt to prove
   */
  ReceiptTrie(List<byte[]> receipts, int index) {
    this.key = key(index);
    List<Leaf> leaves = new ArrayList<>();
    for (int i = 0; i < receipts.size(); i++) {
      leaves.add(new Leaf(key(i), receipts.get(i)));
    }
    leaves.sort((a, b) -> Arrays.compareUnsigned(a.key, b.key));
    this.root = node(leaves, 0, true);
  }

  /** The root. */
  byte[] root() {
    return root.clone();
  }

  /** The nodes from the root to the receipt. */
  List<byte[]> path() {
    return path.stream().map(byte[]::clone).toList();
  }

  /** The key of a receipt: its index in RLP, one nibble a byte. */
  static byte[] key(long index) {
    byte[] rlp = Rlp.integer(index);
    byte[] nibbles = new byte[2 * rlp.length];
    for (int i = 0; i < nibbles.length; i++) {
      nibbles[i] = (byte) (rlp[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xf);
    }
    return nibbles;
  }

  /** A piece of a key with the flag for leaf or extension: two nibbles a byte. */
  static byte[] packed(byte[] key, int from, int to, boolean leaf) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = from;
    int flag = leaf ? 0x20 : 0;
    if ((to - from) % 2 == 1) {
      out.write(flag | 0x10 | key[at++]);
    } else {
      out.write(flag);
    }
    for (; at < to; at += 2) {
      out.write(key[at] << 4 | key[at + 1]);
    }
    return out.toByteArray();
  }

  /** The hash of the node over these leaves, which share the first {@code depth} nibbles. */
  private byte[] node(List<Leaf> leaves, int depth, boolean onPath) {
    int place = path.size();
    byte[] encoded;
    byte[] first = leaves.get(0).key;
    if (leaves.size() == 1) {
      encoded =
          Rlp.list(
              Rlp.string(packed(first, depth, first.length, true)),
              Rlp.string(leaves.get(0).value));
    } else {
      int end = Arrays.mismatch(first, leaves.get(leaves.size() - 1).key);
      encoded =
          end > depth
              ? Rlp.list(
                  Rlp.string(packed(first, depth, end, false)),
                  Rlp.string(node(leaves, end, onPath)))
              : branch(leaves, depth, onPath);
    }
    if (onPath) {
      path.add(place, encoded);
    }
    return Keccak.of(encoded);
  }

  private byte[] branch(List<Leaf> leaves, int depth, boolean onPath) {
    List<byte[]> children = new ArrayList<>();
    int start = 0;
    for (int nibble = 0; nibble < NIBBLES; nibble++) {
      int end = start;
      while (end < leaves.size() && leaves.get(end).key[depth] == nibble) {
        end++;
      }
      boolean inside = onPath && key[depth] == nibble;
      children.add(
          start == end
              ? Rlp.string(new byte[0])
              : Rlp.string(node(leaves.subList(start, end), depth + 1, inside)));
      start = end;
    }
    children.add(Rlp.string(new byte[0]));
    return Rlp.list(children);
  }

  private record Leaf(byte[] key, byte[] value) {}
}
