package dev.vitrine.ledger.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSignature;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.QuorumException;
import dev.vitrine.ledger.log.RolledBackException;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.ledger.transport.HttpTransport;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log's side, against real witnesses over real HTTP, honest and not. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields up
class CosignatureCollectorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final WitnessedLog log = new WitnessedLog();
  private final LogPolicy known = LogPolicy.of(log.key.verifier());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
  private WitnessHttp w1;
  private WitnessHttp w2;
  private WitnessHttp w3;

  @BeforeEach
  void start() throws IOException {
    w1 = new WitnessHttp("w1", known);
    w2 = new WitnessHttp(WitnessedLog.quantumKey("w2"), known);
    w3 = new WitnessHttp("w3", known);
  }

  @AfterEach
  void stop() {
    List.of(w1, w2, w3).forEach(WitnessHttp::close);
    threads.shutdownNow();
  }

  @Test
  void anHonestLogGetsItsQuorumAgainAndAgain() {
    CosignatureCollector collector = collector(3, PATIENCE);
    for (long size : new long[] {5, 300, 301}) {
      SignedCheckpoint cosigned = cosign(collector, log.grow(size));
      assertEquals(4, cosigned.note().signatures().size());
      assertTrue(quorum(3).reachedBy(cosigned.note()));
    }
    // the first time nobody had said what the witnesses know; they knew nothing, so one request
    assertEquals(3, w1.asked.get());
  }

  @Test
  void aLogThatForgotWhatWitnessesKnowIsToldAndAsksOnceMore() {
    cosign(collector(3, PATIENCE), log.grow(5));
    SignedCheckpoint next = log.grow(300);
    cosign(collector(3, PATIENCE), next);
    assertEquals(3, w1.asked.get());
    // the same checkpoint again, of a collector that knows nothing
    cosign(collector(3, PATIENCE), next);
  }

  @Test
  void aSlowWitnessIsNotWaitedForAndCountsNextTime() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    w3.hold(latch);
    CosignatureCollector collector = collector(2, PATIENCE);
    SignedCheckpoint five = log.grow(5);
    SignedCheckpoint cosigned = cosign(collector, five);
    assertFalse(cosigned.note().verifiedBy(w3.key.verifier()));
    latch.countDown();
    for (int i = 0; i < 100 && !answers.contains("w3 cosigned"); i++) {
      Thread.sleep(20);
    }
    assertTrue(cosign(collector, five).note().verifiedBy(w3.key.verifier()));
    SignedCheckpoint next = cosign(collector(3, PATIENCE), log.grow(9));
    assertTrue(next.note().verifiedBy(w3.key.verifier()));
  }

  @Test
  void withoutAQuorumItSaysWhoFailedAndHow() {
    w2.close();
    w3.bend(answer -> new WitnessAnswer(500, "text/plain", "secret details\n"));
    QuorumException refused =
        assertThrows(QuorumException.class, () -> cosign(collector(2, PATIENCE), log.grow(5)));
    assertTrue(refused.getMessage().contains("1 cosignatures; w2: silent; w3: 500"));
    assertFalse(refused.getMessage().contains("secret"));
  }

  @Test
  void whatWasCollectedIsKeptForTheNextTry() throws Exception {
    CosignatureCollector collector = collector(2, PATIENCE);
    w2.bend(answer -> new WitnessAnswer(503, "text/plain", "busy\n"));
    w3.bend(answer -> new WitnessAnswer(503, "text/plain", "busy\n"));
    SignedCheckpoint five = log.grow(5);
    assertThrows(QuorumException.class, () -> cosign(collector, five));
    w2.bend(answer -> answer);
    cosign(collector, five);
    assertEquals(1, w1.asked.get());
  }

  @Test
  void timeIsBounded() {
    CountDownLatch never = new CountDownLatch(1);
    w1.hold(never);
    w2.hold(never);
    long begun = System.nanoTime();
    QuorumException refused =
        assertThrows(
            QuorumException.class, () -> cosign(collector(2, Duration.ofMillis(400)), log.grow(5)));
    assertTrue(refused.getMessage().contains("2 have not answered yet"), refused.getMessage());
    assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() < 5_000);
    never.countDown();
  }

  @Test
  void aCosignatureThatDoesNotVerifyDoesNotCount() {
    NoteSigner impostor = WitnessedLog.witnessKey("w1");
    SignedCheckpoint five = log.grow(5);
    NoteSignature forged =
        new NoteSignature(
            "w1",
            w1.key.verifier().keyId(),
            impostor.cosign(five.note().text(), Instant.now()).signature());
    w1.bend(answer -> WitnessAnswer.cosigned(List.of(forged)));
    NoteSignature unknown = impostor.cosign(five.note().text(), Instant.now());
    w2.bend(answer -> WitnessAnswer.cosigned(List.of(unknown)));
    w3.bend(answer -> new WitnessAnswer(200, "text/plain", "thank you\n"));
    QuorumException refused =
        assertThrows(QuorumException.class, () -> cosign(collector(1, PATIENCE), five));
    assertTrue(
        refused.getMessage().endsWith("w1: unverified; w2: unverified; w3: unverified"),
        refused.getMessage());
  }

  @Test
  void linesOfStrangersAreNotPassedOn() {
    NoteSigner stranger = WitnessedLog.witnessKey("stranger");
    SignedCheckpoint five = log.grow(5);
    w1.bend(
        answer -> {
          List<NoteSignature> lines = new ArrayList<>(WitnessAnswer.lines(answer.bytes()));
          lines.add(stranger.cosign(five.note().text(), Instant.now()));
          return WitnessAnswer.cosigned(lines);
        });
    SignedCheckpoint cosigned = cosign(collector(3, PATIENCE), five);
    assertEquals(4, cosigned.note().signatures().size());
  }

  @Test
  void aWitnessThatOnlyClaimsALargerTreeStopsNothing() {
    w1.bend(answer -> WitnessAnswer.conflict(1_000_000));
    SignedCheckpoint five = log.grow(5);
    cosign(collector(2, PATIENCE), five);
    // nor one that shows what another key signed
    WitnessedLog stranger = new WitnessedLog();
    w1.show(stranger.grow(1_000));
    cosign(collector(2, PATIENCE), log.grow(6));
    QuorumException refused =
        assertThrows(QuorumException.class, () -> cosign(collector(3, PATIENCE), log.grow(7)));
    assertTrue(refused.getMessage().contains("w1: 409"), refused.getMessage());
  }

  @Test
  void anOldCopyOfTheStorageIsFoundOutByWhatTheLogItselfSigned() {
    SignedCheckpoint old = log.grow(5);
    cosign(collector(3, PATIENCE), log.grow(300));
    // restored from a backup: the log knows nothing of 300
    RolledBackException stopped =
        assertThrows(RolledBackException.class, () -> cosign(collector(3, PATIENCE), old));
    assertTrue(stopped.getMessage().contains("size 300"), stopped.getMessage());
  }

  @Test
  void anOldCopyThatWentOnIsFoundOutToo() {
    cosign(collector(3, PATIENCE), log.grow(5));
    WitnessedLog restored = log.forked();
    SignedCheckpoint same = restored.grow(5);
    CosignatureCollector collector = collector(3, PATIENCE);
    assertThrows(
        RolledBackException.class, () -> collector.cosign(same, from -> restored.proof(from, 5)));
    SignedCheckpoint larger = restored.grow(9);
    RolledBackException stopped =
        assertThrows(
            RolledBackException.class,
            () -> collector.cosign(larger, from -> restored.proof(from, 9)));
    assertTrue(stopped.getMessage().contains("another tree of size 5"), stopped.getMessage());
  }

  @Test
  void aStorageThatGivesNoProofFailsTheQuorumOnly() {
    cosign(collector(3, PATIENCE), log.grow(5));
    SignedCheckpoint next = log.grow(9);
    QuorumException refused =
        assertThrows(
            QuorumException.class,
            () ->
                collector(3, PATIENCE)
                    .cosign(
                        next,
                        from -> {
                          throw new IllegalStateException("storage is away");
                        }));
    assertTrue(refused.getMessage().contains("w1: no proof to send"), refused.getMessage());
  }

  @Test
  void witnessesOutsideTheQuorumAreAskedToo() {
    LogPolicy policy =
        new LogPolicy(
            List.of(), List.of(w1.member(), w2.member()), Quorum.of(1, List.of(w1.key.verifier())));
    assertThrows(
        PolicyException.class,
        () -> new LogPolicy(List.of(), List.of(w2.member()), Quorum.of(w1.key.verifier())));
    CosignatureCollector collector = collector(policy, PATIENCE);
    cosign(collector, log.grow(5));
    for (int i = 0; i < 100 && w2.witness.latest(Samples.ORIGIN).isEmpty(); i++) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    assertEquals(5, w2.witness.latest(Samples.ORIGIN).orElseThrow().checkpoint().size());
  }

  @Test
  void withoutWitnessesNobodyIsAsked() {
    SignedCheckpoint five = log.grow(5);
    CosignatureCollector none = collector(new LogPolicy(List.of(), Quorum.none()), PATIENCE);
    assertEquals(five, cosign(none, five));
    Checkpoint empty = new Checkpoint(Samples.ORIGIN, 0, MerkleHash.empty());
    cosign(collector(3, PATIENCE), SignedCheckpoint.sign(empty, log.key));
  }

  private SignedCheckpoint cosign(CosignatureCollector collector, SignedCheckpoint signed) {
    return collector.cosign(signed, from -> log.proof(from, signed.checkpoint().size()));
  }

  private CosignatureCollector collector(int threshold, Duration patience) {
    return collector(new LogPolicy(List.of(), quorum(threshold)), patience);
  }

  private CosignatureCollector collector(LogPolicy policy, Duration patience) {
    return new CosignatureCollector(
        policy,
        List.of(log.key.verifier()),
        new HttpTransport(PATIENCE, WitnessAnswer.MAX_BYTES),
        threads,
        patience,
        (witness, answer) -> answers.add(witness + " " + answer));
  }

  private Quorum quorum(int threshold) {
    return new Quorum.Group(threshold, Arrays.asList(w1.member(), w2.member(), w3.member()));
  }
}
