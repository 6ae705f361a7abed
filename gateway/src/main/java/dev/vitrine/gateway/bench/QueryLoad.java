package dev.vitrine.gateway.bench;

import com.google.protobuf.ByteString;
import dev.vitrine.gateway.client.GatewayClient;
import dev.vitrine.v1.ProofMode;
import dev.vitrine.v1.RequestProofRequest;
import dev.vitrine.v1.RequestProofResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks for proofs of stored records, several callers at a time, each for the next record. */
final class QueryLoad {
  private static final int CALLERS = 16;

  private final GatewayClient client;
  private final List<String> recordIds;
  private final AtomicInteger next = new AtomicInteger();

  QueryLoad(GatewayClient client, List<String> recordIds) {
    this.client = client;
    this.recordIds = recordIds;
  }

  /**
   * What came of it.
   *
   * @param perSecond answers a second; each is disclosed in the log before it leaves
   * @param medianMillis of one answer, with so many at a time
   */
  record Answered(double perSecond, double medianMillis) {}

  /** Asks for that long. */
  Answered ask(ProofMode mode, Duration time) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long end = start + time.toNanos();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      Callable<List<Long>> caller =
          () -> {
            List<Long> nanos = new ArrayList<>();
            while (System.nanoTime() < end) {
              long asked = System.nanoTime();
              ask(mode);
              nanos.add(System.nanoTime() - asked);
            }
            return nanos;
          };
      List<Long> all = new ArrayList<>();
      for (Future<List<Long>> done : callers.invokeAll(Collections.nCopies(CALLERS, caller))) {
        all.addAll(done.get());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      Collections.sort(all);
      return new Answered(all.size() / seconds, all.get(all.size() / 2) / 1e6);
    } catch (ExecutionException e) {
      throw new IOException("a proof was not given", e.getCause());
    } finally {
      callers.shutdownNow();
    }
  }

  private void ask(ProofMode mode) throws IOException {
    RequestProofResponse response =
        client
            .query()
            .requestProof(
                RequestProofRequest.newBuilder()
                    .setRecordId(recordIds.get(next.getAndIncrement() % recordIds.size()))
                    .addAllSlots(SampleRecord.SHOWN)
                    .setMode(mode)
                    .setNonce(ByteString.copyFrom(new byte[16]))
                    .setAudience("bench")
                    .build());
    if (response.getPresentation().isEmpty()) {
      throw new IOException("an answer without a proof");
    }
  }
}
