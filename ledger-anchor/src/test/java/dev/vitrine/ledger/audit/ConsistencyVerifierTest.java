package dev.vitrine.ledger.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.Quorum;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsistencyVerifierTest {
  private final NoteSigner key = Samples.logKey();
  private final InMemoryLogStorage storage = new InMemoryLogStorage();
  private final Log log = Samples.log(storage, key, 100);
  private final SignedCheckpoint older = log.latest().orElseThrow();
  private final SignedCheckpoint newer = Samples.log(storage, key, 300).latest().orElseThrow();
  private final LogPolicy policy = LogPolicy.of(key.verifier());
  private final ConsistencyVerifier verifier = new ConsistencyVerifier(policy);
  private final ConsistencyProof proof = log.view().consistencyProof(100, 300);

  @Test
  void growthIsVerified() throws Exception {
    List<Step> steps = verifier.verify(older, newer, proof);
    assertEquals("consistency", steps.get(steps.size() - 1).name());
    assertEquals(5, steps.size());
    verifier.verify(older, older, new ConsistencyProof(100, 100, List.of()));
    SignedCheckpoint empty = sign(0, MerkleHash.empty());
    verifier.verify(empty, newer, new ConsistencyProof(0, 300, List.of()));
  }

  @Test
  void aLogThatShrinksIsRefused() {
    refused("shrank", newer, older, new ConsistencyProof(300, 100, proof.path()));
  }

  @Test
  void twoRootsForOneSizeAreRefused() {
    SignedCheckpoint other = sign(300, MerkleHash.empty());
    refused("two roots", newer, other, new ConsistencyProof(300, 300, List.of()));
  }

  @Test
  void anotherProofIsRefused() {
    refused("no prefix", older, newer, new ConsistencyProof(100, 300, List.of()));
    refused("a proof from", older, newer, log.view().consistencyProof(99, 300));
    refused("a proof from", older, newer, log.view().consistencyProof(100, 299));
    refused("no prefix", sign(100, MerkleHash.empty()), newer, proof);
    refused(
        "empty tree",
        sign(0, newer.checkpoint().root()),
        newer,
        new ConsistencyProof(0, 300, List.of()));
    refused(
        "empty tree",
        sign(0, MerkleHash.empty()),
        newer,
        new ConsistencyProof(0, 300, proof.path()));
  }

  @Test
  void anotherLogIsRefused() {
    NoteSigner other =
        NoteSigner.generate("example.com/other", SignatureType.ED25519, new SecureRandom());
    ConsistencyVerifier both =
        new ConsistencyVerifier(
            new LogPolicy(List.of(key.verifier(), other.verifier()), Quorum.none()));
    SignedCheckpoint foreign =
        SignedCheckpoint.sign(
            new Checkpoint("example.com/other", 300, newer.checkpoint().root()), other);
    RefusedException refused =
        assertThrows(RefusedException.class, () -> both.verify(older, foreign, proof));
    assertTrue(refused.reason().contains("two logs"));
  }

  @Test
  void aSplitViewLeavesEvidenceThatConvictsTheLog() throws Exception {
    InMemoryLogStorage forked = new InMemoryLogStorage();
    forked.append(List.of("another first entry".getBytes(StandardCharsets.UTF_8)));
    SignedCheckpoint fork = Samples.log(forked, key, 50).latest().orElseThrow();
    SplitView evidence = SplitView.between(newer, fork, storage).orElseThrow();
    assertEquals(fork, evidence.smaller());
    assertEquals(newer, evidence.larger());
    List<Step> steps = evidence.verify(policy);
    assertEquals("split-view", steps.get(steps.size() - 1).name());

    SignedCheckpoint sameSize = Samples.log(forked, key, 300).latest().orElseThrow();
    SplitView.between(sameSize, newer, storage).orElseThrow().verify(policy);
  }

  @Test
  void anHonestLogIsNotConvicted() throws Exception {
    assertEquals(Optional.empty(), SplitView.between(older, newer, storage));
    assertEquals(Optional.empty(), SplitView.between(newer, newer, storage));
    SplitView none = new SplitView(older, newer, older.checkpoint().root(), proof);
    assertThrows(RefusedException.class, () -> none.verify(policy));
    SplitView invented = new SplitView(older, newer, MerkleHash.empty(), proof);
    assertThrows(RefusedException.class, () -> invented.verify(policy));
    NoteSigner stranger = Samples.logKey();
    SignedCheckpoint forged =
        SignedCheckpoint.sign(new Checkpoint(Samples.ORIGIN, 300, MerkleHash.empty()), stranger);
    SplitView framed = SplitView.between(newer, forged, storage).orElseThrow();
    assertThrows(RefusedException.class, () -> framed.verify(policy));
    SignedCheckpoint elsewhere = sign(300, MerkleHash.empty());
    RefusedException refused =
        assertThrows(RefusedException.class, () -> SplitView.between(older, elsewhere, storage));
    assertEquals(Outcome.CANNOT_TELL, refused.outcome());
  }

  private void refused(
      String reason, SignedCheckpoint from, SignedCheckpoint to, ConsistencyProof changed) {
    RefusedException refused =
        assertThrows(RefusedException.class, () -> verifier.verify(from, to, changed));
    assertEquals("consistency", refused.step());
    assertEquals(Outcome.INVALID, refused.outcome());
    assertTrue(refused.reason().contains(reason), refused.reason());
  }

  private SignedCheckpoint sign(long size, byte[] root) {
    return SignedCheckpoint.sign(new Checkpoint(Samples.ORIGIN, size, root), key);
  }
}
