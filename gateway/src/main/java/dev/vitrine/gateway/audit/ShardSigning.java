package dev.vitrine.gateway.audit;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.keys.ShardKeys;
import dev.vitrine.gateway.store.BatchLog;
import dev.vitrine.gateway.store.LogClaim;
import dev.vitrine.gateway.store.LogClaims;
import dev.vitrine.gateway.store.LogId;
import dev.vitrine.gateway.store.LogRow;
import dev.vitrine.gateway.store.LogStores;
import dev.vitrine.gateway.store.Shards;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.Log;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signs the shards that this process writes, and rolls over those whose time has come. The process
 * that writes log 0 also signs what a writer that is gone has left behind, so that nothing that was
 * acknowledged waits for it to come back. One thread's.
 */
@Singleton
class ShardSigning {
  private final LogClaims claims;
  private final LogStores stores;
  private final Shards shards;
  private final ShardKeys keys;
  private final Optional<Duration> lifetime;
  private final Map<Integer, Log> logs = new HashMap<>();
  private final Map<Integer, LogClaim> successors = new HashMap<>();

  ShardSigning(
      VitrineConfig config, LogClaims claims, LogStores stores, Shards shards, ShardKeys keys) {
    this.claims = claims;
    this.stores = stores;
    this.shards = shards;
    this.keys = keys;
    this.lifetime = config.log().shardLifetime();
  }

  /** Does what is due. A shard that fails does not keep the others back. */
  void step(List<LogRow> rows) {
    Map<Integer, LogRow> byNumber = new HashMap<>();
    rows.forEach(row -> byNumber.put(row.log(), row));
    for (BatchLog batchLog : claims.batchLogs()) {
      LogClaim claim = batchLog.claim();
      LogRow row = byNumber.get(claim.log());
      if (claim.log() != LogId.MAIN && !claim.lost() && row != null) {
        attempt(claim, () -> move(batchLog, row));
      }
    }
    if (claims.main().filter(claim -> !claim.lost()).isPresent()) {
      rows.stream().filter(ShardSigning::leftBehind).forEach(this::adopt);
    }
  }

  private void move(BatchLog batchLog, LogRow row) {
    boolean old = lifetime.filter(most -> row.age().compareTo(most) > 0).isPresent();
    if (old || row.closed()) {
      batchLog.follow(this::rollOver);
    } else if (row.sequenced() > row.signed()) {
      sign(batchLog.claim());
    }
  }

  /** Goes on where it was left if it failed half way. */
  private LogClaim rollOver(LogClaim claim) {
    LogClaim next =
        successors.computeIfAbsent(claim.log(), closing -> shards.close(claim, claims.name()));
    shards.freeze(claim, sign(claim));
    successors.remove(claim.log());
    logs.remove(claim.log());
    io.quarkus.logging.Log.infof("log %d is frozen, log %d goes on", claim.log(), next.log());
    return next;
  }

  private SignedCheckpoint sign(LogClaim claim) {
    return logs.computeIfAbsent(claim.log(), shard -> new Log(stores.of(claim), keys.signer(shard)))
        .integrateAndPublish()
        .state()
        .signed()
        .orElseThrow();
  }

  private static boolean leftBehind(LogRow row) {
    return row.log() != LogId.MAIN
        && !row.frozen()
        && !row.alive()
        && (row.sequenced() > row.signed() || row.closed());
  }

  private void adopt(LogRow orphan) {
    claims
        .adopt(orphan)
        .ifPresent(
            claim ->
                attempt(
                    claim,
                    () -> {
                      Log log = new Log(stores.of(claim), keys.signer(claim.log()));
                      SignedCheckpoint last =
                          log.integrateAndPublish().state().signed().orElseThrow();
                      if (orphan.closed()) {
                        shards.freeze(claim, last);
                      } else {
                        claims.release(claim);
                      }
                    }));
  }

  private static void attempt(LogClaim claim, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      // whatever it is: the other shards and log 0 go on
      io.quarkus.logging.Log.errorf(e, "log %d could not be signed", claim.log());
    }
  }
}
