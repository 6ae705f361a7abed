package dev.vitrine.ledger.log;

import dev.vitrine.ledger.merkle.TreeProofs;
import dev.vitrine.ledger.tiles.HashTile;
import dev.vitrine.ledger.tiles.TileId;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The partial tiles at a tree's right edge: all that is needed to grow it. At most eight tiles, so
 * its cost does not depend on the tree's size: an append hashes the leaf in, and every 256th also
 * the full tile. Not thread-safe.
 */
public final class RightEdge {
  private final List<byte[]> levels = new ArrayList<>();
  private final BiConsumer<TileId, HashTile> completed;
  private long size;

  /**
   * The edge of the empty tree.
   *
   * @param completed gets each tile when it becomes full, in the order in which they do
   */
  public RightEdge(BiConsumer<TileId, HashTile> completed) {
    this.completed = completed;
  }

  /** The tiles that make up the right edge of a tree of {@code size}: one per level at most. */
  public static List<TileId> ids(long size) {
    List<TileId> ids = new ArrayList<>();
    for (int level = 0; level <= TileId.MAX_LEVEL; level++) {
      long hashes = TileId.hashes(level, size);
      if (hashes % TileId.WIDTH != 0) {
        ids.add(TileId.holding(level, hashes));
      }
    }
    return ids;
  }

  /**
   * The edge of a tree of {@code size}, from stored tiles that may have grown since.
   *
   * @param tiles at least those of {@link #ids}
   * @throws CorruptLogException if one is missing or too narrow
   */
  public static RightEdge of(
      long size, Map<TileId, HashTile> tiles, BiConsumer<TileId, HashTile> completed) {
    RightEdge edge = new RightEdge(completed);
    for (TileId id : ids(size)) {
      byte[] stored = StoredTiles.require(tiles, id, id.widthAt(size)).bytes();
      byte[] level = edge.level(id.level());
      System.arraycopy(stored, 0, level, 0, id.widthAt(size) * MerkleHash.LENGTH);
    }
    edge.size = size;
    return edge;
  }

  /** The number of leaves. */
  public long size() {
    return size;
  }

  /** Appends a leaf by its hash. */
  public void append(byte[] leafHash) {
    byte[] hash = leafHash;
    for (int level = 0; ; level++) {
      byte[] tile = level(level);
      long position = TileId.hashes(level, size);
      int slot = (int) (position % TileId.WIDTH);
      System.arraycopy(hash, 0, tile, slot * MerkleHash.LENGTH, MerkleHash.LENGTH);
      if (slot < TileId.WIDTH - 1) {
        break;
      }
      HashTile full = HashTile.of(tile);
      completed.accept(TileId.holding(level, position), full);
      hash = full.subtree(TileId.HEIGHT, 0);
    }
    size++;
  }

  /** The partial tiles now. */
  public Map<TileId, HashTile> partials() {
    Map<TileId, HashTile> partials = new TreeMap<>();
    for (TileId id : ids(size)) {
      byte[] level = level(id.level());
      partials.put(id, HashTile.of(Arrays.copyOf(level, id.widthAt(size) * MerkleHash.LENGTH)));
    }
    return partials;
  }

  /** The tree's root. */
  public byte[] root() {
    Map<TileId, HashTile> partials = partials();
    return TreeProofs.root(size, (level, index) -> StoredTiles.node(partials, level, index));
  }

  private byte[] level(int level) {
    while (levels.size() <= level) {
      levels.add(new byte[TileId.WIDTH * MerkleHash.LENGTH]);
    }
    return levels.get(level);
  }
}
