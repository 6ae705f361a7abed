package dev.vitrine.gateway.bench;

import com.google.protobuf.UnsafeByteOperations;
import dev.vitrine.gateway.client.GatewayClient;
import dev.vitrine.v1.DocumentFormat;
import dev.vitrine.v1.DocumentResult;
import dev.vitrine.v1.SubmitStreamRequest;
import dev.vitrine.v1.SubmitStreamResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Sends distinct events until the time is up, then waits for every receipt. */
final class IngestLoad {
  private static final int STREAMS = 4;
  private static final int REST_CALLS = 4;
  private static final int REST_EVENTS = 1000;
  private static final int KEPT = 4096;
  private static final int ACCEPTED = 202;

  private final GatewayClient client;
  private final Events events = new Events();
  private final AtomicLong next = new AtomicLong();
  private final AtomicInteger kept = new AtomicInteger();
  private final Queue<String> recordIds = new ConcurrentLinkedQueue<>();

  IngestLoad(GatewayClient client) {
    this.client = client;
  }

  /** How it went: every record counted has a receipt, so is durable. */
  record Done(long records, double seconds) {
    double perSecond() {
      return records / seconds;
    }
  }

  /** Some of the records sent over gRPC. */
  List<String> recordIds() {
    return List.copyOf(recordIds);
  }

  /** Over gRPC: {@value #STREAMS} streams on one connection, flow-controlled. */
  Done grpc(Duration time) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long end = start + time.toNanos();
    CountDownLatch latch = new CountDownLatch(STREAMS);
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      Stream stream = new Stream(end, latch);
      streams.add(stream);
      client.intakeStream().submitStream(stream);
    }
    if (!latch.await(time.toSeconds() + 60, TimeUnit.SECONDS)) {
      throw new IOException("receipts are missing");
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long records = 0;
    for (Stream stream : streams) {
      records += stream.finished();
    }
    return new Done(records, seconds);
  }

  /** Over REST: arrays of {@value #REST_EVENTS}, {@value #REST_CALLS} calls at a time. */
  Done rest(Duration time) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long end = start + time.toNanos();
    ExecutorService callers = Executors.newFixedThreadPool(REST_CALLS);
    try {
      Callable<Long> caller =
          () -> {
            long records = 0;
            while (System.nanoTime() < end) {
              post(next.getAndAdd(REST_EVENTS));
              records += REST_EVENTS;
            }
            return records;
          };
      long records = 0;
      for (Future<Long> done : callers.invokeAll(Collections.nCopies(REST_CALLS, caller))) {
        records += done.get();
      }
      return new Done(records, (System.nanoTime() - start) / 1e9);
    } catch (ExecutionException e) {
      throw new IOException("a capture failed", e.getCause());
    } finally {
      callers.shutdownNow();
    }
  }

  private void post(long first) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.post("/epcis/capture", "application/ld+json", events.document(first, REST_EVENTS));
    if (response.statusCode() != ACCEPTED) {
      throw new IOException("capture answered " + response.statusCode() + ": " + response.body());
    }
  }

  /** One stream: sends whenever the transport is ready, counts receipts. */
  private final class Stream
      implements ClientResponseObserver<SubmitStreamRequest, SubmitStreamResponse> {
    private final long end;
    private final CountDownLatch latch;
    private final AtomicLong receipts = new AtomicLong();
    private final AtomicReference<String> failure = new AtomicReference<>();
    private long sent;
    private boolean closed;

    Stream(long end, CountDownLatch latch) {
      this.end = end;
      this.latch = latch;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<SubmitStreamRequest> requests) {
      requests.setOnReadyHandler(
          () -> {
            while (requests.isReady() && !closed) {
              if (System.nanoTime() >= end) {
                closed = true;
                requests.onCompleted();
              } else {
                requests.onNext(
                    SubmitStreamRequest.newBuilder()
                        .setSequence(sent++)
                        .setFormat(DocumentFormat.DOCUMENT_FORMAT_EPCIS)
                        .setDocument(
                            UnsafeByteOperations.unsafeWrap(events.single(next.getAndIncrement())))
                        .build());
              }
            }
          });
    }

    @Override
    public void onNext(SubmitStreamResponse response) {
      for (DocumentResult result : response.getResultsList()) {
        if (result.getReceiptsCount() == 0) {
          failure.set(
              result.getProblemsCount() == 0 ? "no receipt" : result.getProblems(0).getReason());
        }
        receipts.addAndGet(result.getReceiptsCount());
        if (result.getReceiptsCount() > 0 && kept.getAndIncrement() < KEPT) {
          recordIds.add(result.getReceipts(0).getRecordId());
        }
      }
    }

    @Override
    public void onError(Throwable problem) {
      failure.set(String.valueOf(problem.getMessage()));
      latch.countDown();
    }

    @Override
    public void onCompleted() {
      latch.countDown();
    }

    long finished() throws IOException {
      String reason = failure.get();
      if (reason != null || receipts.get() != sent) {
        throw new IOException(
            "a stream got " + receipts.get() + " receipts for " + sent + " events: " + reason);
      }
      return receipts.get();
    }
  }
}
