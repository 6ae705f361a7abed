package dev.vitrine.gateway.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.keys.ShardKeys;
import dev.vitrine.gateway.store.LogId;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.ledger.audit.CheckpointVerifier;
import dev.vitrine.ledger.audit.Fsck;
import dev.vitrine.ledger.audit.FsckReport;
import dev.vitrine.ledger.audit.LogProofVerifier;
import dev.vitrine.ledger.audit.ResourceLogReader;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.LogEntry;
import dev.vitrine.ledger.shard.CheckpointEntry;
import dev.vitrine.ledger.shard.CloseEntry;
import dev.vitrine.ledger.shard.GenesisEntry;
import dev.vitrine.ledger.tiles.TilePath;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.presentation.Receipt;
import dev.vitrine.proofs.presentation.ReceiptVerifier;
import dev.vitrine.proofs.presentation.Trust;
import dev.vitrine.v1.DocumentResult;
import dev.vitrine.v1.GetReceiptRequest;
import dev.vitrine.v1.GetReceiptResponse;
import dev.vitrine.v1.RecordState;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several gateways, as processes, on one real database: what one acknowledges all can prove. */
class ShardsJarIT {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> UNSHARDED = Map.of();
  private static final Map<String, String> TWO =
      Map.of("vitrine.log.shards", "2", "vitrine.log.shard-lifetime", "3s");
  private static final Map<String, String> ONE = Map.of("vitrine.log.shards", "1");

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void oneLogBecomesManyAndManyProcessesShareThem() throws Exception {
    try (Cluster cluster = new Cluster(folder)) {
      List<String> plain;
      byte[] before;
      try (GatewayProcess a = cluster.launch("a", UNSHARDED);
          GrpcClient client = new GrpcClient(a.port())) {
        plain = submit(client, 40);
        before = published(client, plain.get(0));
        a.terminate();
        assertEquals(128 + 15, a.exitCode(), "stopped in order, by SIGTERM");
      }
      Keys keys = Keys.open(cluster.data().resolve("keys"), "unused", RANDOM);
      ReceiptVerifier verifier = verifier(keys);
      verify(verifier, before, plain.get(0));

      List<String> ids = new ArrayList<>();
      try (GatewayProcess a = cluster.launch("a", TWO);
          GrpcClient clientA = new GrpcClient(a.port());
          GatewayProcess b = cluster.launch("b", ONE);
          GrpcClient clientB = new GrpcClient(b.port())) {
        // longer than two lifetimes: both shards of a roll over under load, twice
        long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();
        while (System.nanoTime() < end) {
          ids.addAll(submit(clientA, 20));
          ids.addAll(submit(clientB, 5));
        }
        // either can prove what the other has taken, in open and in frozen shards
        Set<Integer> used = new HashSet<>();
        for (String id : oneOfEachLog(ids)) {
          verify(verifier, published(clientA, id), id);
          verify(verifier, published(clientB, id), id);
          used.add(LogId.log(ref(id).logIndex()));
        }
        assertTrue(used.size() >= 5, "two shards of a, their successors, and b's: " + used);
        verify(verifier, published(clientB, plain.get(1)), plain.get(1));

        // what was acknowledged just before the super-log's writer is killed: b takes over
        ids.addAll(submit(clientA, 20));
        a.kill(false);
        String last = ids.get(ids.size() - 1);
        verify(verifier, published(clientB, last), last);
        ids.addAll(submit(clientB, 5));
        for (String id : oneOfEachLog(ids)) {
          verify(verifier, published(clientB, id), id);
        }
        verify(verifier, before, plain.get(0));
        verify(verifier, published(clientB, plain.get(0)), plain.get(0));
        assertEquals(ids.size(), new HashSet<>(ids).size(), "no id twice");
        checkWhole(b.port(), cluster.data().resolve("keys"), keys, ids);
        assertTrue(metric(b.port(), "vitrine_log_published{log=\"0\"") > 0);
        assertEquals(200, get(b.port(), "/q/health/ready").statusCode());
      }
      // back to one writer: it goes on in log 0, and shards stay provable
      try (GatewayProcess a = cluster.launch("a", UNSHARDED);
          GrpcClient client = new GrpcClient(a.port())) {
        String id = submit(client, 1).get(0);
        assertEquals(LogId.MAIN, LogId.log(ref(id).logIndex()));
        verify(verifier, published(client, id), id);
        verify(verifier, published(client, ids.get(0)), ids.get(0));
      }
    }
  }

  @Test
  void aPausedWriterThatComesBackIsStoppedAndNothingForks() throws Exception {
    try (Cluster cluster = new Cluster(folder);
        GatewayProcess a = cluster.launch("a", UNSHARDED);
        GrpcClient clientA = new GrpcClient(a.port())) {
      List<String> ids = new ArrayList<>(submit(clientA, 10));
      published(clientA, ids.get(0));
      Keys keys = Keys.open(cluster.data().resolve("keys"), "unused", RANDOM);

      // nobody else takes its name, and
      try (GatewayProcess refused = cluster.launch("a", UNSHARDED)) {
        assertTrue(refused.exitCode() != 0);
        assertTrue(refused.errors().contains("Another gateway runs on"), refused.errors());
      }
      // beside one that lives, a second one does not start
      try (GatewayProcess refused = cluster.launch("c", UNSHARDED)) {
        assertTrue(refused.exitCode() != 0);
        assertTrue(refused.errors().contains("Another running gateway writes the log"));
      }

      SignedCheckpoint seen = checkpoint(a.port(), "");
      Cluster.signal("STOP", a);
      try (GatewayProcess b = cluster.launch("b", UNSHARDED);
          GrpcClient clientB = new GrpcClient(b.port())) {
        ids.addAll(submit(clientB, 10));
        Cluster.signal("CONT", a);
        StatusRuntimeException refusal = refusal(clientA);
        assertEquals(Status.Code.UNAVAILABLE, refusal.getStatus().getCode());
        assertEquals(503, get(a.port(), "/q/health/ready").statusCode());
        assertTrue(a.errors().contains("FENCED OUT of log 0"), a.errors());

        ids.addAll(submit(clientB, 10));
        String last = ids.get(ids.size() - 1);
        verify(verifier(keys), published(clientB, last), last);
        assertEquals(200, get(b.port(), "/q/health/ready").statusCode());
        // what is told of the log is one history, whoever tells it
        assertTrue(checkpoint(b.port(), "").checkpoint().size() > seen.checkpoint().size());
        checkWhole(b.port(), cluster.data().resolve("keys"), keys, ids);
        assertEquals(
            checkpoint(b.port(), "").checkpoint().text(),
            checkpoint(a.port(), "").checkpoint().text());
      }
    }
  }

  @Test
  void withoutAQuorumNothingIsPublishedAndIntakeGoesOn() throws Exception {
    try (Cluster cluster = new Cluster(folder)) {
      NoteSigner witness =
          NoteSigner.generate("away.example", SignatureType.COSIGNATURE_V1, RANDOM);
      Files.createDirectories(cluster.data());
      Files.writeString(
          cluster.data().resolve("log.policy"),
          "witness away " + witness.verifier() + " http://127.0.0.1:1/\nquorum away\n");
      try (GatewayProcess a = cluster.launch("a", ONE);
          GrpcClient client = new GrpcClient(a.port())) {
        List<String> ids = submit(client, 10);
        Thread.sleep(3000);
        ids.addAll(submit(client, 10));
        for (String id : List.of(ids.get(0), ids.get(19))) {
          assertEquals(
              RecordState.RECORD_STATE_SEQUENCED,
              client
                  .intake(token())
                  .getReceipt(GetReceiptRequest.newBuilder().setRecordId(id).build())
                  .getState());
        }
        assertEquals(404, get(a.port(), "/log/checkpoint").statusCode());
        assertEquals(404, get(a.port(), "/log/tile/0/000.p/1").statusCode());
        assertEquals(404, get(a.port(), "/log/shard/1/checkpoint").statusCode());
        assertEquals(404, get(a.port(), "/log/shard/1/tile/0/000.p/1").statusCode());
        assertTrue(metric(a.port(), "vitrine_log_lag ") > 0);
        assertTrue(metric(a.port(), "vitrine_log_lag_seconds ") > 1);
        HttpResponse<byte[]> ready = get(a.port(), "/q/health/ready");
        assertEquals(200, ready.statusCode());
        assertTrue(new String(ready.body(), StandardCharsets.UTF_8).contains("lag-seconds"));
      }
    }
  }

  /** Sends events one by one in a stream, and gives the ids under which they were acknowledged. */
  private static List<String> submit(GrpcClient client, int count) {
    GrpcClient.Stream stream = client.stream(token());
    for (int i = 0; i < count; i++) {
      stream.send(Documents.inStream(i, Documents.event()));
    }
    List<String> ids = new ArrayList<>();
    for (DocumentResult result : stream.end().results()) {
      assertEquals(1, result.getReceiptsCount(), result.toString());
      ids.add(result.getReceipts(0).getRecordId());
    }
    assertEquals(count, ids.size());
    return ids;
  }

  /** How a paused gateway refuses, once it has found out; nothing before may be acknowledged. */
  private static StatusRuntimeException refusal(GrpcClient client) {
    return assertThrows(
        StatusRuntimeException.class,
        () -> client.intake(token()).submit(Documents.epcis(Documents.event())));
  }

  private static byte[] published(GrpcClient client, String id) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      GetReceiptResponse response =
          client.intake(token()).getReceipt(GetReceiptRequest.newBuilder().setRecordId(id).build());
      if (response.getState() != RecordState.RECORD_STATE_SEQUENCED) {
        return response.getReceipt().toByteArray();
      }
      assertTrue(System.nanoTime() < end, "never published: " + id);
      Thread.sleep(100);
    }
  }

  private static void verify(ReceiptVerifier verifier, byte[] receipt, String id) throws Exception {
    List<String> steps = new ArrayList<>();
    Receipt verified = verifier.verify(receipt, Optional.empty(), step -> steps.add(step.name()));
    assertTrue(verified.logProof().isPresent());
    RecordRef ref = ref(id);
    assertEquals(LogId.index(ref.logIndex()), verified.logIndex());
    assertEquals(ref.position(), verified.position());
    int log = LogId.log(ref.logIndex());
    assertEquals(log != LogId.MAIN, steps.contains(LogProofVerifier.SHARD_INCLUSION), id);
    assertEquals(log != LogId.MAIN, verified.origin().endsWith("/shard/" + log), id);
  }

  private static List<String> oneOfEachLog(List<String> ids) {
    Map<Integer, String> last = new TreeMap<>();
    ids.forEach(id -> last.put(LogId.log(ref(id).logIndex()), id));
    return List.copyOf(last.values());
  }

  /** Everything public is derived again from entries, log by log, and held against log 0. */
  private void checkWhole(int port, Path keyFolder, Keys keys, List<String> ids) throws Exception {
    ShardKeys shardKeys = ShardKeys.open(keyFolder, keys.log().name(), RANDOM);
    // first the shards: log 0 only grows meanwhile
    Map<Integer, SignedCheckpoint> tips = new TreeMap<>();
    Map<Integer, List<LogEntry>> entries = new HashMap<>();
    Map<Integer, Boolean> frozen = new HashMap<>();
    for (JsonNode listed : JSON.readTree(get(port, "/log/shards").body())) {
      int number = listed.path("number").asInt();
      if (number > 0 && listed.path("size").asLong() > 0) {
        String base = "shard/" + number + "/";
        SignedCheckpoint tip = checkpoint(port, base);
        tips.put(number, tip);
        LogPolicy policy = LogPolicy.of(shardKeys.signer(number).verifier());
        entries.put(number, fsck(port, base, tip, policy));
        frozen.put(number, listed.path("state").asText().equals("frozen"));
      }
    }
    SignedCheckpoint main = checkpoint(port, "");
    Map<Integer, SignedCheckpoint> uncovered = new TreeMap<>(tips);
    for (LogEntry entry : fsck(port, "", main, LogPolicy.of(keys.log().verifier()))) {
      if (CheckpointEntry.is(entry.bytes())) {
        uncovered
            .values()
            .removeIf(
                tip ->
                    java.util.Arrays.equals(
                        CheckpointEntry.encode(tip.checkpoint()), entry.bytes()));
      }
    }
    assertEquals(Map.of(), uncovered, "every shard's checkpoint stands in log 0");

    for (Map.Entry<Integer, List<LogEntry>> log : entries.entrySet()) {
      List<LogEntry> all = log.getValue();
      byte[] end = all.get(all.size() - 1).bytes();
      assertEquals(frozen.get(log.getKey()), CloseEntry.is(end), "log " + log.getKey());
      if (CloseEntry.is(end)) {
        int next = CloseEntry.decode(end).successor().number();
        GenesisEntry genesis = GenesisEntry.decode(of(entries, next).get(0).bytes());
        assertEquals(
            of(tips, log.getKey()).checkpoint().text(), genesis.predecessor().orElseThrow().text());
      }
    }
    for (String id : ids) {
      int log = LogId.log(ref(id).logIndex());
      if (log != LogId.MAIN) {
        byte[] batch = of(entries, log).get((int) LogId.index(ref(id).logIndex())).bytes();
        assertArrayEquals(new byte[] {1}, new byte[] {batch[1]}, "a batch: " + id);
      }
    }
  }

  private static <T> T of(Map<Integer, T> logs, int number) {
    return Optional.ofNullable(logs.get(number))
        .orElseThrow(() -> new AssertionError("no log " + number));
  }

  private List<LogEntry> fsck(int port, String base, SignedCheckpoint tip, LogPolicy policy) {
    ResourceLogReader reader =
        new ResourceLogReader((TilePath path) -> fetch(port, base + path), tip.checkpoint().size());
    FsckReport report = Fsck.run(reader, tip, new CheckpointVerifier(policy), done -> {});
    assertTrue(report.clean(), base + report.problems());
    List<LogEntry> entries = new ArrayList<>();
    for (long at = 0; at < tip.checkpoint().size(); at += 256) {
      entries.addAll(reader.readEntries(at, Math.min(at + 256, tip.checkpoint().size())));
    }
    assertEquals(tip.checkpoint().size(), entries.size());
    return entries;
  }

  private Optional<byte[]> fetch(int port, String path) {
    try {
      HttpResponse<byte[]> response = get(port, "/log/" + path);
      return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<byte[]> get(int port, String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private SignedCheckpoint checkpoint(int port, String base) {
    return SignedCheckpoint.parse(fetch(port, base + "checkpoint").orElseThrow());
  }

  private double metric(int port, String name) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics"))
                .header("Authorization", "Bearer " + Tokens.of(Roles.OPERATOR, "operator"))
                .build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return response
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + response.body()));
  }

  private static ReceiptVerifier verifier(Keys keys) {
    return new ReceiptVerifier(
        new Trust(
            List.of(keys.gateway().publicKey()),
            List.of(),
            new LogProofVerifier(LogPolicy.of(keys.log().verifier()))));
  }

  private static RecordRef ref(String id) {
    return RecordRef.parse(id).orElseThrow();
  }

  private static String token() {
    return Tokens.of(Roles.SUPPLIER, "cluster");
  }
}
