package dev.vitrine.gateway.audit;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.store.PgLogStorage;
import dev.vitrine.ledger.checkpoint.LogSigner;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.Cosigner;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.ledger.log.LogView;
import dev.vitrine.ledger.log.Progress;
import dev.vitrine.proofs.encoding.CborWriter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Moves the log: every interval, if it has grown, a checkpoint over all of it. A failure is logged
 * and tried again; intake goes on meanwhile and the lag shows in {@code vitrine.log.lag}.
 */
@Startup
@Singleton
public class Publisher {
  private static final int GENESIS = 0;

  private final PgLogStorage storage;
  private final Keys keys;
  private final Clock clock;
  private final Duration interval;
  private final Log log;
  private final BroadcastProcessor<SignedCheckpoint> published = BroadcastProcessor.create();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "log-publisher");
            made.setDaemon(true);
            return made;
          });
  private volatile long size;
  private volatile long sequenced;

  Publisher(
      VitrineConfig config,
      PgLogStorage storage,
      Keys keys,
      Cosigner cosigner,
      Clock clock,
      MeterRegistry metrics) {
    this.storage = storage;
    this.keys = keys;
    this.clock = clock;
    this.interval = config.log().checkpointInterval();
    this.log = new Log(storage, LogSigner.of(keys.log()), cosigner);
    Gauge.builder("vitrine.log.size", this, self -> self.size).register(metrics);
    Gauge.builder("vitrine.log.lag", this, self -> self.sequenced - self.size).register(metrics);
  }

  @PostConstruct
  void start() {
    if (storage.load().sequenced() == 0) {
      storage.append(List.of(genesis()));
    }
    size = log.latest().map(latest -> latest.checkpoint().size()).orElse(0L);
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(this::step, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }

  /** The reading side. Its calls block. */
  public LogView view() {
    return log.view();
  }

  /** How many entries the newest published checkpoint covers. */
  public long size() {
    return size;
  }

  /** Every checkpoint from now on; a subscriber that does not keep up misses some. */
  public Multi<SignedCheckpoint> checkpoints() {
    return published.onOverflow().dropPreviousItems();
  }

  /**
   * Waits until the entry at {@code index} is covered by a checkpoint; makes one if need be.
   *
   * @throws GatewayException.Unavailable if that takes longer than {@code patience}
   */
  public void awaitPublished(long index, Duration patience) {
    if (index < size) {
      return;
    }
    try {
      thread.submit(this::step).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new GatewayException.Unavailable("The log does not move; try again.", e);
    }
    if (index >= size) {
      throw new GatewayException.Unavailable(
          "No checkpoint covers the record yet; try again.", null);
    }
  }

  private void step() {
    try {
      sequenced = storage.load().sequenced();
      Progress made = log.integrateAndPublish();
      sequenced = made.state().sequenced();
      size = made.state().publishedSize();
      made.newlyPublished().ifPresent(published::onNext);
      if (made.outcome() == Progress.Outcome.WITHOUT_QUORUM) {
        io.quarkus.logging.Log.warn("no checkpoint was published: " + made.reason());
      }
    } catch (RuntimeException e) {
      // whatever it is: one that escaped would end the schedule for good
      io.quarkus.logging.Log.error("no checkpoint could be made", e);
    }
  }

  /** Entry 0: the log's name, the gateway's public key and the time of its birth. */
  private byte[] genesis() {
    return new CborWriter()
        .array(4)
        .integer(GENESIS)
        .text(keys.log().name())
        .bytes(keys.gateway().publicKey().encoded())
        .integer(clock.millis())
        .toBytes();
  }
}
