package dev.vitrine.ledger.log;

import dev.vitrine.ledger.merkle.NodeSource;
import dev.vitrine.ledger.tiles.HashTile;
import dev.vitrine.ledger.tiles.TileId;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Tree nodes out of tiles: which tile holds a node, and reading all that are needed at once. */
final class StoredTiles {
  private StoredTiles() {}

  /** The tile at {@code id}, of at least this width. */
  static HashTile require(Map<TileId, HashTile> tiles, TileId id, int width) {
    HashTile tile = tiles.get(id);
    if (tile == null) {
      throw new CorruptLogException(at(id) + " is missing");
    }
    if (tile.width() < width) {
      throw new CorruptLogException(
          at(id) + " has " + tile.width() + " hashes of " + width + " that were signed");
    }
    return tile;
  }

  /** The root of the complete subtree of this height and position. */
  static byte[] node(Map<TileId, HashTile> tiles, int level, long index) {
    int height = level % TileId.HEIGHT;
    TileId id = holding(level, index);
    int inTile = (int) (index & ((TileId.WIDTH >> height) - 1));
    return require(tiles, id, (inTile + 1) << height).subtree(height, inTile);
  }

  /**
   * Computes something over a tree's nodes with one read: a first pass finds which tiles it takes,
   * the second does the work.
   */
  static <T> T compute(LogReader reader, Function<NodeSource, T> work) {
    Set<TileId> needed = new TreeSet<>();
    byte[] placeholder = MerkleHash.empty();
    T unused =
        work.apply(
            (level, index) -> {
              needed.add(holding(level, index));
              return placeholder;
            });
    Map<TileId, HashTile> tiles = reader.readTiles(needed);
    return work.apply((level, index) -> node(tiles, level, index));
  }

  static String at(TileId id) {
    return "tile level " + id.level() + " index " + id.index();
  }

  private static TileId holding(int level, long index) {
    return new TileId(level / TileId.HEIGHT, index >>> (TileId.HEIGHT - level % TileId.HEIGHT));
  }
}
