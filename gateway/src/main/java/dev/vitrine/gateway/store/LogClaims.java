package dev.vitrine.gateway.store;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.gateway.embedded.StartupException;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.keys.Keys;
import io.quarkus.logging.Log;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * What this process claims of the logs in its database. A log that another process writes, and that
 * shows signs of life, is not taken from it; one whose writer is gone is taken over.
 */
@Singleton
public class LogClaims {
  /** What senders are told when their log was taken over. */
  static final String FENCED =
      "This gateway does not write its log any more: another one has taken over. Nothing was"
          + " taken; send it to that one.";

  /** Signs of life within one lease. */
  private static final int BEATS = 4;

  private final LogTable table;
  private final Database database;
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
  private volatile Optional<LogClaim> main = Optional.empty();

  LogClaims(
      VitrineConfig config, Database database, LogTable table, Keys keys, SecureRandom random) {
    this.config = config;
    this.database = database;
    this.table = table;
    this.keys = keys;
    this.random = random;
  }

  @PostConstruct
  void start() {
    try {
      table.ensureMain(keys.log().name());
      String writer = writer();
      main = Optional.of(claimMain(writer));
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
      main.filter(claim -> !claim.lost()).ifPresent(table::release);
    } catch (GatewayException e) {
      // the next writer waits for the lease to end
      Log.debug("a log could not be let go", e);
    }
  }

  /** The storage of log 0; who has no claim to it can only read. */
  @Produces
  @Singleton
  PgLogStorage mainLog() {
    return new PgLogStorage(database, table, LogId.MAIN, () -> main);
  }

  /** This process's claim to log 0, if it has one; it may be lost. */
  public Optional<LogClaim> main() {
    return main;
  }

  /**
   * The claim to the log that batches go into.
   *
   * @throws GatewayException.Unavailable if it is lost
   */
  public LogClaim forBatches() {
    return main.filter(claim -> !claim.lost())
        .orElseThrow(() -> new GatewayException.Unavailable(FENCED, null));
  }

  /** Whether another process has taken over a log that this one wrote. */
  public boolean fenced() {
    return main.filter(LogClaim::lost).isPresent();
  }

  private LogClaim claimMain(String writer) throws StartupException {
    Duration lease = config.log().lease();
    long end = System.nanoTime() + lease.toNanos();
    while (true) {
      Optional<LogClaim> claim = table.claim(LogId.MAIN, writer, lease);
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
      pause(lease.dividedBy(BEATS));
    }
  }

  private void beat() {
    try {
      main.filter(claim -> !claim.lost()).ifPresent(table::renew);
    } catch (FencedException e) {
      // said where it was found; health says so too
      Log.debug("fenced out", e);
    } catch (RuntimeException e) {
      // one that escaped would end the schedule for good
      Log.warn("no sign of life could be given; others may take over the log", e);
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
