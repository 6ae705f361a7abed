package dev.vitrine.gateway.subscription;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.epcis.StandingQueries;
import dev.vitrine.gateway.store.SubscriptionStore;
import dev.vitrine.gateway.store.SubscriptionStore.Subscription;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Runs one claimed subscription: from its cursor on, delivery by delivery, until there is nothing
 * more, one fails, or others should have their turn. The cursor moves after a 2xx and not before;
 * so after a failure, or a stop at any moment, the same events are found again from the same place,
 * as the policies show them then.
 */
@Singleton
class DeliveryRun {
  /** Longer than anything a run waits for between two renewals of its claim. */
  static final Duration LEASE = Duration.ofMinutes(2);

  private static final int MAX_DELIVERIES = 20;
  private static final int MIN_ATTEMPTS = 5;
  private static final int OWN_FAULT = 6;
  private static final int TOO_LARGE = 413;
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final SubscriptionStore store;
  private final StandingQueries queries;
  private final Destinations destinations;
  private final Webhook webhook;
  private final Clock clock;
  private final SecureRandom random;
  private final MeterRegistry metrics;
  private final VitrineConfig.Subscriptions config;
  private final BackOff backOff;

  DeliveryRun(
      SubscriptionStore store,
      StandingQueries queries,
      Destinations destinations,
      Webhook webhook,
      Clock clock,
      SecureRandom random,
      MeterRegistry metrics,
      VitrineConfig config) {
    this.store = store;
    this.queries = queries;
    this.destinations = destinations;
    this.webhook = webhook;
    this.clock = clock;
    this.random = random;
    this.metrics = metrics;
    this.config = config.subscriptions();
    this.backOff = new BackOff(this.config.retry(), LONGEST_PAUSE);
  }

  /** Runs it; whatever fails is written down or logged, and tried again. */
  void run(Subscription due, UUID claim) {
    try {
      deliver(due, claim, Terms.decode(due.terms()));
    } catch (RuntimeException e) {
      Log.warnf(e, "subscription %s could not be run and is tried again", due.id());
      // not the receiver's fault, so it counts for nothing
      store.release(due.id(), claim, clock.instant().plus(backOff.pause(OWN_FAULT, random)), null);
    }
  }

  private void deliver(Subscription due, UUID claim, Terms terms) {
    Instant began = clock.instant();
    String cursor = due.cursor();
    boolean more = true;
    for (int i = 0; more && i < MAX_DELIVERIES; i++) {
      // looked at first: no disclosure for whom nothing can reach
      Optional<InetAddress> address = destinations.address(terms.destination());
      if (address.isEmpty()) {
        fail(due, claim, i, "UNREACHABLE");
        return;
      }
      Optional<StandingQueries.Run> found =
          queries.run(
              terms.caller(),
              terms.query(),
              due.id().toString(),
              terms.epcFormat().orElse(null),
              cursor,
              due.chunk());
      // lost, deleted, or its query is: whoever has it now goes on
      if (found.isEmpty() || !store.renew(due.id(), claim, LEASE)) {
        return;
      }
      StandingQueries.Run run = found.get();
      boolean report = run.events() > 0 || (i == 0 && !run.more() && terms.reportIfEmpty());
      if (report) {
        OptionalInt status = post(terms, address.get(), run.document());
        if (status.isEmpty() || status.getAsInt() / 100 != 2) {
          String problem = status.isEmpty() ? "UNREACHABLE" : "STATUS_" + status.getAsInt();
          fail(due, claim, i, problem);
          return;
        }
      }
      if (!store.advance(due.id(), claim, run.next(), report ? clock.instant() : null)) {
        return;
      }
      cursor = run.next();
      more = run.more();
    }
    Instant now = clock.instant();
    store.release(due.id(), claim, more ? now : next(terms, now), more ? null : began);
  }

  private OptionalInt post(Terms terms, InetAddress address, byte[] document) {
    OptionalInt status =
        webhook.post(
            terms.destination(),
            address,
            document,
            terms.signatureToken().map(token -> Signature.of(token, document)));
    boolean taken = status.isPresent() && status.getAsInt() / 100 == 2;
    metrics
        .counter("vitrine.subscription.deliveries", "result", taken ? "taken" : "failed")
        .increment();
    return status;
  }

  /**
   * Writes a failure down.
   *
   * @param delivered how many deliveries this run made before; if any, failures begin anew
   */
  private void fail(Subscription due, UUID claim, int delivered, String problem) {
    Instant now = clock.instant();
    int failures = delivered > 0 ? 1 : due.attempts() + 1;
    Instant since = delivered > 0 ? now : due.failingSince().orElse(now);
    boolean suspend = failures >= MIN_ATTEMPTS && !since.plus(config.suspendAfter()).isAfter(now);
    int chunk = problem.equals("STATUS_" + TOO_LARGE) ? Math.max(1, due.chunk() / 2) : due.chunk();
    store.fail(
        due.id(), claim, now.plus(backOff.pause(failures, random)), since, problem, suspend, chunk);
    if (suspend) {
      Log.warnf(
          "subscription %s is suspended: its deliveries have failed since %s", due.id(), since);
    }
  }

  private Instant next(Terms terms, Instant now) {
    // runs that were missed in the meantime are this one
    return terms.stream()
        ? now.plus(config.poll())
        : Schedule.of(terms.schedule())
            .next(now)
            .orElseThrow(() -> new IllegalStateException("a schedule without an end has ended"));
  }
}
