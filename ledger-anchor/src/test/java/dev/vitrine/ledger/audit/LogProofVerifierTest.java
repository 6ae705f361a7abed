package dev.vitrine.ledger.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.ledger.checkpoint.TlogProof;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.LogView;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.Quorum;
import dev.vitrine.proofs.merkle.InclusionProof;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogProofVerifierTest {
  private static final int INDEX = 137;
  private final NoteSigner key = Samples.logKey();
  private final NoteSigner w1 = witness("w1");
  private final NoteSigner w2 = witness("w2");
  private final LogView view = Samples.log(new InMemoryLogStorage(), key, 300).view();
  private final TlogProof proof = view.proof(INDEX);
  private final LogProofVerifier verifier = new LogProofVerifier(LogPolicy.of(key.verifier()));

  @Test
  void aGoodProofNamesItsSteps() {
    VerifiedEntry verified = verifier.verify(proof.bytes(), Samples.entry(INDEX));
    assertEquals(INDEX, verified.index());
    assertEquals(
        List.of("form", "checkpoint signature", "quorum", "inclusion"),
        verified.steps().stream().map(VerifiedStep::name).toList());
  }

  @Test
  void anotherEntryIndexOrPathIsRefused() {
    refused("inclusion", Outcome.INVALID, proof, Samples.entry(INDEX + 1));
    refused("inclusion", Outcome.INVALID, proof, new byte[0]);
    List<byte[]> path = proof.inclusion().path();
    refused("inclusion", Outcome.INVALID, with(INDEX ^ 1, path));
    refused("inclusion", Outcome.INVALID, with(300, path));
    refused("inclusion", Outcome.INVALID, with(Long.MAX_VALUE, path));
    List<byte[]> missing = path.subList(0, path.size() - 1);
    refused("inclusion", Outcome.INVALID, with(INDEX, missing));
    List<byte[]> extra = new ArrayList<>(path);
    extra.add(new byte[32]);
    refused("inclusion", Outcome.INVALID, with(INDEX, extra));
    List<byte[]> swapped = new ArrayList<>(path);
    Collections.swap(swapped, 0, 1);
    refused("inclusion", Outcome.INVALID, with(INDEX, swapped));
    List<byte[]> flipped = new ArrayList<>(path);
    byte[] hash = path.get(3).clone();
    hash[5] ^= 4;
    flipped.set(3, hash);
    refused("inclusion", Outcome.INVALID, with(INDEX, flipped));
  }

  @Test
  void anotherSizeRootOrSignatureIsRefused() {
    String text = proof.toString();
    refused("checkpoint signature", Outcome.INVALID, text.replace("\n300\n", "\n299\n"));
    Checkpoint signed = proof.checkpoint().checkpoint();
    byte[] root = signed.root();
    root[0] ^= 1;
    String otherRoot = new Checkpoint(signed.origin(), 300, root).text();
    refused("checkpoint signature", Outcome.INVALID, text.replace(signed.text(), otherRoot));
    SignedNote forged = Samples.logKey().note(signed.text());
    refused(
        "checkpoint signature",
        Outcome.CANNOT_TELL,
        text.replace(proof.checkpoint().note().toString(), forged.toString()));
    String line = proof.checkpoint().note().signatures().get(0).toString();
    int at = line.length() - 20;
    String flipped =
        line.substring(0, at) + (line.charAt(at) == 'A' ? 'B' : 'A') + line.substring(at + 1);
    refused("checkpoint signature", Outcome.INVALID, text.replace(line, flipped));
    refused(
        "checkpoint signature",
        Outcome.INVALID,
        text.replace(line, w1.cosign(signed.text(), Instant.EPOCH).toString()));
  }

  @Test
  void anotherOriginCannotBeTold() {
    String text = proof.toString().replace("\nexample.com/log\n", "\nexample.com/other\n");
    refused("checkpoint signature", Outcome.CANNOT_TELL, text);
    NoteSigner other =
        NoteSigner.generate("example.com/other", SignatureType.ED25519, new SecureRandom());
    LogProofVerifier strangers = new LogProofVerifier(LogPolicy.of(other.verifier()));
    RefusedException refused =
        assertThrows(
            RefusedException.class, () -> strangers.verify(proof.bytes(), Samples.entry(INDEX)));
    assertEquals(Outcome.CANNOT_TELL, refused.outcome());
  }

  @Test
  void aLogMayNotSignUnderAnothersOrigin() {
    NoteSigner other =
        NoteSigner.generate("example.com/other", SignatureType.ED25519, new SecureRandom());
    LogProofVerifier both =
        new LogProofVerifier(
            new LogPolicy(List.of(key.verifier(), other.verifier()), Quorum.none()));
    String note = proof.checkpoint().note().toString();
    SignedNote byOther = other.note(proof.checkpoint().checkpoint().text());
    byte[] text =
        proof.toString().replace(note, byOther.toString()).getBytes(StandardCharsets.UTF_8);
    RefusedException refused =
        assertThrows(RefusedException.class, () -> both.verify(text, Samples.entry(INDEX)));
    assertEquals("checkpoint signature", refused.step());
  }

  @Test
  void theQuorumIsAskedFor() {
    LogProofVerifier strict =
        new LogProofVerifier(
            LogPolicy.of(key.verifier(), Quorum.of(2, List.of(w1.verifier(), w2.verifier()))));
    RefusedException refused =
        assertThrows(
            RefusedException.class, () -> strict.verify(proof.bytes(), Samples.entry(INDEX)));
    assertEquals("quorum", refused.step());
    assertEquals(Outcome.INVALID, refused.outcome());
    Checkpoint checkpoint = proof.checkpoint().checkpoint();
    SignedNote cosigned =
        proof
            .checkpoint()
            .note()
            .with(
                List.of(
                    w1.cosign(checkpoint.text(), Instant.EPOCH),
                    w2.cosign(checkpoint.text(), Instant.EPOCH)));
    TlogProof whole = new TlogProof(proof.inclusion(), new SignedCheckpoint(checkpoint, cosigned));
    assertEquals(4, strict.verify(whole.bytes(), Samples.entry(INDEX)).steps().size());
  }

  @Test
  void whatIsNoProofIsRefusedByItsForm() {
    refused("form", Outcome.INVALID, "");
    refused("form", Outcome.INVALID, proof.toString().replace("index 137", "index 0137"));
  }

  private TlogProof with(long index, List<byte[]> path) {
    return new TlogProof(new InclusionProof(index, 300, path), proof.checkpoint());
  }

  private void refused(String step, Outcome outcome, String text) {
    refused(step, outcome, text.getBytes(StandardCharsets.UTF_8), Samples.entry(INDEX));
  }

  private void refused(String step, Outcome outcome, TlogProof changed) {
    refused(step, outcome, changed, Samples.entry(INDEX));
  }

  private void refused(String step, Outcome outcome, TlogProof changed, byte[] entry) {
    refused(step, outcome, changed.bytes(), entry);
  }

  private void refused(String step, Outcome outcome, byte[] text, byte[] entry) {
    RefusedException refused =
        assertThrows(RefusedException.class, () -> verifier.verify(text, entry));
    assertEquals(step, refused.step(), refused.getMessage());
    assertEquals(outcome, refused.outcome(), refused.getMessage());
  }

  private static NoteSigner witness(String name) {
    return NoteSigner.generate(name, SignatureType.COSIGNATURE_V1, new SecureRandom());
  }
}
