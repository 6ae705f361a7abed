package dev.vitrine.gateway.audit;

import dev.vitrine.gateway.keys.ShardKeys;
import dev.vitrine.gateway.store.LogClaim;
import dev.vitrine.gateway.store.LogId;
import dev.vitrine.gateway.store.LogRow;
import dev.vitrine.gateway.store.LogStores;
import dev.vitrine.gateway.store.ShardCheckpoints;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.CorruptLogException;
import dev.vitrine.ledger.log.LogStorage;
import dev.vitrine.ledger.log.LogTree;
import dev.vitrine.ledger.log.LogView;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts the checkpoints of shards that have grown into log 0, all of a round at once. Each must be
 * signed with its shard's key and extend the one that is there already.
 */
@Singleton
class SuperLog {
  private final LogStores stores;
  private final ShardCheckpoints checkpoints;
  private final ShardKeys keys;

  SuperLog(LogStores stores, ShardCheckpoints checkpoints, ShardKeys keys) {
    this.stores = stores;
    this.checkpoints = checkpoints;
    this.keys = keys;
  }

  /**
   * Covers what has grown. A shard that contradicts itself is left out, loudly.
   *
   * @param claim to log 0
   */
  void cover(LogClaim claim, List<LogRow> rows) {
    Map<Integer, SignedCheckpoint> grown = new TreeMap<>();
    for (LogRow row : rows) {
      if (row.log() != LogId.MAIN && row.signed() > row.covered()) {
        try {
          grown.put(row.log(), next(row.log()));
        } catch (CorruptLogException e) {
          io.quarkus.logging.Log.errorf(e, "log %d is not covered any more", row.log());
        }
      }
    }
    if (!grown.isEmpty()) {
      checkpoints.cover(claim, grown);
    }
  }

  private SignedCheckpoint next(int shard) {
    LogStorage storage = stores.signed(shard);
    SignedCheckpoint signed =
        new LogView(storage, keys.signer(shard).verifier())
            .latest()
            .orElseThrow(() -> new CorruptLogException("log " + shard + " has no checkpoint"));
    Optional<ShardCheckpoints.Covering> before = checkpoints.newest(shard, LogId.MAX_SIZE);
    if (before.isPresent()) {
      Checkpoint from = before.get().checkpoint().checkpoint();
      Checkpoint to = signed.checkpoint();
      if (from.size() >= to.size()
          || !new LogTree(storage)
              .consistency(from.size(), to.size())
              .verify(from.root(), to.root())) {
        throw new CorruptLogException(
            "log " + shard + " at " + to.size() + " does not extend itself at " + from.size());
      }
    }
    return signed;
  }
}
