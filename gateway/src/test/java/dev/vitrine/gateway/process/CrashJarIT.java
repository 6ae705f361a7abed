package dev.vitrine.gateway.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.ledger.audit.CheckpointVerifier;
import dev.vitrine.ledger.audit.ConsistencyVerifier;
import dev.vitrine.ledger.audit.Fsck;
import dev.vitrine.ledger.audit.FsckReport;
import dev.vitrine.ledger.audit.LogProofVerifier;
import dev.vitrine.ledger.audit.ResourceLogReader;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.ledger.tiles.TilePath;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.presentation.Receipt;
import dev.vitrine.proofs.presentation.ReceiptVerifier;
import dev.vitrine.proofs.presentation.Trust;
import dev.vitrine.v1.DocumentResult;
import dev.vitrine.v1.GetCheckpointRequest;
import dev.vitrine.v1.GetConsistencyProofRequest;
import dev.vitrine.v1.GetReceiptRequest;
import dev.vitrine.v1.RecordReceipt;
import dev.vitrine.v1.SubmitStreamResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was acknowledged survives {@code kill -9} of the gateway, and of its database, under load;
 * what was not can be sent again; and the log only ever grows.
 */
class CrashJarIT {
  private static final int ROUNDS = Integer.getInteger("vitrine.crash.rounds", 20);
  private static final int BURST_MILLIS = 1000;
  private static final int AHEAD = 1500;
  private static final int RECEIPTS = 40;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> idOf = new HashMap<>();
  private @Nullable SignedCheckpoint seen;
  private List<String> lastSent = new ArrayList<>();
  private Map<Long, String> lastAcknowledged = new TreeMap<>();

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void nothingAcknowledgedIsLost() throws Exception {
    Path data = folder.resolve("data");
    for (int round = 0; round <= ROUNDS; round++) {
      try (GatewayProcess gateway = GatewayProcess.launch(data);
          GrpcClient client = new GrpcClient(gateway.port())) {
        Keys keys = Keys.open(data.resolve("keys"), "unused", new SecureRandom());
        String token = Tokens.of(Roles.SUPPLIER, "crash");
        checkLogOnlyGrew(client, token, keys);
        checkAcknowledged(client, token, keys);
        if (round == ROUNDS) {
          checkWhole(gateway.port(), keys);
        } else {
          burst(client, token);
          seen = checkpoint(client, token);
          GrpcClient.Stream more = client.stream(token);
          send(more, 200);
          gateway.kill(round % 3 == 2);
          acknowledged(more);
        }
      }
    }
    assertEquals(idOf.size(), new HashSet<>(idOf.values()).size(), "no record twice");
    System.out.printf("crash test: %d rounds, %d records%n", ROUNDS, idOf.size());
  }

  /** Sends for a while, never far ahead of the answers. */
  private void burst(GrpcClient client, String token) throws InterruptedException {
    lastSent = new ArrayList<>();
    lastAcknowledged = new TreeMap<>();
    GrpcClient.Stream stream = client.stream(token);
    // a fresh process on a busy machine takes its time for the first answer
    send(stream, 50);
    while (answered(stream) == 0) {
      Thread.sleep(5);
    }
    long end = System.nanoTime() + Duration.ofMillis(BURST_MILLIS).toNanos();
    while (System.nanoTime() < end) {
      send(stream, 50);
      while (lastSent.size() - answered(stream) > AHEAD && System.nanoTime() < end) {
        Thread.sleep(2);
      }
    }
    acknowledged(stream);
  }

  private void send(GrpcClient.Stream stream, int count) {
    for (int i = 0; i < count; i++) {
      String event = Documents.event();
      stream.send(Documents.inStream(lastSent.size(), event));
      lastSent.add(event);
    }
  }

  private static long answered(GrpcClient.Stream stream) {
    return stream.soFar().stream().mapToLong(SubmitStreamResponse::getResultsCount).sum();
  }

  private void acknowledged(GrpcClient.Stream stream) {
    for (SubmitStreamResponse response : stream.soFar()) {
      for (DocumentResult result : response.getResultsList()) {
        assertEquals(1, result.getReceiptsCount(), result.toString());
        lastAcknowledged.put(result.getSequence(), result.getReceipts(0).getRecordId());
      }
    }
  }

  private void checkLogOnlyGrew(GrpcClient client, String token, Keys keys) throws Exception {
    if (seen == null) {
      return;
    }
    SignedCheckpoint now = checkpoint(client, token);
    var proof =
        client
            .audit(token)
            .getConsistencyProof(
                GetConsistencyProofRequest.newBuilder()
                    .setFromSize(seen.checkpoint().size())
                    .setToSize(now.checkpoint().size())
                    .build());
    List<byte[]> path = proof.getPathList().stream().map(ByteString::toByteArray).toList();
    new ConsistencyVerifier(policy(keys))
        .verify(seen, now, new ConsistencyProof(proof.getFromSize(), proof.getToSize(), path));
  }

  /** All of the last round is sent again: what was acknowledged must be known under its id. */
  private void checkAcknowledged(GrpcClient client, String token, Keys keys) throws Exception {
    List<String> newest = new ArrayList<>(lastAcknowledged.values());
    for (String id : newest.subList(Math.max(0, newest.size() - RECEIPTS), newest.size())) {
      byte[] receipt =
          client
              .intake(token)
              .getReceipt(GetReceiptRequest.newBuilder().setRecordId(id).build())
              .getReceipt()
              .toByteArray();
      Trust trust =
          new Trust(
              List.of(keys.gateway().publicKey()), List.of(), new LogProofVerifier(policy(keys)));
      Receipt verified = new ReceiptVerifier(trust).verify(receipt, Optional.empty(), step -> {});
      assertEquals(id, verified.logIndex() + "-" + verified.position());
    }
    GrpcClient.Stream again = client.stream(token);
    for (int i = 0; i < lastSent.size(); i++) {
      again.send(Documents.inStream(i, lastSent.get(i)));
    }
    List<DocumentResult> results = again.end().results();
    assertEquals(lastSent.size(), results.size());
    for (DocumentResult result : results) {
      RecordReceipt receipt = result.getReceipts(0);
      String before = lastAcknowledged.get(result.getSequence());
      if (before != null) {
        assertTrue(receipt.getDuplicate(), "acknowledged and lost: " + before);
        assertEquals(before, receipt.getRecordId());
      }
      idOf.put(lastSent.get((int) result.getSequence()), receipt.getRecordId());
    }
    assertFalse(seen != null && lastAcknowledged.isEmpty(), "the load was a load");
  }

  private void checkWhole(int port, Keys keys) throws Exception {
    SignedCheckpoint signed = SignedCheckpoint.parse(fetch(port, "checkpoint").orElseThrow());
    FsckReport report =
        Fsck.run(
            new ResourceLogReader(
                (TilePath path) -> fetch(port, path.toString()), signed.checkpoint().size()),
            signed,
            new CheckpointVerifier(policy(keys)),
            done -> {});
    assertTrue(report.clean(), report.problems().toString());
    assertEquals(signed.checkpoint().size(), report.entries());
  }

  private Optional<byte[]> fetch(int port, String path) {
    try {
      HttpResponse<byte[]> response =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/log/" + path))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static SignedCheckpoint checkpoint(GrpcClient client, String token) {
    String note =
        client
            .audit(token)
            .getCheckpoint(GetCheckpointRequest.getDefaultInstance())
            .getCheckpoint()
            .getNote();
    return SignedCheckpoint.parse(note.getBytes(StandardCharsets.UTF_8));
  }

  private static LogPolicy policy(Keys keys) {
    return LogPolicy.of(keys.log().verifier());
  }
}
