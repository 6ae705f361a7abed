package dev.vitrine.ledger.log;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.tiles.EntryBundle;
import dev.vitrine.ledger.tiles.HashTile;
import dev.vitrine.ledger.tiles.TileId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A log in this process's memory: for tests, benchmarks and trying out. Its "durable" lasts as long
 * as the object. Safe between threads.
 */
public final class InMemoryLogStorage implements LogStorage {
  private final List<byte[]> entries = new ArrayList<>();
  private final Map<TileId, HashTile> tiles = new HashMap<>();
  private Optional<SignedCheckpoint> signed = Optional.empty();
  private Optional<SignedCheckpoint> published = Optional.empty();

  /** An empty log. */
  public InMemoryLogStorage() {}

  @Override
  public synchronized long append(List<byte[]> added) {
    for (byte[] entry : added) {
      if (entry.length > EntryBundle.MAX_ENTRY) {
        throw new LogStorageException("an entry of " + entry.length + " bytes");
      }
    }
    long first = entries.size();
    added.forEach(entry -> entries.add(entry.clone()));
    return first;
  }

  @Override
  public synchronized LogState load() {
    return new LogState(entries.size(), signed, published);
  }

  @Override
  public synchronized List<LogEntry> readEntries(long from, long to) {
    List<LogEntry> read = new ArrayList<>();
    for (long index = from; index < Math.min(to, entries.size()); index++) {
      read.add(new LogEntry(index, entries.get(Math.toIntExact(index)).clone()));
    }
    return read;
  }

  @Override
  public synchronized Map<TileId, HashTile> readTiles(Collection<TileId> ids) {
    return read(tiles, ids);
  }

  @Override
  public synchronized void sign(Publication publication) {
    load().requireSignable(publication);
    Map<TileId, HashTile> staged = publication.tiles();
    SignedCheckpoint sealed =
        publication.seal(
            new LogReader() {
              @Override
              public List<LogEntry> readEntries(long from, long to) {
                return InMemoryLogStorage.this.readEntries(from, to);
              }

              @Override
              public Map<TileId, HashTile> readTiles(Collection<TileId> ids) {
                Map<TileId, HashTile> seen = read(tiles, ids);
                seen.putAll(read(staged, ids));
                return seen;
              }
            });
    tiles.putAll(staged);
    signed = Optional.of(sealed);
    if (publication.publishesAtOnce()) {
      published = signed;
    }
  }

  @Override
  public synchronized void publish(Optional<SignedCheckpoint> previous, SignedCheckpoint cosigned) {
    load().requirePublishable(previous, cosigned);
    published = Optional.of(cosigned);
  }

  private static Map<TileId, HashTile> read(Map<TileId, HashTile> from, Collection<TileId> ids) {
    Map<TileId, HashTile> read = new HashMap<>();
    for (TileId id : ids) {
      HashTile tile = from.get(id);
      if (tile != null) {
        read.put(id, tile);
      }
    }
    return read;
  }
}
