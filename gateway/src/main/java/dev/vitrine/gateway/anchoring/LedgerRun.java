package dev.vitrine.gateway.anchoring;

import dev.vitrine.gateway.ledgers.ConfiguredLedger;
import dev.vitrine.gateway.store.LedgerClaims;
import dev.vitrine.ledger.anchor.AnchorListener;
import dev.vitrine.ledger.anchor.Anchorer;
import dev.vitrine.ledger.anchor.Anchoring;
import dev.vitrine.ledger.anchor.AnchoringState;
import dev.vitrine.ledger.anchor.Lag;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * One ledger's turn, taken again and again by its thread: claim it, bring checkpoints there, keep
 * its evidence good, raise or end the alarm. Whatever fails is logged and tried again.
 */
final class LedgerRun implements Runnable {
  /** How long after the death of a gateway another one takes over its ledgers. */
  static final Duration LEASE = Duration.ofMinutes(2);

  private final ConfiguredLedger ledger;
  private final Anchorer anchorer;
  private final Optional<RenewalRun> renewal;
  private final LedgerClaims claims;
  private final UUID self;
  private volatile boolean alarm;
  private volatile boolean used;
  private volatile boolean stopped;

  LedgerRun(
      ConfiguredLedger ledger,
      Function<AnchorListener, Anchorer> anchorer,
      Optional<RenewalRun> renewal,
      LedgerClaims claims,
      UUID self,
      AnchorListener events,
      MeterRegistry metrics) {
    this.ledger = ledger;
    this.renewal = renewal;
    this.claims = claims;
    this.self = self;
    this.anchorer = anchorer.apply(new Counting(events, metrics));
    Tags tags = tags();
    Gauge.builder("vitrine.anchor.lag.entries", this, run -> run.status().lag().entries())
        .tags(tags)
        .register(metrics);
    Gauge.builder("vitrine.anchor.lag.seconds", this, run -> run.status().lag().age().toSeconds())
        .tags(tags)
        .register(metrics);
    Gauge.builder("vitrine.anchor.alarm", this, run -> run.alarm ? 1 : 0)
        .tags(tags)
        .register(metrics);
  }

  @Override
  public void run() {
    try {
      used = claims.claim(ledger.name(), self, LEASE);
      if (used) {
        anchorer.step();
        renewal.ifPresent(RenewalRun::step);
      } else {
        anchorer.look();
      }
    } catch (RuntimeException e) {
      if (stopped) {
        Log.debug("the gateway stops", e);
        return;
      }
      // whatever it is: one that escaped would end the schedule for good
      Log.error("anchoring in " + ledger.name() + " failed and is tried again", e);
    }
    watch();
  }

  /** Lets another gateway use the ledger at once. */
  void giveBack() {
    stopped = true;
    try {
      claims.release(ledger.name(), self);
    } catch (RuntimeException e) {
      Log.debug("the claim on " + ledger.name() + " ends by itself", e);
    }
  }

  LedgerStatus status() {
    return new LedgerStatus(
        ledger.name(),
        ledger.pin().kind(),
        anchorer.lag(),
        alarm,
        used,
        renewal.map(RenewalRun::failed).orElse(0));
  }

  private void watch() {
    Lag lag = anchorer.lag();
    boolean late = lag.age().compareTo(ledger.settings().alarmAfter()) > 0;
    if (late && !alarm) {
      Log.error(
          "ALARM: "
              + lag.entries()
              + " published entries are not anchored in "
              + ledger.name()
              + ", the oldest for "
              + lag.age().toSeconds()
              + " s");
    } else if (alarm && !late) {
      Log.info("The alarm of " + ledger.name() + " is over: it is anchored again");
    }
    alarm = late;
  }

  private Tags tags() {
    return Tags.of("ledger", ledger.name(), "kind", ledger.pin().kind());
  }

  /** Counts what happens, says what fails, and passes it on. */
  private final class Counting implements AnchorListener {
    private final AnchorListener events;
    private final Counter attempts;
    private final Counter failures;
    private final Counter settled;

    Counting(AnchorListener events, MeterRegistry metrics) {
      this.events = events;
      this.attempts = counter("vitrine.anchor.attempts", metrics);
      this.failures = counter("vitrine.anchor.failures", metrics);
      this.settled = counter("vitrine.anchor.settled", metrics);
    }

    private Counter counter(String name, MeterRegistry metrics) {
      return Counter.builder(name).tags(tags()).register(metrics);
    }

    @Override
    public void moved(Anchoring row) {
      if (row.state() == AnchoringState.SUBMITTED) {
        attempts.increment();
      } else if (row.state() == AnchoringState.FINAL) {
        settled.increment();
      } else if (row.state() == AnchoringState.INTENDED && row.problem().isPresent()) {
        Log.warn(row + " again: " + row.problem().get());
      }
      events.moved(row);
    }

    @Override
    public void failed(Anchoring row, Exception cause) {
      attempts.increment();
      failures.increment();
      String what = row + ": " + row.problem().orElse("");
      if (row.state() == AnchoringState.PARKED) {
        Log.error("REFUSED and not tried again, somebody has to look: " + what, cause);
      } else if (row.attempts() == 1) {
        Log.warn(what + "; tried again with growing pauses", cause);
      } else {
        Log.debug(what, cause);
      }
      events.failed(row, cause);
    }
  }
}
