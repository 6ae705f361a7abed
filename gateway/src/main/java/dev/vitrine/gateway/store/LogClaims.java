package dev.vitrine.gateway.store;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.gateway.embedded.StartupException;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.keys.Keys;
import io.quarkus.logging.Log;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What this process claims of the logs in its database. A log that another process writes, and that
 * shows signs of life, is not taken from it; one whose writer is gone is taken over.
 *
 * <p>Without shards it claims log 0 or does not start. With shards it claims as many as it is told
 * to write, open ones before new ones, and log 0 if it may and nobody else has it; then or later.
 */
@Singleton
public class LogClaims {
  /** What senders are told when their log was taken over. */
  static final String FENCED =
      "This gateway does not write its log any more: another one has taken over. Nothing was"
          + " taken; send it to that one.";

  /** Signs of life within one lease. */
  private static final int BEATS = 4;

  private static final int MAX_SHARDS = 64;

  private final LogTable table;
  private final Shards shards;
  private final Keys keys;
  private final SecureRandom random;
  private final VitrineConfig config;
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "log-claims");
            made.setDaemon(true);
            return made;
          });
  private String writer = "";
  private volatile Optional<LogClaim> main = Optional.empty();
  private volatile List<BatchLog> batchLogs = List.of();

  LogClaims(VitrineConfig config, LogTable table, Shards shards, Keys keys, SecureRandom random) {
    this.config = config;
    this.table = table;
    this.shards = shards;
    this.keys = keys;
    this.random = random;
  }

  @PostConstruct
  void start() {
    try {
      table.ensureMain(keys.log().name());
      writer = writer();
      claim();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    long beat = config.log().lease().toMillis() / BEATS;
    ScheduledFuture<?> unused =
        heart.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    heart.shutdownNow();
    try {
      held().forEach(table::release);
    } catch (GatewayException e) {
      // the next writer waits for the lease to end
      Log.debug("a log could not be let go", e);
    }
  }

  /** This process's claim to log 0, if it has one; it may be lost. */
  public Optional<LogClaim> main() {
    return main;
  }

  /** Where this process puts batches: one log for each thread that writes. */
  public List<BatchLog> batchLogs() {
    return batchLogs;
  }

  /** Whether batches go into shards. */
  public boolean sharded() {
    return config.log().shards() > 0;
  }

  /** The name under which this process claims logs. */
  public String name() {
    return writer;
  }

  /** How long others' signs of life count. */
  public Duration lease() {
    return config.log().lease();
  }

  /**
   * Refuses when batches can't go anywhere any more.
   *
   * @throws GatewayException.Unavailable if another process has taken over every log that this one
   *     put batches into
   */
  public void requireWritable() {
    if (batchLogs.stream().allMatch(log -> log.claim().lost())) {
      throw new GatewayException.Unavailable(FENCED, null);
    }
  }

  /** The claims that were lost: logs that another process has taken over. */
  public List<LogClaim> lost() {
    return all().filter(LogClaim::lost).toList();
  }

  /**
   * Claims a shard whose writer is gone, to finish what it has left behind; not one that this
   * process writes.
   */
  public Optional<LogClaim> adopt(LogRow orphan) {
    return all().anyMatch(claim -> claim.log() == orphan.log())
        ? Optional.empty()
        : table.claim(orphan.log(), writer, lease());
  }

  /** Lets go of an adopted shard. */
  public void release(LogClaim adopted) {
    table.release(adopted);
  }

  private Stream<LogClaim> all() {
    // log 0 is in both when there are no shards
    return Stream.concat(main.stream(), batchLogs.stream().map(BatchLog::claim)).distinct();
  }

  private List<LogClaim> held() {
    return all().filter(claim -> !claim.lost()).toList();
  }

  private void claim() throws StartupException {
    int wanted = config.log().shards();
    if (wanted < 0 || wanted > MAX_SHARDS) {
      throw new StartupException(
          "vitrine.log.shards is " + wanted + ": it must be from 0 to " + MAX_SHARDS + ".");
    }
    if (wanted == 0) {
      LogClaim claim = claimMain();
      main = Optional.of(claim);
      batchLogs = List.of(new BatchLog(claim));
      return;
    }
    List<BatchLog> logs = new ArrayList<>();
    for (LogRow row : table.active(lease())) {
      if (logs.size() < wanted && row.log() != LogId.MAIN && !row.frozen() && !row.closed()) {
        table.claim(row.log(), writer, lease()).ifPresent(claim -> logs.add(new BatchLog(claim)));
      }
    }
    while (logs.size() < wanted) {
      logs.add(new BatchLog(shards.open(writer)));
    }
    batchLogs = List.copyOf(logs);
    claimSuper();
  }

  /** Log 0 beside shards: whoever comes first, and the next one when that is gone. */
  private void claimSuper() {
    if (sharded() && config.log().superLog() && main.isEmpty()) {
      main = table.claim(LogId.MAIN, writer, lease());
      main.ifPresent(claim -> Log.infof("writes log 0 from epoch %d on", claim.epoch()));
    }
  }

  private LogClaim claimMain() throws StartupException {
    long end = System.nanoTime() + lease().toNanos();
    while (true) {
      Optional<LogClaim> claim = table.claim(LogId.MAIN, writer, lease());
      if (claim.isPresent()) {
        return claim.get();
      }
      if (System.nanoTime() > end) {
        throw new StartupException(
            "Another running gateway writes the log "
                + keys.log().name()
                + " in this database: stop that one, or let several share the work with"
                + " vitrine.log.shards.");
      }
      pause(lease().dividedBy(BEATS));
    }
  }

  private void beat() {
    for (LogClaim claim : held()) {
      try {
        table.renew(claim);
      } catch (FencedException e) {
        // said where it was found; health says so too
        Log.debug("fenced out", e);
      } catch (RuntimeException e) {
        // one that escaped would end the schedule for good
        Log.warnf(e, "no sign of life could be given; others may take over log %d", claim.log());
      }
    }
    try {
      claimSuper();
    } catch (RuntimeException e) {
      Log.warn("log 0 could not be asked for", e);
    }
  }

  /** The configured name, or one that the data folder keeps: it is locked, so no two share it. */
  private String writer() throws IOException {
    return config.log().writer().isPresent()
        ? config.log().writer().get()
        : DataFolder.open(config.data()).writer(random);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    }
  }
}
