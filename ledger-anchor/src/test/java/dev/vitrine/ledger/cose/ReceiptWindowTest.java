package dev.vitrine.ledger.cose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.audit.CheckpointVerifier;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSignature;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.ledger.checkpoint.SigningKey;
import dev.vitrine.ledger.witness.LogKeyWindow;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.Quorum;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.merkle.MerkleTree;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Receipts by keys that were retired, revoked or not yet in use: judged as checkpoints are. */
class ReceiptWindowTest {
  private static final String ORIGIN = "example.com/log";
  private static final int SIZE = 7;
  private static final long COSIGNED = 1_700_000_000;
  private static final LogKeyWindow RETIRED =
      new LogKeyWindow(0, OptionalLong.of(SIZE - 1), OptionalLong.empty());
  private static final LogKeyWindow LATER =
      new LogKeyWindow(SIZE + 1, OptionalLong.empty(), OptionalLong.empty());
  private static final LogKeyWindow GOOD =
      new LogKeyWindow(SIZE, OptionalLong.of(SIZE), OptionalLong.empty());

  private final SigningKey old = TestKeys.ed25519(1);
  private final SigningKey current = TestKeys.ed25519(2);
  private final NoteVerifier oldKey = verifier(old);
  private final NoteVerifier currentKey = verifier(current);
  private final NoteSigner witness =
      NoteSigner.generate("witness.example", SignatureType.COSIGNATURE_V1, new SecureRandom());
  private final byte[] entry = {3};
  private final MerkleTree tree;

  ReceiptWindowTest() {
    byte[][] leaves = new byte[SIZE][];
    for (int i = 0; i < SIZE; i++) {
      leaves[i] = MerkleHash.leaf(new byte[] {(byte) i});
    }
    tree = MerkleTree.ofLeafHashes(leaves);
  }

  @Test
  void aKeyWithinItsWindowIsTakenStepByStep() throws Exception {
    List<String> steps = new ArrayList<>();
    new CoseReceiptVerifier(policy(GOOD))
        .entry(entry, receipt(old, old).encode(), step -> steps.add(step.name()));
    assertEquals(
        List.of("checkpoint-signature", "quorum", "key-window", "cose-key-window"),
        steps.subList(steps.indexOf("cose-checkpoint") + 1, steps.size()));
  }

  @Test
  void aKeyOutsideOfItsWindowIsRefusedAsItsCheckpointIs() {
    for (LogKeyWindow window : List.of(RETIRED, LATER, revoked(COSIGNED))) {
      CoseSign1 receipt = receipt(old, old);
      assertEquals(
          asCheckpoint(policy(window), checkpoint(old)),
          refused(policy(window), receipt, CheckpointVerifier.KEY_WINDOW, Outcome.INVALID));
    }
  }

  /** The cheat: the real log's checkpoint of that tree around a receipt by the old key. */
  @Test
  void aGoodCheckpointDoesNotMakeAReceiptByABadKeyGood() throws Exception {
    CoseSign1 receipt = receipt(old, current);
    new CoseReceiptVerifier(policy(GOOD)).entry(entry, receipt.encode(), step -> {});
    for (LogKeyWindow window : List.of(RETIRED, LATER, revoked(COSIGNED))) {
      assertEquals(
          asCheckpoint(policy(window), checkpoint(old)),
          refused(policy(window), receipt, CoseReceiptVerifier.KEY_WINDOW, Outcome.INVALID));
    }
  }

  @Test
  void aRevokedKeyCountsForWhatWitnessesSawBefore() throws Exception {
    LogPolicy before =
        new LogPolicy(List.of(oldKey, currentKey), Quorum.of(witness.verifier()))
            .within(Map.of(oldKey, revoked((COSIGNED + 1) * 1000)));
    new CoseReceiptVerifier(before).entry(entry, cosigned(old).encode(), step -> {});
    LogPolicy after = before.within(Map.of(oldKey, revoked(COSIGNED * 1000)));
    refused(after, cosigned(old), CheckpointVerifier.KEY_WINDOW, Outcome.INVALID);
    refused(after, cosigned(current), CoseReceiptVerifier.KEY_WINDOW, Outcome.INVALID);
  }

  /** Without the checkpoint the size is anybody's to write. */
  @Test
  void withoutACheckpointAWindowCantBeChecked() throws Exception {
    CoseSign1 bare = bare(receipt(old, old));
    refused(policy(GOOD), bare, CoseReceiptVerifier.KEY_WINDOW, Outcome.CANNOT_TELL);
    refused(policy(RETIRED), bare, CoseReceiptVerifier.KEY_WINDOW, Outcome.INVALID);
    refused(policy(LATER), bare, CoseReceiptVerifier.KEY_WINDOW, Outcome.INVALID);
    refused(policy(revoked(COSIGNED)), bare, CoseReceiptVerifier.KEY_WINDOW, Outcome.INVALID);
    // the other key of the log has no window
    new CoseReceiptVerifier(policy(RETIRED))
        .entry(entry, bare(receipt(current, current)).encode(), step -> {});
  }

  /** The cheat: a data structure that has no size, for which no window could be checked. */
  @Test
  void aRevokedKeyDoesNotGetByAsALedgerOfAnotherKind() {
    SignedStatement statement = TestKeys.statement(current, "https://supplier.example", "x");
    byte[] nothing = new byte[32];
    CborItem leaf =
        CborItem.of(
            List.of(
                CborItem.of(nothing), CborItem.of("evidence"), CborItem.of(statement.digest())));
    CborItem path =
        CborItem.of(List.of(CborItem.of(List.of(CborItem.Simple.TRUE, CborItem.of(nothing)))));
    byte[] inner =
        Sha256.of(
            nothing, Sha256.of("evidence".getBytes(StandardCharsets.UTF_8)), statement.digest());
    CoseHeader header =
        receipt(old, old)
            .protectedHeader()
            .with(CoseHeader.VDS, CborItem.of(CoseReceipt.CCF_LEDGER_SHA256));
    byte[] receipt =
        CoseSign1.sign(
                old,
                header,
                CoseReceipt.header(
                    CoseReceipt.INCLUSION,
                    CborItems.encode(
                        CborItem.of(Map.of(CborItem.of(1), leaf, CborItem.of(2), path)))),
                Sha256.of(nothing, inner),
                false)
            .encode();
    for (LogKeyWindow window : List.of(revoked(COSIGNED), RETIRED)) {
      RefusedException refused =
          assertThrows(
              RefusedException.class,
              () ->
                  new CoseReceiptVerifier(policy(window))
                      .statement(statement, receipt, step -> {}));
      assertEquals(CoseReceiptVerifier.KEY_WINDOW, refused.step(), refused.getMessage());
      assertEquals(
          window.equals(RETIRED) ? Outcome.CANNOT_TELL : Outcome.INVALID, refused.outcome());
    }
  }

  private LogPolicy policy(LogKeyWindow window) {
    return new LogPolicy(List.of(oldKey, currentKey), Quorum.none()).within(Map.of(oldKey, window));
  }

  private static LogKeyWindow revoked(long millis) {
    return new LogKeyWindow(0, OptionalLong.empty(), OptionalLong.of(millis));
  }

  private static NoteVerifier verifier(SigningKey key) {
    return NoteVerifier.of(ORIGIN, SignatureType.ED25519, key.publicKey());
  }

  private SignedCheckpoint checkpoint(SigningKey by) {
    Checkpoint text = new Checkpoint(ORIGIN, SIZE, tree.root());
    byte[] signature = by.sign(text.text().getBytes(StandardCharsets.UTF_8));
    return new SignedCheckpoint(
        text,
        new SignedNote(
            text.text(), List.of(new NoteSignature(ORIGIN, verifier(by).keyId(), signature))));
  }

  private CoseSign1 receipt(SigningKey by, SigningKey checkpointBy) {
    return receipt(by, checkpoint(checkpointBy));
  }

  private CoseSign1 receipt(SigningKey by, SignedCheckpoint checkpoint) {
    return new ReceiptSigner(ORIGIN, by)
        .inclusion(entry, tree.inclusion(entry[0]), "entry", checkpoint);
  }

  private CoseSign1 cosigned(SigningKey checkpointBy) {
    SignedCheckpoint plain = checkpoint(checkpointBy);
    NoteSignature line = witness.cosign(plain.note().text(), Instant.ofEpochSecond(COSIGNED));
    return receipt(old, new SignedCheckpoint(plain.checkpoint(), plain.note().with(List.of(line))));
  }

  private static CoseSign1 bare(CoseSign1 receipt) {
    return receipt.withUnprotected(
        CoseHeader.EMPTY.with(
            CoseHeader.VDP, receipt.unprotectedHeader().get(CoseHeader.VDP).orElseThrow()));
  }

  private static String asCheckpoint(LogPolicy policy, SignedCheckpoint checkpoint) {
    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () -> new CheckpointVerifier(policy).verify(checkpoint, step -> {}));
    assertEquals(CheckpointVerifier.KEY_WINDOW, refused.step());
    return refused.reason();
  }

  private String refused(LogPolicy policy, CoseSign1 receipt, String step, Outcome outcome) {
    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () -> new CoseReceiptVerifier(policy).entry(entry, receipt.encode(), each -> {}));
    assertEquals(step, refused.step(), refused.getMessage());
    assertEquals(outcome, refused.outcome(), refused.getMessage());
    assertTrue(refused.reason().contains("key"), refused.reason());
    return refused.reason();
  }
}
