package dev.vitrine.ledger.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
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
  void aGoodProofNamesItsSteps() throws Exception {
    List<Step> steps = new ArrayList<>();
    var placed = verifier.verify(Samples.entry(INDEX), proof.bytes(), steps::add);
    assertEquals(INDEX, placed.index());
    assertEquals(300, placed.anchor().size());
    assertEquals(INDEX, placed.logIndex());
    assertEquals(Samples.ORIGIN, placed.origin());
    assertEquals(Samples.ORIGIN, placed.anchor().origin());
    assertEquals(0, placed.shard());
    assertArrayEquals(proof.checkpoint().checkpoint().root(), placed.anchor().root());
    assertEquals(
        List.of("log-proof", "checkpoint-signature", "quorum", "log-inclusion"),
        steps.stream().map(Step::name).toList());
  }

  @Test
  void anotherEntryIndexOrPathIsRefused() {
    refused("log-inclusion", Outcome.INVALID, proof, Samples.entry(INDEX + 1));
    refused("log-inclusion", Outcome.INVALID, proof, new byte[0]);
    List<byte[]> path = proof.inclusion().path();
    refused("log-inclusion", Outcome.INVALID, with(INDEX ^ 1, path));
    refused("log-inclusion", Outcome.INVALID, with(300, path));
    refused("log-inclusion", Outcome.INVALID, with(Long.MAX_VALUE, path));
    List<byte[]> missing = path.subList(0, path.size() - 1);
    refused("log-inclusion", Outcome.INVALID, with(INDEX, missing));
    List<byte[]> extra = new ArrayList<>(path);
    extra.add(new byte[32]);
    refused("log-inclusion", Outcome.INVALID, with(INDEX, extra));
    List<byte[]> swapped = new ArrayList<>(path);
    Collections.swap(swapped, 0, 1);
    refused("log-inclusion", Outcome.INVALID, with(INDEX, swapped));
    List<byte[]> flipped = new ArrayList<>(path);
    byte[] hash = path.get(3).clone();
    hash[5] ^= 4;
    flipped.set(3, hash);
    refused("log-inclusion", Outcome.INVALID, with(INDEX, flipped));
  }

  @Test
  void anotherSizeRootOrSignatureIsRefused() {
    String text = proof.toString();
    refused("checkpoint-signature", Outcome.INVALID, text.replace("\n300\n", "\n299\n"));
    Checkpoint signed = proof.checkpoint().checkpoint();
    byte[] root = signed.root();
    root[0] ^= 1;
    String otherRoot = new Checkpoint(signed.origin(), 300, root).text();
    refused("checkpoint-signature", Outcome.INVALID, text.replace(signed.text(), otherRoot));
    SignedNote forged = Samples.logKey().note(signed.text());
    refused(
        "checkpoint-signature",
        Outcome.CANNOT_TELL,
        text.replace(proof.checkpoint().note().toString(), forged.toString()));
    String line = proof.checkpoint().note().signatures().get(0).toString();
    int at = line.length() - 20;
    String flipped =
        line.substring(0, at) + (line.charAt(at) == 'A' ? 'B' : 'A') + line.substring(at + 1);
    refused("checkpoint-signature", Outcome.INVALID, text.replace(line, flipped));
    refused(
        "checkpoint-signature",
        Outcome.INVALID,
        text.replace(line, w1.cosign(signed.text(), Instant.EPOCH).toString()));
  }

  @Test
  void anotherOriginCannotBeTold() {
    String text = proof.toString().replace("\nexample.com/log\n", "\nexample.com/other\n");
    refused("checkpoint-signature", Outcome.CANNOT_TELL, text);
    NoteSigner other =
        NoteSigner.generate("example.com/other", SignatureType.ED25519, new SecureRandom());
    LogProofVerifier strangers = new LogProofVerifier(LogPolicy.of(other.verifier()));
    RefusedException refused =
        assertThrows(
            RefusedException.class, () -> check(strangers, proof.bytes(), Samples.entry(INDEX)));
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
        assertThrows(RefusedException.class, () -> check(both, text, Samples.entry(INDEX)));
    assertEquals("checkpoint-signature", refused.step());
  }

  @Test
  void theQuorumIsAskedFor() throws Exception {
    LogProofVerifier strict =
        new LogProofVerifier(
            LogPolicy.of(key.verifier(), Quorum.of(2, List.of(w1.verifier(), w2.verifier()))));
    RefusedException refused =
        assertThrows(
            RefusedException.class, () -> check(strict, proof.bytes(), Samples.entry(INDEX)));
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
    assertEquals(4, check(strict, whole.bytes(), Samples.entry(INDEX)).size());
  }

  @Test
  void whatIsNoProofIsRefusedByItsForm() {
    refused("log-proof", Outcome.INVALID, "");
    refused("log-proof", Outcome.INVALID, proof.toString().replace("index 137", "index 0137"));
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
        assertThrows(RefusedException.class, () -> check(verifier, text, entry));
    assertEquals(step, refused.step(), refused.getMessage());
    assertEquals(outcome, refused.outcome(), refused.getMessage());
  }

  private static List<Step> check(LogProofVerifier verifier, byte[] text, byte[] entry)
      throws RefusedException {
    List<Step> steps = new ArrayList<>();
    verifier.verify(entry, text, steps::add);
    return steps;
  }

  private static NoteSigner witness(String name) {
    return NoteSigner.generate(name, SignatureType.COSIGNATURE_V1, new SecureRandom());
  }
}
