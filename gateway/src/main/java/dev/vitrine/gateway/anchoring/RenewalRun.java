package dev.vitrine.gateway.anchoring;

import dev.vitrine.gateway.ledgers.ConfiguredLedger;
import dev.vitrine.ledger.anchor.tsa.EvidenceKeeper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;

/** Keeps one time-stamper's evidence good, a part at a time, and says what can't be kept so. */
final class RenewalRun {
  private final String name;
  private final EvidenceKeeper keeper;
  private final Counter renewed;
  private volatile int failed;
  private volatile int waiting;

  RenewalRun(ConfiguredLedger ledger, EvidenceKeeper keeper, MeterRegistry metrics) {
    this.name = ledger.name();
    this.keeper = keeper;
    Tags tags = Tags.of("ledger", name, "kind", ledger.pin().kind());
    this.renewed = Counter.builder("vitrine.anchor.renewed").tags(tags).register(metrics);
    Gauge.builder("vitrine.anchor.renewal.failed", this, run -> run.failed)
        .tags(tags)
        .register(metrics);
    Gauge.builder("vitrine.anchor.renewal.waiting", this, run -> run.waiting)
        .tags(tags)
        .register(metrics);
  }

  /** Takes the next part, if it is time. */
  void step() {
    keeper.step().ifPresent(this::tell);
  }

  /** How many anchors the last pass could not renew, though due. */
  int failed() {
    return failed;
  }

  private void tell(EvidenceKeeper.Pass pass) {
    renewed.increment(pass.renewed());
    failed = pass.failed();
    waiting = pass.waiting();
    if (pass.renewed() > 0) {
      Log.info("The evidence of " + pass.renewed() + " anchors in " + name + " is renewed");
    }
    if (pass.waiting() > 0) {
      Log.warn(
          pass.waiting()
              + " anchors in "
              + name
              + " expire within renew-before, and the authority's own certificate lives no longer:"
              + " they wait until it has a new one");
    }
    if (pass.failed() > 0) {
      Log.error(
          "RENEWAL FAILED for the evidence of "
              + pass.failed()
              + " anchors in "
              + name
              + ": "
              + String.join("; ", pass.problems()));
    }
  }
}
