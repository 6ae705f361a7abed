package dev.vitrine.ledger.anchor.evm;

import java.util.Arrays;
import java.util.List;

/**
 * Follows a way through a {@link ReceiptTrie}, believing nothing but the root: each node's hash is
 * what the node before says, each node is needed, and each is in its one spelling.
 */
final class ReceiptProof {
  /** The most nodes of a way: a key has at most ten nibbles. */
  static final int MAX_NODES = 12;

  private static final int BRANCH = 17;

  private ReceiptProof() {}

  /**
   * The receipt at this index.
   *
   * @throws MalformedEvidenceException if the way does not lead from the root to it
   */
  static byte[] follow(byte[] root, long index, List<byte[]> nodes)
      throws MalformedEvidenceException {
    byte[] key = ReceiptTrie.key(index);
    byte[] expected = root;
    int depth = 0;
    for (int i = 0; i < nodes.size(); i++) {
      byte[] node = nodes.get(i);
      if (!Arrays.equals(Keccak.of(node), expected)) {
        throw new MalformedEvidenceException(
            "node " + i + " of the receipt's way has another hash");
      }
      List<RlpItem> items = RlpItem.read(node).list();
      boolean last = i == nodes.size() - 1;
      if (items.size() == 2) {
        byte[] piece = items.get(0).bytes();
        if (last) {
          if (!Arrays.equals(piece, ReceiptTrie.packed(key, depth, key.length, true))) {
            throw new MalformedEvidenceException("the receipt's way ends at another receipt");
          }
          return items.get(1).bytes();
        }
        int end = extension(key, depth, piece);
        depth = end;
        expected = hash(items.get(1).bytes());
      } else if (items.size() == BRANCH && !last && depth < key.length) {
        expected = hash(items.get(key[depth]).bytes());
        depth++;
      } else {
        throw new MalformedEvidenceException("node " + i + " of the receipt's way is none");
      }
    }
    throw new MalformedEvidenceException("the receipt's way is empty");
  }

  private static int extension(byte[] key, int depth, byte[] piece)
      throws MalformedEvidenceException {
    for (int end = depth + 1; end < key.length; end++) {
      if (Arrays.equals(piece, ReceiptTrie.packed(key, depth, end, false))) {
        return end;
      }
    }
    throw new MalformedEvidenceException("the receipt's way turns to another receipt");
  }

  private static byte[] hash(byte[] child) throws MalformedEvidenceException {
    if (child.length != Keccak.LENGTH) {
      throw new MalformedEvidenceException("the receipt's way leads nowhere");
    }
    return child;
  }
}
