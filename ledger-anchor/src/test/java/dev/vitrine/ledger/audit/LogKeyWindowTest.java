package dev.vitrine.ledger.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.LogSigner;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.TlogProof;
import dev.vitrine.ledger.log.Cosigner;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.ledger.witness.LogKeyWindow;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.PolicyException;
import dev.vitrine.ledger.witness.Quorum;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What log keys are good for, and what of a stolen one still counts. */
class LogKeyWindowTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private final NoteSigner old = Samples.logKey();
  private final NoteSigner next = Samples.logKey();
  private final NoteSigner east = witness("east.example", SignatureType.COSIGNATURE_V1);
  private final NoteSigner west = witness("west.example", SignatureType.SUBTREE_V1);

  @Test
  void aKeySignsTheTreesOfItsWindow() throws Exception {
    LogKeyWindow window = new LogKeyWindow(5, OptionalLong.of(9), OptionalLong.empty());
    LogPolicy policy = LogPolicy.of(old.verifier()).within(Map.of(old.verifier(), window));
    refused(policy, signed(4, old), "may sign from size 5 on");
    assertTrue(steps(policy, signed(5, old)).contains("key-window"));
    assertTrue(steps(policy, signed(9, old)).contains("key-window"));
    refused(policy, signed(10, old), "was retired at size 9");
    assertTrue(
        !steps(LogPolicy.of(old.verifier()), signed(4, old)).contains("key-window"),
        "no window, no step");
  }

  @Test
  void whileTwoKeysOverlapEitherIsEnough() throws Exception {
    LogPolicy policy =
        new LogPolicy(List.of(old.verifier(), next.verifier()), Quorum.none())
            .within(
                Map.of(
                    old.verifier(),
                    new LogKeyWindow(0, OptionalLong.of(9), OptionalLong.empty()),
                    next.verifier(),
                    new LogKeyWindow(6, OptionalLong.empty(), OptionalLong.empty())));
    steps(policy, signed(5, old));
    steps(policy, signed(7, old));
    steps(policy, signed(7, next));
    steps(policy, signed(10, old, next));
    refused(policy, signed(10, old), "was retired");
    refused(policy, signed(5, next), "may sign from");
    steps(LogPolicy.of(old.verifier()), signed(7, old, next));
    steps(LogPolicy.of(next.verifier()), signed(7, old, next));
  }

  /** Its thief signs small trees as well as large ones: without witnesses nothing by it counts. */
  @Test
  void aRevokedKeyIsBelievedOnlyWithOlderCosignatures() throws Exception {
    LogKeyWindow stolen =
        new LogKeyWindow(0, OptionalLong.empty(), OptionalLong.of(NOON.toEpochMilli()));
    LogPolicy alone = LogPolicy.of(old.verifier()).within(Map.of(old.verifier(), stolen));
    refused(alone, signed(3, old), "no witnesses say");
    LogPolicy both =
        LogPolicy.of(old.verifier(), Quorum.of(2, List.of(east.verifier(), west.verifier())))
            .within(Map.of(old.verifier(), stolen));
    Instant before = NOON.minusSeconds(1);
    steps(both, cosigned(signed(3, old), before, before));
    refused(both, cosigned(signed(3, old), before, NOON), "no witnesses say");
    refused(both, cosigned(signed(3, old), NOON, before), "no witnesses say");
    refused(both, cosigned(signed(3, old), before, Instant.EPOCH), "no witnesses say");
    LogPolicy one =
        LogPolicy.of(old.verifier(), Quorum.of(1, List.of(east.verifier(), west.verifier())))
            .within(Map.of(old.verifier(), stolen));
    steps(one, cosigned(signed(3, old), before, Instant.EPOCH));
    refused(one, cosigned(signed(3, old), before, NOON), "no witnesses say");
    LogPolicy replaced =
        new LogPolicy(List.of(old.verifier(), next.verifier()), Quorum.none())
            .within(Map.of(old.verifier(), stolen));
    steps(replaced, signed(3, old, next));
  }

  /** The second in which the last witness cosigned, to its end. */
  @Test
  void aLogProofTellsByWhenItWasCosigned() throws Exception {
    InMemoryLogStorage storage = new InMemoryLogStorage();
    Log log = Samples.log(storage, old, 3);
    TlogProof proof = log.view().proof(1);
    assertEquals(OptionalLong.empty(), placed(LogPolicy.of(old.verifier()), proof));
    Instant before = NOON.minusSeconds(7);
    TlogProof dated = new TlogProof(proof.inclusion(), cosigned(proof.checkpoint(), NOON, before));
    LogPolicy both =
        LogPolicy.of(old.verifier(), Quorum.of(2, List.of(east.verifier(), west.verifier())));
    assertEquals(OptionalLong.of(NOON.toEpochMilli() + 999), placed(both, dated));
    TlogProof half =
        new TlogProof(proof.inclusion(), cosigned(proof.checkpoint(), NOON, Instant.EPOCH));
    assertEquals(OptionalLong.empty(), placed(both, half), "one of two does not say when");
  }

  @Test
  void windowsAreOfKeysThatAreThere() {
    assertThrows(
        PolicyException.class, () -> new LogKeyWindow(5, OptionalLong.of(4), OptionalLong.empty()));
    LogPolicy policy = LogPolicy.of(old.verifier());
    assertThrows(
        PolicyException.class, () -> policy.within(Map.of(next.verifier(), LogKeyWindow.ALWAYS)));
  }

  /** After a theft the new key alone signs, on top of a checkpoint that only the old one signed. */
  @Test
  void aLogKnowsTheCheckpointsOfItsEarlierKeys() {
    InMemoryLogStorage storage = new InMemoryLogStorage();
    Samples.log(storage, old, 3);
    storage.append(Samples.entries(3, 5));
    Log stranger = new Log(storage, LogSigner.of(next), Cosigner.NONE);
    assertThrows(RuntimeException.class, stranger::integrateAndPublish);
    LogSigner signer = LogSigner.of(next).after(List.of(old.verifier()));
    Log log = new Log(storage, signer, Cosigner.NONE);
    log.integrateAndPublish();
    SignedCheckpoint latest = log.latest().orElseThrow();
    assertEquals(5, latest.checkpoint().size());
    assertEquals(1, latest.note().signatures().size());
    NoteSigner other =
        NoteSigner.generate("example.com/other", SignatureType.ED25519, new SecureRandom());
    assertThrows(MalformedNoteException.class, () -> signer.after(List.of(other.verifier())));
  }

  private static OptionalLong placed(LogPolicy policy, TlogProof proof) throws RefusedException {
    byte[] text = proof.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new LogProofVerifier(policy)
        .verify(Samples.entry(1), text, step -> {})
        .anchor()
        .cosignedMillis();
  }

  private static NoteSigner witness(String name, SignatureType type) {
    return NoteSigner.generate(name, type, new SecureRandom());
  }

  private static SignedCheckpoint signed(long size, NoteSigner... keys) {
    Checkpoint checkpoint = new Checkpoint(Samples.ORIGIN, size, new byte[32]);
    return LogSigner.of(List.of(keys)).sign(checkpoint);
  }

  private SignedCheckpoint cosigned(SignedCheckpoint signed, Instant first, Instant second) {
    String text = signed.note().text();
    return new SignedCheckpoint(
        signed.checkpoint(),
        signed.note().with(List.of(east.cosign(text, first), west.cosign(text, second))));
  }

  private static List<String> steps(LogPolicy policy, SignedCheckpoint signed)
      throws RefusedException {
    List<String> steps = new ArrayList<>();
    new CheckpointVerifier(policy).verify(signed, step -> steps.add(step.name()));
    return steps;
  }

  private static void refused(LogPolicy policy, SignedCheckpoint signed, String why) {
    RefusedException refusal = assertThrows(RefusedException.class, () -> steps(policy, signed));
    assertEquals("key-window", refusal.step());
    assertEquals(Outcome.INVALID, refusal.outcome());
    assertTrue(refusal.reason().contains(why), refusal.reason());
  }
}
