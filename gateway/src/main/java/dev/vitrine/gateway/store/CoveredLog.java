package dev.vitrine.gateway.store;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.LogEntry;
import dev.vitrine.ledger.log.LogState;
import dev.vitrine.ledger.log.LogStorage;
import dev.vitrine.ledger.log.LogStorageException;
import dev.vitrine.ledger.log.Publication;
import dev.vitrine.ledger.tiles.HashTile;
import dev.vitrine.ledger.tiles.TileId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A shard as readers see it: published is what a published checkpoint of log 0 covers, though more
 * may be signed. Can't be written.
 */
final class CoveredLog implements LogStorage {
  private final LogStorage shard;
  private final Supplier<Optional<SignedCheckpoint>> covered;

  CoveredLog(LogStorage shard, Supplier<Optional<SignedCheckpoint>> covered) {
    this.shard = shard;
    this.covered = covered;
  }

  @Override
  public LogState load() {
    LogState state = shard.load();
    return new LogState(state.sequenced(), state.signed(), covered.get());
  }

  @Override
  public List<LogEntry> readEntries(long from, long to) {
    return shard.readEntries(from, to);
  }

  @Override
  public Map<TileId, HashTile> readTiles(Collection<TileId> ids) {
    return shard.readTiles(ids);
  }

  @Override
  public long append(List<byte[]> entries) {
    throw readOnly();
  }

  @Override
  public void sign(Publication publication) {
    throw readOnly();
  }

  @Override
  public void publish(Optional<SignedCheckpoint> previous, SignedCheckpoint cosigned) {
    throw readOnly();
  }

  private static LogStorageException readOnly() {
    return new LogStorageException("a shard can't be written through what readers see of it");
  }
}
