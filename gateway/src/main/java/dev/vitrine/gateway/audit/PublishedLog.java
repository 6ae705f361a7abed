package dev.vitrine.gateway.audit;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.keys.ShardKeys;
import dev.vitrine.gateway.store.LogClaims;
import dev.vitrine.gateway.store.LogId;
import dev.vitrine.gateway.store.LogStores;
import dev.vitrine.gateway.store.LogTable;
import dev.vitrine.gateway.store.ShardCheckpoints;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.TlogProof;
import dev.vitrine.ledger.log.LogView;
import dev.vitrine.ledger.log.NotPublishedException;
import dev.vitrine.ledger.shard.ShardName;
import dev.vitrine.ledger.shard.ShardProof;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * What is published, by global index: log 0, and its shards as far as it covers them. Every proof
 * rests on a checkpoint of log 0, whichever log the entry is in. Calls block.
 */
@Singleton
public class PublishedLog {
  private final Publisher publisher;
  private final LogStores stores;
  private final LogTable table;
  private final LogClaims claims;
  private final ShardCheckpoints checkpoints;
  private final Keys keys;
  private final ShardKeys shardKeys;

  PublishedLog(
      Publisher publisher,
      LogStores stores,
      LogTable table,
      LogClaims claims,
      ShardCheckpoints checkpoints,
      Keys keys,
      ShardKeys shardKeys) {
    this.publisher = publisher;
    this.stores = stores;
    this.table = table;
    this.claims = claims;
    this.checkpoints = checkpoints;
    this.keys = keys;
    this.shardKeys = shardKeys;
  }

  /** The newest published checkpoint, of log 0. */
  public Optional<SignedCheckpoint> latest() {
    return publisher.view().latest();
  }

  /** Whether the published checkpoint covers an entry. */
  public boolean covers(long global) {
    return publisher.covers(global);
  }

  /**
   * Waits until all of these are covered.
   *
   * @throws GatewayException.Unavailable if that takes longer than {@code patience}
   */
  public void await(Collection<Long> globals, Duration patience) {
    publisher.await(globals, patience);
  }

  /**
   * Which entry of log 0 brings an entry under its checkpoints first: itself, or the first
   * checkpoint of its shard that covers it; none if nothing does yet.
   */
  public OptionalLong broughtBy(long global) {
    int log = LogId.log(global);
    return log == LogId.MAIN
        ? OptionalLong.of(global)
        : checkpoints.firstOver(log, LogId.index(global));
  }

  /**
   * Which entries a tree of log 0 covers, in it and in the shards.
   *
   * @param size of the tree; nothing is asked of the database if it is 0
   */
  public LongPredicate coveredAt(long size) {
    if (size == 0) {
      return global -> false;
    }
    Map<Integer, Long> sizes = checkpoints.sizes(size);
    return global ->
        LogId.log(global) == LogId.MAIN
            ? global < size
            : LogId.index(global) < sizes.getOrDefault(LogId.log(global), 0L);
  }

  /** The name of the log that an entry is in. */
  public String origin(long global) {
    int log = LogId.log(global);
    return log == LogId.MAIN ? keys.log().name() : new ShardName(keys.log().name(), log).origin();
  }

  /** All logs, by number. */
  List<ListedLog> list() {
    return table.all(claims.lease()).stream()
        .map(
            row ->
                new ListedLog(
                    row.log(),
                    row.origin(),
                    row.frozen() ? "frozen" : "open",
                    publisher.size(row.log()),
                    verifier(row.log()).toString()))
        .toList();
  }

  private NoteVerifier verifier(int log) {
    return (log == LogId.MAIN ? keys.log() : shardKeys.signer(log)).verifier();
  }

  /**
   * The reading side of one log.
   *
   * @param log its number; of one that does not exist nothing is published
   */
  public LogView view(int log) {
    return log == LogId.MAIN ? publisher.view() : new LogView(stores.published(log), verifier(log));
  }

  /**
   * The offline-verifiable proof of an entry under the newest published checkpoint.
   *
   * @throws NotPublishedException if that does not cover it
   */
  public byte[] proof(long global) {
    return proof(
        global, latest().orElseThrow(() -> new NotPublishedException("nothing is published yet")));
  }

  /**
   * The same under a given published checkpoint of log 0.
   *
   * @throws NotPublishedException if that does not cover it
   */
  public byte[] proof(long global, SignedCheckpoint under) {
    int log = LogId.log(global);
    if (log == LogId.MAIN) {
      return placed(global, under).bytes();
    }
    ShardCheckpoints.Covering covering =
        checkpoints
            .newest(log, under.checkpoint().size())
            .orElseThrow(() -> new NotPublishedException("log " + log + " is not covered yet"));
    SignedCheckpoint shard = covering.checkpoint();
    return ShardProof.of(
            placed(covering.index(), under),
            view(log).inclusionProof(LogId.index(global), shard.checkpoint().size()),
            shard)
        .bytes();
  }

  private TlogProof placed(long index, SignedCheckpoint under) {
    return new TlogProof(publisher.view().inclusionProof(index, under.checkpoint().size()), under);
  }
}
