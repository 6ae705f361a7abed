package dev.vitrine.gateway.anchoring;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.audit.Publisher;
import dev.vitrine.gateway.ledgers.ConfiguredLedger;
import dev.vitrine.gateway.store.LedgerClaims;
import dev.vitrine.gateway.store.PgOutbox;
import dev.vitrine.ledger.anchor.Anchor;
import dev.vitrine.ledger.anchor.AnchorListener;
import dev.vitrine.ledger.anchor.Anchorer;
import dev.vitrine.ledger.anchor.Anchoring;
import dev.vitrine.ledger.anchor.Cadence;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The external ledgers of the settings, each used by a thread of its own, so that one that hangs
 * holds up no other, nor the log.
 */
@Startup
@Singleton
public class Ledgers {
  private static final Duration LONGEST_POLL = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final List<LedgerRun> runs = new ArrayList<>();
  private final List<ScheduledExecutorService> threads = new ArrayList<>();
  private final BroadcastProcessor<Anchoring> changes = BroadcastProcessor.create();
  private final List<Duration> polls = new ArrayList<>();

  Ledgers(
      VitrineConfig config,
      AnchorFactory anchors,
      PgOutbox outbox,
      LedgerClaims claims,
      Publisher publisher,
      Clock clock,
      SecureRandom random,
      MeterRegistry metrics) {
    UUID self = UUID.randomUUID();
    AnchorListener events =
        new AnchorListener() {
          @Override
          public void moved(Anchoring row) {
            changes.onNext(row);
          }
        };
    for (ConfiguredLedger ledger : ConfiguredLedger.of(config)) {
      Anchor anchor = anchors.make(ledger);
      Cadence cadence = cadence(ledger.every());
      runs.add(
          new LedgerRun(
              ledger,
              listener ->
                  new Anchorer(
                      anchor,
                      outbox,
                      () -> publisher.view().latest(),
                      cadence,
                      clock,
                      random,
                      listener),
              anchors.keeper(ledger).map(keeper -> new RenewalRun(ledger, keeper, metrics)),
              claims,
              self,
              events,
              metrics));
      polls.add(cadence.poll());
    }
  }

  @PostConstruct
  void start() {
    for (int i = 0; i < runs.size(); i++) {
      LedgerRun run = runs.get(i);
      ScheduledExecutorService thread =
          Executors.newSingleThreadScheduledExecutor(
              work -> {
                Thread made = new Thread(work, "anchor-" + run.status().name());
                made.setDaemon(true);
                return made;
              });
      threads.add(thread);
      ScheduledFuture<?> unused =
          thread.scheduleWithFixedDelay(run, 0, polls.get(i).toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @PreDestroy
  void stop() {
    runs.forEach(LedgerRun::giveBack);
    threads.forEach(ScheduledExecutorService::shutdownNow);
  }

  /** Where each ledger stands, by name. Does not block. */
  public List<LedgerStatus> status() {
    return runs.stream().map(LedgerRun::status).toList();
  }

  /** How many entries are in one ledger at least for good. Does not block. */
  public long anchoredSize() {
    return runs.stream().mapToLong(run -> run.status().lag().anchored()).max().orElse(0);
  }

  /** Every row that this gateway moves from now on; a slow subscriber misses some. */
  public Multi<Anchoring> changes() {
    return changes.onOverflow().dropPreviousItems();
  }

  private static Cadence cadence(Duration every) {
    Duration poll = every.compareTo(LONGEST_POLL) < 0 ? every : LONGEST_POLL;
    return new Cadence(every, poll, poll, LONGEST_PAUSE);
  }
}
