package dev.vitrine.ledger.audit;

import dev.vitrine.ledger.log.LogEntry;
import dev.vitrine.ledger.log.LogReader;
import dev.vitrine.ledger.tiles.EntryBundle;
import dev.vitrine.ledger.tiles.HashTile;
import dev.vitrine.ledger.tiles.TileId;
import dev.vitrine.ledger.tiles.TilePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A log as C2SP tlog-tiles resources, from a folder, over HTTP or anywhere, at the size of one
 * checkpoint. A partial resource that is gone is looked for in the full one.
 */
public final class ResourceLogReader implements LogReader {
  private final Function<TilePath, Optional<byte[]>> fetch;
  private final long size;

  /**
   * A reader at {@code size}.
   *
   * @param fetch gives a resource's bytes, or none if it is not there; it bounds their length
   */
  public ResourceLogReader(Function<TilePath, Optional<byte[]>> fetch, long size) {
    this.fetch = fetch;
    this.size = size;
  }

  @Override
  public List<LogEntry> readEntries(long from, long to) {
    List<LogEntry> entries = new ArrayList<>();
    long at = from;
    while (at < Math.min(to, size)) {
      long bundle = at / TileId.WIDTH;
      Optional<byte[]> bytes = resource(TilePath.entries(bundle, size));
      if (bytes.isEmpty()) {
        break;
      }
      List<byte[]> decoded = EntryBundle.decode(bytes.get());
      long first = bundle * TileId.WIDTH;
      long end = Math.min(Math.min(to, size), first + decoded.size());
      if (end <= at) {
        break;
      }
      for (; at < end; at++) {
        entries.add(new LogEntry(at, decoded.get((int) (at - first))));
      }
    }
    return entries;
  }

  @Override
  public Map<TileId, HashTile> readTiles(Collection<TileId> ids) {
    Map<TileId, HashTile> tiles = new HashMap<>();
    for (TileId id : ids) {
      if (id.widthAt(size) > 0) {
        resource(TilePath.hashes(id, size)).ifPresent(bytes -> tiles.put(id, HashTile.of(bytes)));
      }
    }
    return tiles;
  }

  private Optional<byte[]> resource(TilePath path) {
    Optional<byte[]> bytes = fetch.apply(path);
    return bytes.isPresent() || !path.partial() ? bytes : fetch.apply(path.full());
  }
}
