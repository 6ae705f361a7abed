package dev.vitrine.ledger.tiles;

/**
 * A tile's place in the tree, whatever its width (C2SP tlog-tiles, "Merkle Tree").
 *
 * <p>The tile at (level, index) holds the hashes of the subtrees of 256^level leaves numbered
 * 256·index to 256·index + 255. A tile only ever grows to the right, so a partial tile is a prefix
 * of every wider one of the same place.
 *
 * @param level 0 holds leaf hashes; at most 7, which covers 2^63 leaves
 * @param index the position among the level's tiles
 */
public record TileId(int level, long index) implements Comparable<TileId> {
  /** Hashes in a full tile. */
  public static final int WIDTH = 256;

  /** Height of a full tile in tree levels. */
  public static final int HEIGHT = 8;

  /** The highest level a tree of a signed 64-bit size reaches. */
  public static final int MAX_LEVEL = 7;

  /** Checks the ranges. */
  public TileId {
    if (level < 0 || level > MAX_LEVEL || index < 0 || index > hashes(level, Long.MAX_VALUE) >> 8) {
      throw new IllegalArgumentException("tile level " + level + " index " + index);
    }
  }

  /** How many hashes level {@code level} has in all in a tree of {@code size} leaves. */
  public static long hashes(int level, long size) {
    return size >>> (HEIGHT * level);
  }

  /** The tile at {@code level} that holds that level's hash number {@code hash}. */
  public static TileId holding(int level, long hash) {
    return new TileId(level, hash / WIDTH);
  }

  /** How many hashes (0 to 256) this tile has in a tree of {@code size} leaves. */
  public int widthAt(long size) {
    long width = hashes(level, size) - index * WIDTH;
    return (int) Math.max(0, Math.min(WIDTH, width));
  }

  @Override
  public int compareTo(TileId other) {
    int byLevel = Integer.compare(level, other.level);
    return byLevel != 0 ? byLevel : Long.compare(index, other.index);
  }
}
