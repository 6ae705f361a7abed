package dev.vitrine.ledger.log;

import dev.vitrine.ledger.tiles.HashTile;
import dev.vitrine.ledger.tiles.TileId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A log's entries and tiles, from a database, a folder or over HTTP. Nothing it gives is believed:
 * callers check it against a signed root.
 */
public interface LogReader {
  /**
   * The entries {@code from} (inclusive) to {@code to} (exclusive), in order. At most 256 are asked
   * for at once. Fewer come back if some are missing; the caller notices.
   *
   * @throws LogStorageException if they can't be read now
   */
  List<LogEntry> readEntries(long from, long to);

  /**
   * These tiles at their present widths; absent ones are left out.
   *
   * @throws LogStorageException if they can't be read now
   */
  Map<TileId, HashTile> readTiles(Collection<TileId> ids);
}
