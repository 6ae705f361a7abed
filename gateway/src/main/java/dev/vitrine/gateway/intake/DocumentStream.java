package dev.vitrine.gateway.intake;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.v1.SubmitStreamRequest;
import dev.vitrine.v1.SubmitStreamResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One stream of documents: what has arrived is read and handed in together, group after group,
 * without waiting for the groups before to be stored; results leave in the order of the documents.
 *
 * <p>How much may be in work is not decided here but by {@link StreamWindow}, which stops asking
 * the sender for more.
 */
final class DocumentStream {
  /** How many documents are handed in together at most. */
  private static final int GROUP = 256;

  private final Function<
          List<SubmitStreamRequest>, CompletableFuture<? extends SubmitStreamResponse>>
      take;
  private final Executor workers;
  private final MultiEmitter<? super SubmitStreamResponse> out;
  private final Deque<SubmitStreamRequest> arrived = new ArrayDeque<>();
  private CompletableFuture<@Nullable Void> results = CompletableFuture.completedFuture(null);
  private boolean reading;
  private boolean ended;
  private boolean failed;

  private DocumentStream(
      Function<List<SubmitStreamRequest>, CompletableFuture<? extends SubmitStreamResponse>> take,
      Executor workers,
      MultiEmitter<? super SubmitStreamResponse> out) {
    this.take = take;
    this.workers = workers;
    this.out = out;
  }

  /**
   * The results of {@code requests}.
   *
   * @param take reads and hands in a group; runs on {@code workers}, one group at a time
   */
  static Multi<SubmitStreamResponse> results(
      Multi<SubmitStreamRequest> requests,
      Function<List<SubmitStreamRequest>, CompletableFuture<? extends SubmitStreamResponse>> take,
      Executor workers) {
    return Multi.createFrom()
        .emitter(
            out -> {
              DocumentStream stream = new DocumentStream(take, workers, out);
              Cancellable source =
                  requests.subscribe().with(stream::arrive, stream::fail, stream::end);
              out.onTermination(source::cancel);
            });
  }

  private synchronized void arrive(SubmitStreamRequest request) {
    arrived.add(request);
    read();
  }

  private synchronized void end() {
    ended = true;
    read();
  }

  /** The sender is gone, or a group could not be taken: what is under way goes on unwatched. */
  private synchronized void fail(Throwable failure) {
    failed = true;
    arrived.clear();
    out.fail(failure);
  }

  private synchronized void read() {
    if (!reading && !failed) {
      reading = true;
      workers.execute(this::readGroups);
    }
  }

  private void readGroups() {
    List<SubmitStreamRequest> group = next();
    while (!group.isEmpty()) {
      CompletableFuture<? extends SubmitStreamResponse> taken;
      try {
        taken = take.apply(group);
      } catch (GatewayException e) {
        taken = CompletableFuture.failedFuture(e);
      } catch (RuntimeException e) {
        taken = CompletableFuture.failedFuture(new GatewayException.Internal(e));
      }
      answer(taken);
      group = next();
    }
  }

  private synchronized void answer(CompletableFuture<? extends SubmitStreamResponse> taken) {
    // each answer waits for the one before; not on the thread that stores
    results =
        results.thenCombineAsync(
            taken,
            (before, response) -> {
              out.emit(response);
              return null;
            },
            workers);
    CompletableFuture<@Nullable Void> unused =
        results.exceptionally(
            failure -> {
              fail(failure);
              return null;
            });
  }

  private synchronized List<SubmitStreamRequest> next() {
    List<SubmitStreamRequest> group = new ArrayList<>();
    while (group.size() < GROUP && !arrived.isEmpty()) {
      group.add(arrived.remove());
    }
    if (group.isEmpty()) {
      reading = false;
      if (ended && !failed) {
        CompletableFuture<Void> unused = results.thenRun(out::complete);
      }
    }
    return group;
  }
}
