package dev.vitrine.gateway.subscription;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.epcis.StandingQueries;
import dev.vitrine.gateway.store.SubscriptionStore;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Looks for subscriptions that are due and runs them, a few at a time. A clock wakes one worker;
 * each that finds something wakes another, as long as there are any left.
 */
@Startup
@Singleton
class Deliveries {
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
  private static final int STOP_SECONDS = 5;

  private final SubscriptionStore store;
  private final StandingQueries queries;
  private final DeliveryRun run;
  private final Clock clock;
  private final VitrineConfig.Subscriptions config;
  private final Semaphore free;
  private volatile boolean stopped;
  private volatile boolean failing;
  // none of them has a thread before it has work
  private volatile ScheduledExecutorService alarm = alarm();
  private volatile ExecutorService workers = alarm;

  Deliveries(
      SubscriptionStore store,
      StandingQueries queries,
      DeliveryRun run,
      Clock clock,
      VitrineConfig config) {
    this.store = store;
    this.queries = queries;
    this.run = run;
    this.clock = clock;
    this.config = config.subscriptions();
    if (this.config.timeout().compareTo(LONGEST_TIMEOUT) > 0
        || this.config.concurrent() < 1
        || this.config.maxEvents() < 1) {
      throw new IllegalStateException(
          "vitrine.subscriptions: timeout is a minute at most, concurrent and max-events are 1 at"
              + " least.");
    }
    this.free = new Semaphore(this.config.concurrent());
  }

  @PostConstruct
  void start() {
    stopped = false;
    alarm = alarm();
    workers =
        Executors.newFixedThreadPool(config.concurrent(), work -> thread("subscription", work));
    long poll = Math.max(1, config.poll().toMillis());
    ScheduledFuture<?> unused =
        alarm.scheduleWithFixedDelay(this::wake, poll, poll, TimeUnit.MILLISECONDS);
  }

  /** Before the database goes. */
  void stop(@Observes ShutdownEvent event) {
    stop();
  }

  void stop() {
    stopped = true;
    alarm.shutdownNow();
    workers.shutdown();
    try {
      // what is under way is delivered once more if it can't end now
      if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void wake() {
    if (!stopped && free.tryAcquire()) {
      workers.execute(this::work);
    }
  }

  private void work() {
    try {
      while (!stopped && runOne()) {
        wake();
      }
      failing = false;
    } catch (RuntimeException e) {
      if (stopped || failing) {
        Log.debug("subscriptions can't be looked for", e);
      } else {
        Log.warn("subscriptions can't be looked for; tried again and again", e);
        failing = true;
      }
    } finally {
      free.release();
    }
  }

  private boolean runOne() {
    UUID claim = UUID.randomUUID();
    Optional<SubscriptionStore.Subscription> due =
        store.claim(claim, clock.instant(), queries.now(), DeliveryRun.LEASE);
    due.ifPresent(one -> run.run(one, claim));
    return due.isPresent();
  }

  private static ScheduledExecutorService alarm() {
    return Executors.newSingleThreadScheduledExecutor(work -> thread("subscriptions", work));
  }

  private static Thread thread(String name, Runnable work) {
    Thread made = new Thread(work, name);
    made.setDaemon(true);
    return made;
  }
}
