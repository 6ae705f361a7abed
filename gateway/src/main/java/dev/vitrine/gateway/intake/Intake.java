package dev.vitrine.gateway.intake;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.custody.Custody;
import dev.vitrine.gateway.custody.CustodyEvent;
import dev.vitrine.gateway.custody.CustodyGroup;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.store.BatchLog;
import dev.vitrine.gateway.store.BatchWriter;
import dev.vitrine.gateway.store.CustodyRaceException;
import dev.vitrine.gateway.store.DocumentIndex;
import dev.vitrine.gateway.store.LogClaims;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.proofs.record.Submission;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes submissions and answers when they are durable.
 *
 * <p>The collector groups what waits, leaves out what is known, and seals; the writers, one for
 * each log that this process puts batches into, store one group after the other, each in one
 * transaction, and only then complete its promises. So sealing one group overlaps with storing the
 * one before. If storing fails, all of the group is refused as unavailable; should it have been
 * stored after all, sending it again finds it.
 */
@Startup
@Singleton
public class Intake {
  private static final int ENOUGH = 4096;
  private static final int MAX_RACES = 16;

  private final Duration batchDelay;
  private final Keys keys;
  private final Sealer sealer;
  private final Custody custody;
  private final BatchWriter writer;
  private final LogClaims claims;
  private final DocumentIndex documents;
  private final FhirOpinions opinions;
  private final IntakeQueue queue;
  private final BlockingQueue<Flush> sealed;
  private final Map<UUID, Ticket> underWay = new ConcurrentHashMap<>();
  private final Counter stored;
  private final Counter duplicates;
  private final Counter races;
  private final Timer sealing;
  private final Timer storing;
  private final Thread collectorThread;
  private final List<Thread> writerThreads;

  Intake(
      VitrineConfig config,
      Keys keys,
      Sealer sealer,
      Custody custody,
      BatchWriter writer,
      LogClaims claims,
      DocumentIndex documents,
      FhirOpinions opinions,
      MeterRegistry metrics) {
    this.batchDelay = config.intake().batchDelay();
    this.keys = keys;
    this.sealer = sealer;
    this.custody = custody;
    this.writer = writer;
    this.claims = claims;
    this.documents = documents;
    this.opinions = opinions;
    this.queue = new IntakeQueue(config.intake().queueRecords());
    this.stored = metrics.counter("vitrine.records.stored");
    this.duplicates = metrics.counter("vitrine.records.duplicate");
    this.races = metrics.counter("vitrine.custody.races");
    this.sealing = metrics.timer("vitrine.intake.seal");
    this.storing = metrics.timer("vitrine.intake.store");
    Gauge.builder("vitrine.intake.depth", queue, IntakeQueue::depth).register(metrics);
    this.sealed = new ArrayBlockingQueue<>(claims.batchLogs().size());
    this.writerThreads =
        claims.batchLogs().stream().map(log -> thread("intake-writer", () -> write(log))).toList();
    this.collectorThread = thread("intake-collector", this::collect);
  }

  /** Whether what is handed in may yet be refused for one of it. */
  public boolean judges() {
    return opinions.required();
  }

  /**
   * Hands in submissions of one party.
   *
   * @return completes in the order given, when all are durable; or with a {@link GatewayException}
   * @throws GatewayException.Overloaded if there is no room; nothing was taken
   * @throws GatewayException.Unavailable if another process has taken over the log; nothing was
   *     taken
   */
  public CompletableFuture<List<Accepted>> submit(String party, List<Submission> submissions) {
    claims.requireWritable();
    CompletableFuture<Void> heard = opinions.before(submissions);
    return heard == null
        ? hand(party, submissions)
        : heard.thenCompose(nothing -> hand(party, submissions));
  }

  private CompletableFuture<List<Accepted>> hand(String party, List<Submission> submissions) {
    List<Ticket> tickets = new ArrayList<>(submissions.size());
    int records = 0;
    for (Submission submission : submissions) {
      UUID key =
          keys.master()
              .documentKey(
                  party, submission.record().schema().id(), submission.record().document());
      tickets.add(new Ticket(party, submission, key));
      records += 1 + submission.parts().size();
    }
    Delivery delivery = new Delivery(tickets, records, new CompletableFuture<>());
    queue.put(delivery);
    return delivery.done();
  }

  @PreDestroy
  void stop() {
    collectorThread.interrupt();
    writerThreads.forEach(Thread::interrupt);
  }

  private void collect() throws InterruptedException {
    while (true) {
      List<Delivery> deliveries = queue.take(batchDelay, ENOUGH);
      try {
        List<Ticket> tickets = unknown(deliveries);
        Flush flush = sealing.record(() -> chained(sealer.seal(deliveries, tickets)));
        sealed.put(Objects.requireNonNull(flush));
      } catch (RuntimeException | Error e) {
        // an Error too: were it to end this thread, all senders would wait for ever
        fail(deliveries, e);
      }
    }
  }

  /** With the custody records of its events, which name those of the groups before. */
  private Flush chained(Flush flush) {
    List<CustodyEvent> events = custody.on() ? flush.events() : List.of();
    return events.isEmpty() ? flush : flush.with(custody.take(events));
  }

  /** Those tickets whose document is neither stored nor under way. */
  private List<Ticket> unknown(List<Delivery> deliveries) {
    List<Ticket> fresh = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      for (Ticket ticket : delivery.tickets()) {
        // what is under way is looked at before the database: it leaves here after it gets there
        ticket.original = underWay.putIfAbsent(ticket.documentKey, ticket);
        if (ticket.original == null) {
          fresh.add(ticket);
        }
      }
    }
    Map<UUID, DocumentIndex.Known> known =
        documents.find(fresh.stream().map(ticket -> ticket.documentKey).toList());
    List<Ticket> unknown = new ArrayList<>(fresh.size());
    for (Ticket ticket : fresh) {
      DocumentIndex.Known before = known.get(ticket.documentKey);
      if (before == null) {
        unknown.add(ticket);
      } else {
        ticket.result = new Accepted(before.ref(), before.schema(), before.root(), true);
      }
    }
    return unknown;
  }

  private void write(BatchLog log) throws InterruptedException {
    do {
      Flush flush = sealed.take();
      try {
        if (!flush.batches().isEmpty()) {
          storing.record(() -> place(flush, store(log, flush)));
        }
        flush.custody().ifPresent(group -> group.settle(true));
        complete(flush.deliveries());
      } catch (RuntimeException | Error e) {
        flush.custody().ifPresent(group -> group.settle(false));
        fail(flush.deliveries(), e);
      }
      // a writer that was fenced out leaves the work to the others, if there are any
    } while (!log.claim().lost() || isLast(log));
  }

  /**
   * Stores a group; as often as another process is faster with a step of custody, it is renumbered.
   */
  private long store(BatchLog log, Flush flush) {
    flush.custody().ifPresent(CustodyGroup::await);
    for (int lost = 0; ; lost++) {
      try {
        return log.store(writer, flush.all());
      } catch (CustodyRaceException e) {
        if (lost == MAX_RACES) {
          throw new GatewayException.Unavailable(
              "Others keep being faster with events of the same objects; try again.", e);
        }
        races.increment();
        flush.custody().orElseThrow().renumber();
      }
    }
  }

  private boolean isLast(BatchLog fenced) {
    return claims.batchLogs().stream().allMatch(log -> log.equals(fenced) || log.claim().lost());
  }

  private static void place(Flush flush, long firstIndex) {
    for (int i = 0; i < flush.batches().size(); i++) {
      List<@Nullable Ticket> tickets = flush.placed().get(i);
      for (int k = 0; k < tickets.size(); k++) {
        Ticket ticket = tickets.get(k);
        if (ticket != null) {
          ticket.result =
              new Accepted(
                  new RecordRef(firstIndex + i, k),
                  flush.batches().get(i).schema().id(),
                  flush.batches().get(i).sealed().roots().get(k),
                  false);
        }
      }
    }
  }

  private void complete(List<Delivery> deliveries) {
    forget(deliveries);
    awaitOriginals(deliveries);
    queue.release(deliveries);
    for (Delivery delivery : deliveries) {
      List<Accepted> results = new ArrayList<>(delivery.tickets().size());
      for (Ticket ticket : delivery.tickets()) {
        Accepted result = resultOf(ticket);
        if (result == null) {
          break;
        }
        (result.duplicate() ? duplicates : stored).increment();
        results.add(result);
      }
      if (results.size() == delivery.tickets().size()) {
        delivery.done().complete(results);
      } else {
        delivery
            .done()
            .completeExceptionally(
                new GatewayException.Unavailable(
                    "The same document was under way and could not be stored; try again.", null));
      }
    }
  }

  /** Waits for documents that are under way with another writer; that one waits for nothing. */
  private static void awaitOriginals(List<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      for (Ticket ticket : delivery.tickets()) {
        if (ticket.original != null) {
          ticket.original.settled.join();
        }
      }
    }
  }

  private static @Nullable Accepted resultOf(Ticket ticket) {
    if (ticket.original == null) {
      return ticket.result;
    }
    Accepted first = ticket.original.result;
    return first == null ? null : new Accepted(first.ref(), first.schema(), first.root(), true);
  }

  private void fail(List<Delivery> deliveries, Throwable failure) {
    Log.error("records could not be stored", failure);
    forget(deliveries);
    queue.release(deliveries);
    GatewayException refusal =
        failure instanceof GatewayException known ? known : new GatewayException.Internal(failure);
    deliveries.forEach(delivery -> delivery.done().completeExceptionally(refusal));
  }

  private void forget(List<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      for (Ticket ticket : delivery.tickets()) {
        underWay.remove(ticket.documentKey, ticket);
        ticket.settled.complete(null);
      }
    }
  }

  private static Thread thread(String name, Loop loop) {
    Thread thread =
        new Thread(
            () -> {
              try {
                loop.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Runs until it is interrupted. */
  @FunctionalInterface
  private interface Loop {
    void run() throws InterruptedException;
  }
}
