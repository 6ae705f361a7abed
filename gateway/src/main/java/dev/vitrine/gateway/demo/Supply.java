package dev.vitrine.gateway.demo;

import com.google.protobuf.ByteString;
import dev.vitrine.gateway.client.GatewayClient;
import dev.vitrine.v1.DocumentFormat;
import dev.vitrine.v1.DocumentResult;
import dev.vitrine.v1.RecordReceipt;
import dev.vitrine.v1.SubmitStreamRequest;
import dev.vitrine.v1.SubmitStreamResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The supplier's part of the story: shipment events, over REST and over a gRPC stream. */
final class Supply {
  private static final long PATIENCE_SECONDS = 120;

  private final Console console;
  private final GatewayClient supplier;

  Supply(Console console, GatewayClient supplier) {
    this.console = console;
    this.supplier = supplier;
  }

  /** Captures each document over REST. */
  void capture(List<Corpus.Document> documents) throws IOException, InterruptedException {
    int taken = 0;
    List<String> refused = new ArrayList<>();
    long start = System.nanoTime();
    for (Corpus.Document document : documents) {
      HttpResponse<String> answer =
          supplier.post("/epcis/capture", "application/ld+json", document.bytes());
      if (answer.statusCode() / 100 == 2) {
        taken++;
      } else {
        refused.add(document.name() + ": HTTP " + answer.statusCode());
      }
    }
    console.line(
        "POST /epcis/capture: %d documents taken, %d refused, in %.0f ms",
        taken, refused.size(), Console.millis(System.nanoTime() - start));
    refused.stream().limit(3).forEach(line -> console.line("  refused %s", line));
  }

  /** Sends each document over one stream; gives the receipts of the records. */
  List<RecordReceipt> stream(List<Corpus.Document> documents, DocumentFormat format)
      throws InterruptedException, IOException {
    Map<Long, DocumentResult> results = new TreeMap<>();
    CompletableFuture<Void> done = new CompletableFuture<>();
    long start = System.nanoTime();
    StreamObserver<SubmitStreamRequest> requests =
        supplier
            .intakeStream()
            .submitStream(
                new StreamObserver<>() {
                  @Override
                  public void onNext(SubmitStreamResponse response) {
                    response
                        .getResultsList()
                        .forEach(result -> results.put(result.getSequence(), result));
                  }

                  @Override
                  public void onError(Throwable failure) {
                    done.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {
                    done.complete(null);
                  }
                });
    for (int i = 0; i < documents.size(); i++) {
      requests.onNext(
          SubmitStreamRequest.newBuilder()
              .setSequence(i)
              .setFormat(format)
              .setDocument(ByteString.copyFrom(documents.get(i).bytes()))
              .build());
    }
    requests.onCompleted();
    try {
      done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the stream failed", e);
    }
    List<RecordReceipt> receipts =
        results.values().stream().flatMap(result -> result.getReceiptsList().stream()).toList();
    console.line(
        "IntakeService/SubmitStream: %d records, %d of them known from before (same receipt),"
            + " in %.0f ms",
        receipts.size(),
        receipts.stream().filter(RecordReceipt::getDuplicate).count(),
        Console.millis(System.nanoTime() - start));
    results.values().stream()
        .filter(result -> result.getProblemsCount() > 0)
        .limit(3)
        .forEach(
            result ->
                console.line(
                    "  refused %s at %s: %s",
                    documents.get((int) result.getSequence()).name(),
                    result.getProblems(0).getLocation(),
                    result.getProblems(0).getReason()));
    return receipts;
  }
}
