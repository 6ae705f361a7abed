package dev.vitrine.proofs.batch;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.encoding.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The puncturable key of a batch (protocol §3): 256 record seeds as the leaves of a GGM tree with
 * SHA-256 as its PRF.
 *
 * <p>Whole, it is one node of 32 bytes, the root. {@link #without} replaces it by the siblings on
 * one leaf's path: that record's seed, and all that hangs on it, is then beyond anyone's reach,
 * while every other seed stays as it was. This holds only as far as older copies of the key are
 * gone too. One key serves one batch: under a second one the same salts and payload keys would come
 * back, and hide nothing. Immutable. Secret: {@link #toString} shows nothing of it.
 */
public final class BatchKey {
  /** Seeds in a batch. */
  public static final int SEEDS = 256;

  private static final int DEPTH = 8;
  private static final byte[] TAG = "vitrine/1/ggm\0".getBytes(StandardCharsets.US_ASCII);

  private final List<Node> nodes;

  private BatchKey(List<Node> nodes) {
    this.nodes = nodes;
  }

  /** A fresh whole key. */
  public static BatchKey random(SecureRandom random) {
    byte[] root = new byte[Sha256.LENGTH];
    random.nextBytes(root);
    return new BatchKey(List.of(new Node(0, 0, root)));
  }

  /**
   * The seed of record {@code number}.
   *
   * @throws ErasedException if it was punctured
   */
  public byte[] seed(int number) throws ErasedException {
    Node node = covering(number);
    byte[] value = node.value;
    for (int level = node.depth; level < DEPTH; level++) {
      value = child(value, bit(number, level));
    }
    return value;
  }

  /** The first {@code count} seeds of a whole key, in two hashes each. */
  public byte[][] seeds(int count) {
    if (count < 0 || count > SEEDS || nodes.size() != 1 || nodes.get(0).depth != 0) {
      throw new IllegalArgumentException("a whole key gives at most " + SEEDS + " seeds");
    }
    byte[][] level = {nodes.get(0).value};
    for (int depth = 1; depth <= DEPTH; depth++) {
      int width = Math.max(1, (count + (1 << (DEPTH - depth)) - 1) >> (DEPTH - depth));
      byte[][] below = new byte[width][];
      for (int i = 0; i < width; i++) {
        below[i] = child(level[i / 2], i % 2);
      }
      level = below;
    }
    return count == 0 ? new byte[0][] : level;
  }

  /**
   * This key without record {@code number}'s seed: at most eight nodes more.
   *
   * @throws ErasedException if it was punctured before
   */
  public BatchKey without(int number) throws ErasedException {
    Node node = covering(number);
    List<Node> left = new ArrayList<>(nodes);
    left.remove(node);
    byte[] value = node.value;
    for (int level = node.depth; level < DEPTH; level++) {
      int bit = bit(number, level);
      int siblingPrefix = (number >>> (DEPTH - level - 1)) ^ 1;
      left.add(new Node(level + 1, siblingPrefix, child(value, 1 - bit)));
      value = child(value, bit);
    }
    return new BatchKey(List.copyOf(left));
  }

  /** The key as deterministic CBOR; to be wrapped before it is stored. */
  public byte[] encode() {
    CborWriter out = new CborWriter().array(nodes.size());
    for (Node node : nodes) {
      out.array(3).integer(node.depth).integer(node.prefix).bytes(node.value);
    }
    return out.toBytes();
  }

  /**
   * Reads what {@link #encode} wrote. Nodes that overlap are refused: a seed that hangs on two of
   * them would outlive its puncture.
   */
  public static BatchKey decode(byte[] encoded) throws CborException {
    CborReader in = new CborReader(encoded);
    int count = in.array(SEEDS);
    List<Node> nodes = new ArrayList<>();
    BitSet covered = new BitSet(SEEDS);
    for (int i = 0; i < count; i++) {
      int at = in.position();
      in.arrayOf(3);
      int depth = (int) in.unsigned(DEPTH);
      int prefix = (int) in.unsigned((1L << depth) - 1);
      int first = prefix << (DEPTH - depth);
      int end = first + (1 << (DEPTH - depth));
      int next = covered.nextSetBit(first);
      if (next >= 0 && next < end) {
        throw new CborException(at, "nodes overlap");
      }
      covered.set(first, end);
      nodes.add(new Node(depth, prefix, in.exactly(Sha256.LENGTH)));
    }
    in.end();
    return new BatchKey(List.copyOf(nodes));
  }

  @Override
  public String toString() {
    return "BatchKey[secret]";
  }

  private Node covering(int number) throws ErasedException {
    if (number < 0 || number >= SEEDS) {
      throw new IndexOutOfBoundsException("seed " + number + " of " + SEEDS);
    }
    for (Node node : nodes) {
      if (number >>> (DEPTH - node.depth) == node.prefix) {
        return node;
      }
    }
    throw new ErasedException();
  }

  private static int bit(int number, int level) {
    return number >>> (DEPTH - level - 1) & 1;
  }

  private static byte[] child(byte[] value, int bit) {
    return Sha256.of(TAG, new byte[] {(byte) bit}, value);
  }

  /** A node of the tree: its level, the bits that lead to it, and its secret. */
  private record Node(int depth, int prefix, byte[] value) {}
}
