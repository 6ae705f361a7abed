package dev.vitrine.ledger.log;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.tiles.HashTile;
import dev.vitrine.ledger.tiles.TileId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A real storage behind somebody who changes what is read from it, as a failing disk or an intruder
 * would; and which counts what is read.
 */
public final class TamperedStorage implements LogStorage {
  private final LogStorage real;
  private UnaryOperator<List<LogEntry>> entries = UnaryOperator.identity();
  private final Map<TileId, UnaryOperator<HashTile>> tiles = new HashMap<>();
  private final Set<TileId> lost = new HashSet<>();
  private UnaryOperator<LogState> state = UnaryOperator.identity();
  private boolean whileSealingOnly;
  private boolean sealing;
  private int tilesRead;
  private int entriesRead;

  /** Over this one, changing nothing yet. */
  public TamperedStorage(LogStorage real) {
    this.real = real;
  }

  /** Changes the entries that are read. */
  public TamperedStorage entries(UnaryOperator<List<LogEntry>> change) {
    entries = change;
    return this;
  }

  /** Changes a tile when it is read. */
  public TamperedStorage tile(TileId id, UnaryOperator<HashTile> change) {
    tiles.put(id, change);
    return this;
  }

  /** Flips a bit of a tile when it is read. */
  public TamperedStorage flip(TileId id, int byteAt) {
    return tile(
        id,
        tile -> {
          byte[] bytes = tile.bytes();
          bytes[byteAt] ^= 1;
          return HashTile.of(bytes);
        });
  }

  /** Makes a tile vanish. */
  public TamperedStorage lose(TileId id) {
    lost.add(id);
    return this;
  }

  /** Changes the state that is loaded. */
  public TamperedStorage state(UnaryOperator<LogState> change) {
    state = change;
    return this;
  }

  /** Changes entries and tiles only inside a publication, after they were written. */
  public TamperedStorage onlyWhileSealing() {
    whileSealingOnly = true;
    return this;
  }

  /** How many tiles were read since the last call. */
  public int tilesRead() {
    int read = tilesRead;
    tilesRead = 0;
    return read;
  }

  /** How many entries were read since the last call. */
  public int entriesRead() {
    int read = entriesRead;
    entriesRead = 0;
    return read;
  }

  @Override
  public long append(List<byte[]> added) {
    return real.append(added);
  }

  @Override
  public LogState load() {
    return state.apply(real.load());
  }

  @Override
  public List<LogEntry> readEntries(long from, long to) {
    return tamper(real.readEntries(from, to));
  }

  @Override
  public Map<TileId, HashTile> readTiles(Collection<TileId> ids) {
    return tamper(real.readTiles(ids));
  }

  @Override
  public void publish(Optional<SignedCheckpoint> previous, SignedCheckpoint cosigned) {
    real.publish(previous, cosigned);
  }

  @Override
  public void sign(Publication publication) {
    real.sign(
        new Publication() {
          @Override
          public Optional<SignedCheckpoint> previous() {
            return publication.previous();
          }

          @Override
          public Map<TileId, HashTile> tiles() {
            return publication.tiles();
          }

          @Override
          public boolean publishesAtOnce() {
            return publication.publishesAtOnce();
          }

          @Override
          public SignedCheckpoint seal(LogReader stored) {
            sealing = true;
            try {
              return publication.seal(
                  new LogReader() {
                    @Override
                    public List<LogEntry> readEntries(long from, long to) {
                      return tamper(stored.readEntries(from, to));
                    }

                    @Override
                    public Map<TileId, HashTile> readTiles(Collection<TileId> ids) {
                      return tamper(stored.readTiles(ids));
                    }
                  });
            } finally {
              sealing = false;
            }
          }
        });
  }

  private List<LogEntry> tamper(List<LogEntry> read) {
    entriesRead += read.size();
    return sealing || !whileSealingOnly ? entries.apply(read) : read;
  }

  private Map<TileId, HashTile> tamper(Map<TileId, HashTile> read) {
    tilesRead += read.size();
    if (whileSealingOnly && !sealing) {
      return read;
    }
    Map<TileId, HashTile> changed = new HashMap<>(read);
    tiles.forEach((id, change) -> changed.computeIfPresent(id, (same, tile) -> change.apply(tile)));
    changed.keySet().removeAll(lost);
    return changed;
  }
}
