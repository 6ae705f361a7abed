package dev.vitrine.gateway.witness;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.ledger.audit.ForkEvidence;
import dev.vitrine.ledger.checkpoint.NoteSignature;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.QuorumException;
import dev.vitrine.ledger.log.RolledBackException;
import dev.vitrine.ledger.transport.HttpTransport;
import dev.vitrine.ledger.witness.AddCheckpoint;
import dev.vitrine.ledger.witness.CosignatureCollector;
import dev.vitrine.ledger.witness.CosigningWatcher;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.Quorum;
import dev.vitrine.ledger.witness.WitnessAnswer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole gateway as another log's witness, over HTTP, without a token. */
@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
class WitnessIT {
  @TestHTTPResource("/witness")
  URI prefix;

  @Inject VitrineConfig config;

  private final PeerLog log = new PeerLog("peer.example/" + UUID.randomUUID());
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  void know() throws Exception {
    Files.writeString(
        policy(),
        "# a peer\nlog " + log.vkey() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    // it looks again once a second
    for (int i = 0; i < 100 && post(log.request(0, log.grow(1))).statusCode() == 404; i++) {
      Thread.sleep(100);
    }
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void anHonestLogIsCosignedWithBothKeysAndShownToMonitors() {
    SignedCheckpoint grown = log.grow(300);
    Response answer = post(log.request(1, grown));
    assertEquals(200, answer.statusCode(), answer.asString());
    List<NoteSignature> lines = WitnessAnswer.lines(answer.asByteArray());
    List<NoteVerifier> keys = keys();
    assertEquals(2, lines.size());
    for (int i = 0; i < 2; i++) {
      keys.get(i).verify(grown.note().text(), lines.get(i));
    }
    SignedCheckpoint shown = latest();
    assertEquals(grown.checkpoint(), shown.checkpoint());
    assertTrue(shown.note().verifiedBy(log.vkey()));
    keys.forEach(key -> assertTrue(shown.note().verifiedBy(key)));
  }

  @Test
  void eachCheatGetsItsStatus() {
    assertEquals(400, post("old 01\n\n".getBytes(StandardCharsets.UTF_8)).statusCode());
    assertEquals(400, post(new byte[AddCheckpoint.MAX_BYTES + 1]).statusCode());
    assertEquals(400, post(log.request(9, log.grow(5))).statusCode());
    PeerLog unknown = new PeerLog("unknown.example/log");
    assertEquals(404, post(unknown.request(0, unknown.grow(1))).statusCode());
    PeerLog impostor = new PeerLog(log.vkey().name());
    assertEquals(403, post(impostor.request(1, impostor.grow(5))).statusCode());
    assertConflict(1, post(log.request(0, log.grow(5))));
    PeerLog fork = log.forked();
    assertEquals(422, post(fork.request(1, fork.grow(5))).statusCode());
    assertEquals(1, latest().checkpoint().size());
  }

  @Test
  void aForkOfOneSizeLeavesEvidenceThatConvictsTheLog() throws Exception {
    PeerLog fork = log.forked();
    assertConflict(1, post(fork.request(1, fork.grow(1))));
    Path file = config.data().resolve("forks").resolve(log.hash() + ".fork");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    ForkEvidence evidence = ForkEvidence.parse(Files.readAllBytes(file));
    assertEquals(3, evidence.verify(LogPolicy.of(log.vkey())).size());
  }

  @Test
  void ofManyFuturesAtOnceOneIsCosigned() throws Exception {
    List<Callable<Response>> tries = new ArrayList<>();
    CyclicBarrier start = new CyclicBarrier(6);
    for (int i = 0; i < 6; i++) {
      byte[] request = log.request(1, log.grow(10 + i));
      tries.add(
          () -> {
            start.await();
            return post(request);
          });
    }
    int cosigned = 0;
    for (Future<Response> answer : threads.invokeAll(tries)) {
      int status = answer.get().statusCode();
      assertTrue(status == 200 || status == 409, "status " + status);
      cosigned += status == 200 ? 1 : 0;
    }
    assertEquals(1, cosigned);
  }

  @Test
  void anotherGatewaysLogCollectsItsQuorumHere() {
    NoteVerifier quantum = keys().get(1);
    Quorum quorum = new Quorum.Witness(quantum, Optional.of(prefix));
    SignedCheckpoint small = log.grow(5);
    SignedCheckpoint large = log.grow(20);
    CosignatureCollector collector = collector(quorum, log);
    SignedCheckpoint cosigned = collector.cosign(large, from -> log.proof(from, large));
    assertTrue(quorum.reachedBy(cosigned.note()));
    // the log's storage comes back from a backup
    CosignatureCollector restarted = collector(quorum, log);
    assertThrows(
        RolledBackException.class, () -> restarted.cosign(small, from -> log.proof(from, small)));
    // a log that the witness does not know gets nothing, and that proves nothing
    PeerLog unknown = new PeerLog("unknown.example/" + UUID.randomUUID());
    SignedCheckpoint three = unknown.grow(3);
    QuorumException refused =
        assertThrows(
            QuorumException.class,
            () -> collector(quorum, unknown).cosign(three, from -> unknown.proof(from, three)));
    assertTrue(refused.getMessage().endsWith(": 404"), refused.getMessage());
  }

  @Test
  void whatItDoesNotKnowIsNotThereAndKeysAreOpen() throws IOException {
    given().get("/witness/" + "0".repeat(64) + "/checkpoint").then().statusCode(404);
    given().get("/witness/" + "0".repeat(63) + "/checkpoint").then().statusCode(404);
    given().get("/witness/add-checkpoint").then().statusCode(405);
    assertEquals(
        List.of(SignatureType.COSIGNATURE_V1, SignatureType.SUBTREE_V1),
        keys().stream().map(NoteVerifier::type).toList());
    for (String name : List.of("witness.key", "witness-mldsa.key")) {
      Path file = config.data().resolve("keys").resolve(name);
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void aPolicyThatBreaksLeavesWhatWasKnown() throws Exception {
    byte[] good = Files.readAllBytes(policy());
    Files.writeString(policy(), "log nonsense\n", StandardOpenOption.APPEND);
    Thread.sleep(1_500);
    assertEquals(200, post(log.request(1, log.grow(1))).statusCode());
    Files.write(policy(), good);
  }

  private CosignatureCollector collector(Quorum quorum, PeerLog of) {
    return new CosignatureCollector(
        new LogPolicy(List.of(), quorum),
        List.of(of.vkey()),
        new HttpTransport(Duration.ofSeconds(10), 1 << 18),
        threads,
        Duration.ofSeconds(10),
        CosigningWatcher.NONE);
  }

  private Path policy() {
    return config.data().resolve("witness.policy");
  }

  private static Response post(byte[] body) {
    return given().contentType("text/plain").body(body).post("/witness/add-checkpoint");
  }

  private SignedCheckpoint latest() {
    return SignedCheckpoint.parse(
        given().get("/witness/" + log.hash() + "/checkpoint").asByteArray());
  }

  private static List<NoteVerifier> keys() {
    return given().get("/witness/keys").asString().lines().map(NoteVerifier::parse).toList();
  }

  private static void assertConflict(long size, Response answer) {
    assertEquals(409, answer.statusCode());
    assertTrue(answer.contentType().startsWith("text/x.tlog.size"), answer.contentType());
    assertEquals(size + "\n", answer.asString());
  }
}
