package dev.vitrine.ledger.log;

import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.ledger.merkle.TreeProofs;
import dev.vitrine.proofs.merkle.InclusionProof;

/**
 * Roots and proofs out of a log's tiles, each with one read of the few tiles it takes. What the
 * tiles say is not checked, nor what is published: see {@link LogView} for that.
 */
public final class LogTree {
  private final LogReader reader;

  /** The tree in these tiles. */
  public LogTree(LogReader reader) {
    this.reader = reader;
  }

  /**
   * The root of the first {@code size} leaves.
   *
   * @throws CorruptLogException if a tile is missing or too narrow
   */
  public byte[] root(long size) {
    return StoredTiles.compute(reader, nodes -> TreeProofs.root(size, nodes));
  }

  /**
   * The inclusion proof of a leaf.
   *
   * @throws CorruptLogException if a tile is missing or too narrow
   * @throws IllegalArgumentException unless {@code 0 <= index < size}
   */
  public InclusionProof inclusion(long index, long size) {
    return StoredTiles.compute(reader, nodes -> TreeProofs.inclusion(index, size, nodes));
  }

  /**
   * The consistency proof between two sizes.
   *
   * @throws CorruptLogException if a tile is missing or too narrow
   * @throws IllegalArgumentException unless {@code 0 < from <= to}
   */
  public ConsistencyProof consistency(long from, long to) {
    return StoredTiles.compute(reader, nodes -> TreeProofs.consistency(from, to, nodes));
  }
}
