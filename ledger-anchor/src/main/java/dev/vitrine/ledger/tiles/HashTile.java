package dev.vitrine.ledger.tiles;

import dev.vitrine.proofs.merkle.MerkleHash;
import java.util.Arrays;

/**
 * The content of a tile: 1 to 256 hashes of 32 bytes, one after the other. Immutable.
 *
 * <p>That the hashes are those of any log is for the reader to verify.
 */
public final class HashTile {
  private final byte[] hashes;

  private HashTile(byte[] hashes) {
    this.hashes = hashes;
  }

  /**
   * A tile of these bytes, which are copied.
   *
   * @throws MalformedTileException unless they are 1 to 256 whole hashes
   */
  public static HashTile of(byte[] bytes) {
    if (bytes.length == 0
        || bytes.length % MerkleHash.LENGTH != 0
        || bytes.length > TileId.WIDTH * MerkleHash.LENGTH) {
      throw new MalformedTileException("a hash tile of " + bytes.length + " bytes");
    }
    return new HashTile(bytes.clone());
  }

  /** How many hashes it holds. */
  public int width() {
    return hashes.length / MerkleHash.LENGTH;
  }

  /** The tile's bytes, as served. */
  public byte[] bytes() {
    return hashes.clone();
  }

  /** Hash number {@code i}. */
  public byte[] hash(int i) {
    return Arrays.copyOfRange(hashes, i * MerkleHash.LENGTH, (i + 1) * MerkleHash.LENGTH);
  }

  /**
   * The root of the complete subtree over the hashes {@code i·2^height} to {@code (i+1)·2^height}
   * (exclusive) of this tile.
   *
   * @throws IndexOutOfBoundsException if the tile is too narrow for that
   */
  public byte[] subtree(int height, int i) {
    int count = 1 << height;
    int first = i << height;
    if (height < 0 || height > TileId.HEIGHT || i < 0 || first + count > width()) {
      throw new IndexOutOfBoundsException(
          "subtree " + i + " of height " + height + " in a tile of width " + width());
    }
    byte[][] level = new byte[count][];
    for (int k = 0; k < count; k++) {
      level[k] = hash(first + k);
    }
    for (int n = count; n > 1; n /= 2) {
      for (int k = 0; k < n / 2; k++) {
        level[k] = MerkleHash.node(level[2 * k], level[2 * k + 1]);
      }
    }
    return level[0];
  }

  /** The same place as it was when narrower. */
  public HashTile prefix(int width) {
    if (width < 1 || width > width()) {
      throw new IndexOutOfBoundsException("width " + width + " of " + width());
    }
    return new HashTile(Arrays.copyOf(hashes, width * MerkleHash.LENGTH));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HashTile that && Arrays.equals(hashes, that.hashes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hashes);
  }

  @Override
  public String toString() {
    return "HashTile[width=" + width() + "]";
  }
}
