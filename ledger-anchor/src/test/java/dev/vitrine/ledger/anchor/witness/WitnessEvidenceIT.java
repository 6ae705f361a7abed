package dev.vitrine.ledger.anchor.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.LogTree;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.Quorum;
import dev.vitrine.ledger.witness.WitnessAnswer;
import dev.vitrine.ledger.witness.WitnessHttp;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a witness anchor asks for and what it does not; evidence that cheats. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields up
class WitnessEvidenceIT {
  private final NoteSigner log = Samples.logKey();
  private final InMemoryLogStorage storage = new InMemoryLogStorage();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private WitnessHttp witness;
  private WitnessAnchor anchor;

  @BeforeEach
  void start() throws IOException {
    Samples.log(storage, log, 3);
    witness = new WitnessHttp("w1", LogPolicy.of(log.verifier()));
    anchor =
        WitnessAnchorIT.anchor(
            log.verifier(),
            witness.member(),
            threads,
            (from, to) -> new LogTree(storage).consistency(from, to));
  }

  @AfterEach
  void stop() {
    witness.close();
    threads.shutdownNow();
  }

  @Test
  void theStepsSayWhoCosignedWhen() throws Exception {
    AnchorEvidence evidence = anchor.evidence(anchor.submit(checkpoint(2)));
    List<Step> steps = anchor.verify(evidence, checkpoint(2).checkpoint());
    assertEquals(
        List.of("witness-format", "witness-checkpoint", "witness-quorum"),
        steps.stream().map(Step::name).toList());
    assertTrue(steps.get(2).detail().startsWith("w1 cosigned at 20"), steps.get(2).detail());
  }

  @Test
  void whatIsCosignedAlreadyIsNotSentAgain() {
    SignedCheckpoint signed = checkpoint(2);
    SignedCheckpoint cosigned = SignedCheckpoint.parse(signed.bytes());
    byte[] first = anchor.evidence(anchor.submit(signed)).bytes();
    cosigned =
        new SignedCheckpoint(
            cosigned.checkpoint(), cosigned.note().with(SignedNote.parse(first).signatures()));
    witness.bend(answer -> new WitnessAnswer(500, "text/plain", "no\n"));
    WitnessAnchor fresh =
        WitnessAnchorIT.anchor(
            log.verifier(),
            witness.member(),
            threads,
            (from, to) -> new LogTree(storage).consistency(from, to));
    assertEquals(
        new String(first, StandardCharsets.UTF_8),
        new String(fresh.evidence(fresh.submit(cosigned)).bytes(), StandardCharsets.UTF_8));
  }

  @Test
  void aWitnessThatDoesNotAnswerIsUnavailable() {
    witness.bend(answer -> new WitnessAnswer(500, "text/plain", "no\n"));
    assertEquals(AnchorException.Kind.UNAVAILABLE, submitting(checkpoint(2)).kind());
    witness.bend(answer -> answer);
    anchor.submit(checkpoint(2));
  }

  @Test
  void anOlderCheckpointAndAForkAreRejected() {
    anchor.submit(checkpoint(2));
    assertEquals(AnchorException.Kind.REJECTED, submitting(checkpoint(1)).kind());
    SignedCheckpoint fork =
        SignedCheckpoint.sign(new Checkpoint(log.name(), 2, MerkleHash.empty()), log);
    assertEquals(AnchorException.Kind.REJECTED, submitting(fork).kind());
  }

  @Test
  void evidenceThatCheatsIsRefusedWhereItCheats() throws Exception {
    SignedCheckpoint signed = checkpoint(2);
    SignedNote good = SignedNote.parse(anchor.evidence(anchor.submit(signed)).bytes());
    refused("witness-checkpoint", good, checkpoint(1));
    // the log's own line, which is not a witness's
    refused("witness-format", good.with(signed.note().signatures()), signed);
    // a stranger's line instead
    NoteSigner stranger =
        NoteSigner.generate("w1", SignatureType.COSIGNATURE_V1, new SecureRandom());
    SignedNote strange =
        new SignedNote(good.text(), List.of(stranger.cosign(good.text(), Instant.now())));
    refused("witness-format", strange, signed);
    // the witness's own line of another checkpoint
    SignedNote other = SignedNote.parse(anchor.evidence(anchor.submit(checkpoint(3))).bytes());
    refused("witness-quorum", new SignedNote(good.text(), other.signatures()), signed);
    // one of two that are needed
    Quorum both = Quorum.of(2, List.of(witness.member().key(), stranger.verifier()));
    RefusedException few =
        assertThrows(
            RefusedException.class,
            () ->
                new WitnessEvidence(both).verify(evidence(good), signed.checkpoint(), step -> {}));
    assertEquals("witness-quorum", few.step());
    assertThrows(IllegalArgumentException.class, () -> new WitnessEvidence(Quorum.none()));
  }

  private void refused(String step, SignedNote note, SignedCheckpoint of) {
    assertEquals(
        step,
        assertThrows(RefusedException.class, () -> anchor.verify(evidence(note), of.checkpoint()))
            .step());
  }

  private AnchorException submitting(SignedCheckpoint signed) {
    return assertThrows(AnchorException.class, () -> anchor.submit(signed));
  }

  private static AnchorEvidence evidence(SignedNote note) {
    return new AnchorEvidence(WitnessEvidence.MEDIA_TYPE, note.bytes());
  }

  private SignedCheckpoint checkpoint(long size) {
    return SignedCheckpoint.sign(
        new Checkpoint(log.name(), size, new LogTree(storage).root(size)), log);
  }
}
