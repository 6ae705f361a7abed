package dev.vitrine.gateway.audit;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.keys.LogKeys;
import dev.vitrine.gateway.store.LogClaim;
import dev.vitrine.gateway.store.LogClaims;
import dev.vitrine.gateway.store.LogId;
import dev.vitrine.gateway.store.LogRow;
import dev.vitrine.gateway.store.LogTable;
import dev.vitrine.gateway.store.PgLogStorage;
import dev.vitrine.gateway.store.ShardCheckpoints;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.Cosigner;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.ledger.log.LogView;
import dev.vitrine.ledger.log.Progress;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Moves the logs, every interval: signs the shards that this process writes, and if it writes log
 * 0, puts the checkpoints of all shards there, has a checkpoint over all of it cosigned, and
 * publishes it. A failure is logged and tried again; intake goes on meanwhile and the lag shows in
 * {@link LogMetrics}.
 */
@Startup
@Singleton
public class Publisher {
  private static final int POLLS = 8;

  private final PgLogStorage storage;
  private final LogTable table;
  private final LogClaims claims;
  private final ShardSigning shardSigning;
  private final SuperLog superLog;
  private final ShardCheckpoints checkpoints;
  private final LogMetrics metrics;
  private final LogKeys logKeys;
  private final RegistryLog registry;
  private final TrustRoots trustRoots;
  private final Cosigner cosigner;
  private final Clock clock;
  private final Duration interval;
  private volatile Log log;
  private final BroadcastProcessor<SignedCheckpoint> published = BroadcastProcessor.create();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "log-publisher");
            made.setDaemon(true);
            return made;
          });

  /** How much of each log is published; log 0's is first to be read, for it covers the others. */
  private volatile Map<Integer, Long> sizes = Map.of();

  private volatile long size;
  private Optional<SignedCheckpoint> told = Optional.empty();

  Publisher(
      VitrineConfig config,
      PgLogStorage storage,
      LogTable table,
      LogClaims claims,
      ShardSigning shardSigning,
      SuperLog superLog,
      ShardCheckpoints checkpoints,
      LogMetrics metrics,
      Cosigner cosigner,
      LogKeys logKeys,
      RegistryLog registry,
      TrustRoots trustRoots,
      Clock clock) {
    this.storage = storage;
    this.table = table;
    this.claims = claims;
    this.shardSigning = shardSigning;
    this.superLog = superLog;
    this.checkpoints = checkpoints;
    this.metrics = metrics;
    this.logKeys = logKeys;
    this.registry = registry;
    this.trustRoots = trustRoots;
    this.cosigner = cosigner;
    this.clock = clock;
    this.interval = config.log().checkpointInterval();
    this.log = log(clock.millis());
  }

  @PostConstruct
  void start() {
    told = log.latest();
    refresh();
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(this::step, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }

  /** The reading side of log 0. Its calls block. */
  public LogView view() {
    return log.view();
  }

  /** How many entries of log 0 the newest published checkpoint covers. */
  public long size() {
    return size;
  }

  /** Whether the newest published checkpoint covers an entry, in log 0 or in a shard. */
  boolean covers(long global) {
    return LogId.index(global) < size(LogId.log(global));
  }

  /** How many entries of a log the newest published checkpoint covers. */
  long size(int log) {
    return sizes.getOrDefault(log, 0L);
  }

  /** Every checkpoint from now on; a subscriber that does not keep up misses some. */
  public Multi<SignedCheckpoint> checkpoints() {
    return published.onOverflow().dropPreviousItems();
  }

  /**
   * Waits until an entry of log 0 is published; makes a checkpoint if need be and if it can.
   *
   * @throws GatewayException.Unavailable if that takes longer than {@code patience}
   */
  public void awaitPublished(long index, Duration patience) {
    await(List.of(index), patience);
  }

  /**
   * Waits until entries are covered by a checkpoint; makes one if need be and if it can.
   *
   * @throws GatewayException.Unavailable if that takes longer than {@code patience}
   */
  void await(Collection<Long> globals, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!globals.stream().allMatch(this::covers)) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new GatewayException.Unavailable(
            "No checkpoint covers the record yet; try again.", null);
      }
      try {
        thread.submit(this::step).get(left, TimeUnit.NANOSECONDS);
        if (!globals.stream().allMatch(this::covers)) {
          // it is another process's to sign or to publish, or the quorum is not reached
          Thread.sleep(Math.max(1, interval.toMillis() / POLLS));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new GatewayException.Unavailable("The gateway is being stopped.", e);
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        throw new GatewayException.Unavailable("The log does not move; try again.", e);
      }
    }
  }

  private void step() {
    try {
      List<LogRow> rows = table.active(claims.lease());
      shardSigning.step(rows);
      Optional<LogClaim> main = claims.main().filter(claim -> !claim.lost());
      if (main.isPresent()) {
        publish(main.get());
      }
    } catch (RuntimeException e) {
      // whatever it is: one that escaped would end the schedule for good
      io.quarkus.logging.Log.error("no checkpoint could be made", e);
    }
    try {
      refresh();
    } catch (RuntimeException e) {
      io.quarkus.logging.Log.error("it can't be seen what is published", e);
    }
  }

  private void publish(LogClaim main) {
    long now = clock.millis();
    if (registry.say(now)) {
      // the end of a log key's window is in the log: from here on it signs no more
      log = log(now);
      trustRoots.write();
    }
    superLog.cover(main, table.active(claims.lease()));
    Progress made = log.integrateAndPublish();
    if (made.outcome() == Progress.Outcome.WITHOUT_QUORUM) {
      io.quarkus.logging.Log.warn("no checkpoint was published: " + made.reason());
    }
  }

  /** Looks at what is published, by whomever. */
  private void refresh() {
    Optional<SignedCheckpoint> latest = log.latest();
    long now = latest.map(signed -> signed.checkpoint().size()).orElse(0L);
    Map<Integer, Long> covered = checkpoints.sizes(now);
    covered.put(LogId.MAIN, now);
    sizes = Map.copyOf(covered);
    size = now;
    if (!latest.equals(told)) {
      told = latest;
      latest.ifPresent(published::onNext);
    }
    metrics.update(table.active(claims.lease()), sizes);
  }

  private Log log(long nowMillis) {
    return new Log(storage, logKeys.signer(nowMillis).after(logKeys.known()), cosigner);
  }
}
