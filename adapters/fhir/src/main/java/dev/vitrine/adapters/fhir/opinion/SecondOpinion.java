package dev.vitrine.adapters.fhir.opinion;

import dev.vitrine.adapters.fhir.opinion.OpinionUnavailableException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks HAPI's validator, one resource after the other, in a process that is started with the first.
 *
 * <p>Guarantees that no more wait than may, that each is answered or given up in bounded time once
 * it is its turn, and that a resource over which the process dies costs the next nothing but a new
 * start. Does not guarantee that HAPI is right.
 */
public final class SecondOpinion implements AutoCloseable {
  private static final long LAST_WORDS_MILLIS = 2_000;

  private record Question(byte[] resource, CompletableFuture<List<Finding>> answer) {}

  private final OpinionLimits limits;
  private final BlockingQueue<Question> waiting;
  private final ScheduledExecutorService clock;
  private final Path home;
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable WorkerProcess worker;

  /** Begins; the process itself starts with the first question. */
  public SecondOpinion(OpinionLimits limits) {
    this.limits = limits;
    waiting = new ArrayBlockingQueue<>(limits.waiting());
    clock = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "fhir-opinion-clock"));
    try {
      home = Files.createTempDirectory("vitrine-opinion");
    } catch (IOException e) {
      throw new UncheckedIOException("a folder for the second opinion", e);
    }
    thread = daemon(this::serve, "fhir-opinion");
    thread.start();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * HAPI's errors with a resource; none if it has none.
   *
   * @return fails with an {@link OpinionUnavailableException} where there is no opinion; may be
   *     completed by who asked, and then is not asked any more if it still waits
   */
  public CompletableFuture<List<Finding>> of(byte[] resource) {
    Question question = new Question(resource, new CompletableFuture<>());
    if (!waiting.offer(question)) {
      question.answer().completeExceptionally(new OpinionUnavailableException(Reason.FULL));
    }
    // after it was put in: who closes meanwhile may have emptied the queue before
    if (closed) {
      question.answer().completeExceptionally(new OpinionUnavailableException(Reason.CLOSED));
    }
    return question.answer();
  }

  private void serve() {
    while (!closed) {
      try {
        Question question = waiting.take();
        if (question.answer().isDone()) {
          continue;
        }
        try {
          question.answer().complete(running().ask(question.resource(), limits.each()));
        } catch (OpinionUnavailableException | RuntimeException | Error e) {
          // whatever it is: were it to end this thread, all who ask would wait for ever
          question.answer().completeExceptionally(e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private WorkerProcess running() throws OpinionUnavailableException {
    WorkerProcess now = worker;
    if (now == null || !now.alive()) {
      now = WorkerProcess.start(limits, home, clock);
      worker = now;
      if (closed) {
        // who closes did not see it
        now.close();
      }
      now.awaitReady(limits.start());
    }
    return now;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    WorkerProcess last = worker;
    if (last != null) {
      last.close();
    }
    try {
      thread.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    clock.shutdownNow();
    List<Question> left = new ArrayList<>();
    waiting.drainTo(left);
    for (Question question : left) {
      question.answer().completeExceptionally(new OpinionUnavailableException(Reason.CLOSED));
    }
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // a folder of one public class is left in the system's temporary files
    }
  }
}
