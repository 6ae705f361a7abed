package dev.vitrine.ledger.tiles;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a tile or bundle under a log's prefix, such as {@code tile/0/x001/234.p/5} or
 * {@code tile/entries/000} (C2SP tlog-tiles). One spelling only per resource.
 *
 * @param kind hashes or entries
 * @param id where in the tree; an entry bundle has the place of its level 0 tile
 * @param width 1 to 256 hashes or entries; 256 is the full resource
 */
public record TilePath(Kind kind, TileId id, int width) {
  /** What the resource holds. */
  public enum Kind {
    /** Merkle tree hashes. */
    HASHES,
    /** The entries themselves. */
    ENTRIES
  }

  // up to 18 digits, more than any index has
  private static final Pattern PATH =
      Pattern.compile(
          "tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x\\d{3}/){0,5}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

  /** Checks the ranges. */
  public TilePath {
    if (width < 1 || width > TileId.WIDTH || (kind == Kind.ENTRIES && id.level() != 0)) {
      throw new IllegalArgumentException(kind + " " + id + " width " + width);
    }
  }

  /** The hash tile at {@code id} in a tree of {@code size}, which must have it. */
  public static TilePath hashes(TileId id, long size) {
    return new TilePath(Kind.HASHES, id, id.widthAt(size));
  }

  /** The entry bundle number {@code index} in a tree of {@code size}, which must have it. */
  public static TilePath entries(long index, long size) {
    TileId id = new TileId(0, index);
    return new TilePath(Kind.ENTRIES, id, id.widthAt(size));
  }

  /** The same place, full. */
  public TilePath full() {
    return new TilePath(kind, id, TileId.WIDTH);
  }

  /** Whether fewer than 256. */
  public boolean partial() {
    return width < TileId.WIDTH;
  }

  /**
   * Reads a path without a leading slash.
   *
   * @throws MalformedTileException if it is not one, or not the one spelling
   */
  public static TilePath parse(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      throw new MalformedTileException("not a tile path");
    }
    String first = matcher.group(1);
    boolean entries = "entries".equals(first);
    int level = entries ? 0 : Integer.parseInt(first);
    long index = Long.parseLong(matcher.group(2).replace("x", "").replace("/", ""));
    String partial = matcher.group(3);
    int width = partial == null ? TileId.WIDTH : Integer.parseInt(partial);
    if (partial != null && width >= TileId.WIDTH) {
      throw new MalformedTileException("a partial tile has at most 255");
    }
    if (level > TileId.MAX_LEVEL) {
      throw new MalformedTileException("no tree reaches level " + level);
    }
    TilePath parsed;
    try {
      parsed = new TilePath(entries ? Kind.ENTRIES : Kind.HASHES, new TileId(level, index), width);
    } catch (IllegalArgumentException e) {
      throw new MalformedTileException("no tree has tile " + index + " at level " + level);
    }
    if (!parsed.toString().equals(path)) {
      throw new MalformedTileException("the index has leading zeroes");
    }
    return parsed;
  }

  /** The path, without a leading slash. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("%03d".formatted(id.index() % 1000));
    for (long rest = id.index() / 1000; rest > 0; rest /= 1000) {
      out.insert(0, "x%03d/".formatted(rest % 1000));
    }
    out.insert(0, kind == Kind.ENTRIES ? "tile/entries/" : "tile/" + id.level() + "/");
    return partial() ? out.append(".p/").append(width).toString() : out.toString();
  }
}
