package dev.vitrine.ledger.cose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SigningKey;
import dev.vitrine.ledger.merkle.TreeProofs;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.Quorum;
import dev.vitrine.proofs.merkle.InclusionProof;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Receipts of a log, and a cheat for each check. */
class CoseReceiptTest {
  private static final String ORIGIN = "example.com/log";
  private final SigningKey key = TestKeys.ed25519(1);
  private final NoteVerifier log = NoteVerifier.of(ORIGIN, SignatureType.ED25519, key.publicKey());
  private final NoteSigner witness =
      NoteSigner.generate("witness.example", SignatureType.COSIGNATURE_V1, new SecureRandom());
  private final List<byte[]> entries = new ArrayList<>();
  private final MerkleTree tree;
  private final SignedCheckpoint checkpoint;
  private final ReceiptSigner signer = new ReceiptSigner(ORIGIN, key);
  private final CoseReceiptVerifier verifier = new CoseReceiptVerifier(LogPolicy.of(log));

  CoseReceiptTest() {
    byte[][] leaves = new byte[7][];
    for (int i = 0; i < leaves.length; i++) {
      entries.add(("entry " + i).getBytes(StandardCharsets.UTF_8));
      leaves[i] = MerkleHash.leaf(entries.get(i));
    }
    tree = MerkleTree.ofLeafHashes(leaves);
    checkpoint = signed(key, tree.size(), tree.root());
  }

  @Test
  void aReceiptVerifiesStepByStep() throws Exception {
    for (int i = 0; i < entries.size(); i++) {
      List<String> steps = new ArrayList<>();
      var shown =
          verifier.entry(entries.get(i), receipt(i).encode(), step -> steps.add(step.name()));
      assertEquals(
          List.of(
              "cose-receipt",
              "cose-log",
              "cose-inclusion",
              "cose-signature",
              "cose-checkpoint",
              "checkpoint-signature",
              "quorum"),
          steps);
      assertEquals(Optional.of((long) i), shown.index());
      assertArrayEquals(tree.root(), shown.root());
    }
  }

  /** Whoever knows RFC 9942 and nothing of Vitrine needs no checkpoint. */
  @Test
  void theLogsKeyIsEnoughForOthers() throws Exception {
    var others =
        new CoseReceiptVerifier(
            List.of(new ReceiptLog(ORIGIN, TestKeys.publicKey(key), ReceiptLog.EntryForm.TYPED)));
    CoseSign1 receipt = receipt(3);
    CoseSign1 bare =
        receipt.withUnprotected(
            CoseHeader.EMPTY.with(
                CoseHeader.VDP, receipt.unprotectedHeader().get(CoseHeader.VDP).orElseThrow()));
    assertEquals(Optional.of(7L), others.entry(entries.get(3), bare.encode(), step -> {}).size());
    assertTrue(bare.payload().isEmpty());
  }

  /** Under a quorum; without one, the label of the checkpoint may change, as nobody reads it. */
  @Test
  void everyFlippedBitIsRefused() {
    CoseReceiptVerifier strict =
        new CoseReceiptVerifier(LogPolicy.of(log, Quorum.of(witness.verifier())));
    byte[] good =
        signer.inclusion(entries.get(3), tree.inclusion(3), "entry 3", cosigned()).encode();
    for (int at = 0; at < good.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] forged = good.clone();
        forged[at] ^= (byte) (1 << bit);
        assertThrows(
            RefusedException.class,
            () -> strict.entry(entries.get(3), forged, step -> {}),
            "byte " + at);
      }
    }
  }

  @Test
  void cheatsFailWhereTheyShould() {
    CoseSign1 good = receipt(3);
    invalid(CoseReceiptVerifier.SIGNATURE, entries.get(2), good);
    invalid(CoseReceiptVerifier.RECEIPT, entries.get(3), new byte[] {1});
    // another index or size for the same path
    invalid(
        CoseReceiptVerifier.SIGNATURE,
        entries.get(3),
        proving(good, new InclusionProof(2, 7, tree.inclusion(3).path())));
    invalid(
        CoseReceiptVerifier.INCLUSION,
        entries.get(3),
        proving(good, new InclusionProof(7, 7, tree.inclusion(3).path())));
    invalid(
        CoseReceiptVerifier.INCLUSION,
        entries.get(3),
        proving(good, new InclusionProof(3, 7, List.of())));
    // a size that fits the path as well is caught by the checkpoint
    invalid(
        CoseReceiptVerifier.CHECKPOINT,
        entries.get(3),
        proving(good, new InclusionProof(3, 8, tree.inclusion(3).path())));
    // a payload that is not the root, and one that is
    CoseSign1 told = withPayload(good, new byte[32]);
    invalid(CoseReceiptVerifier.INCLUSION, entries.get(3), told);
    valid(entries.get(3), withPayload(good, tree.root()));
    // the proof under another label, or twice
    invalid(
        CoseReceiptVerifier.INCLUSION,
        entries.get(3),
        good.withUnprotected(CoseReceipt.header(CoseReceipt.CONSISTENCY, proof(3))));
    CborItem twice = CborItem.of(List.of(CborItem.of(proof(3)), CborItem.of(proof(3))));
    invalid(
        CoseReceiptVerifier.INCLUSION,
        entries.get(3),
        good.withUnprotected(
            CoseHeader.EMPTY.with(
                CoseHeader.VDP, CborItem.of(Map.of(CborItem.of(CoseReceipt.INCLUSION), twice)))));
    // the checkpoint of another tree, and one that another signed
    invalid(
        CoseReceiptVerifier.CHECKPOINT,
        entries.get(3),
        carrying(good, signed(key, 7, MerkleHash.empty())));
    invalid(
        "checkpoint-signature",
        entries.get(3),
        carrying(good, forged(TestKeys.ed25519(2), 7, tree.root())));
  }

  @Test
  void headersAreOfTheProtectedHeaderOnly() {
    CoseSign1 good = receipt(3);
    CoseHeader header = good.protectedHeader();
    // without a data structure in the protected header, one beside it does not count
    CoseSign1 bare =
        again(
            header.without(CoseHeader.VDS),
            good.unprotectedHeader().with(CoseHeader.VDS, CborItem.of(1)));
    invalid(CoseReceiptVerifier.RECEIPT, entries.get(3), bare);
    unknown(
        CoseReceiptVerifier.RECEIPT,
        again(header.with(CoseHeader.VDS, CborItem.of(3)), good.unprotectedHeader()));
    unknown(
        CoseReceiptVerifier.RECEIPT,
        again(header.with(CoseHeader.VDS, CborItem.of(2)), good.unprotectedHeader()));
    unknown(
        CoseReceiptVerifier.LOG,
        again(
            header.with(
                CoseHeader.CWT_CLAIMS,
                CborItem.of(Map.of(CborItem.of(CoseHeader.ISSUER), CborItem.of("other.example")))),
            good.unprotectedHeader()));
    unknown(
        CoseReceiptVerifier.LOG,
        again(header.with(CoseHeader.KID, CborItem.of(new byte[32])), good.unprotectedHeader()));
    unknown(
        CoseReceiptVerifier.RECEIPT,
        again(
            header
                .with(CborItem.of("expires"), CborItem.of(1))
                .with(CoseHeader.CRIT, CborItem.of(List.of(CborItem.of("expires")))),
            good.unprotectedHeader()));
    CoseHeader other = header.with(CoseHeader.ALG, CborItem.of(-257));
    unknown(
        CoseReceiptVerifier.SIGNATURE,
        new CoseSign1(
            CborItems.encode(other.item()),
            other,
            good.unprotectedHeader(),
            Optional.empty(),
            good.signature()));
    // ES256 by an Ed25519 key
    CoseHeader wrong = header.with(CoseHeader.ALG, CborItem.of(-7));
    invalid(
        CoseReceiptVerifier.SIGNATURE,
        entries.get(3),
        new CoseSign1(
            CborItems.encode(wrong.item()),
            wrong,
            good.unprotectedHeader(),
            Optional.empty(),
            good.signature()));
  }

  @Test
  void aPolicyWithWitnessesWantsTheirCheckpoint() throws Exception {
    CoseReceiptVerifier strict =
        new CoseReceiptVerifier(LogPolicy.of(log, Quorum.of(witness.verifier())));
    CoseSign1 alone = receipt(3);
    assertEquals("quorum", refused(strict, entries.get(3), alone.encode()).step());
    CoseSign1 bare = alone.withUnprotected(CoseReceipt.header(CoseReceipt.INCLUSION, proof(3)));
    RefusedException missing = refused(strict, entries.get(3), bare.encode());
    assertEquals(CoseReceiptVerifier.CHECKPOINT, missing.step());
    assertEquals(Outcome.CANNOT_TELL, missing.outcome());
    strict.entry(
        entries.get(3),
        signer.inclusion(entries.get(3), tree.inclusion(3), "entry 3", cosigned()).encode(),
        step -> {});
  }

  @Test
  void consistencyIsShownFromAnOlderRoot() throws Exception {
    for (int from = 1; from <= 7; from++) {
      byte[] olderRoot = older(from);
      var proof = TreeProofs.consistency(from, 7, this::node);
      byte[] receipt = signer.consistency(olderRoot, proof, checkpoint).encode();
      var shown = verifier.consistency(from, olderRoot, receipt, step -> {});
      assertArrayEquals(tree.root(), shown.root());
      int size = from;
      assertEquals(
          CoseReceiptVerifier.CONSISTENCY,
          assertThrows(
                  RefusedException.class,
                  () -> verifier.consistency(size + 1, olderRoot, receipt, step -> {}))
              .step());
      byte[] other = olderRoot.clone();
      other[0] ^= 1;
      RefusedException refused =
          assertThrows(
              RefusedException.class, () -> verifier.consistency(size, other, receipt, step -> {}));
      // from a power of two the older root is what the path starts with
      assertEquals(
          Long.bitCount(from) == 1 || from == 7
              ? CoseReceiptVerifier.SIGNATURE
              : CoseReceiptVerifier.CONSISTENCY,
          refused.step());
    }
  }

  @Test
  void nothingIsSignedThatDoesNotHold() {
    assertThrows(
        IllegalArgumentException.class,
        () -> signer.inclusion(entries.get(2), tree.inclusion(3), "entry", checkpoint));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ReceiptSigner("other.example", key)
                .inclusion(entries.get(3), tree.inclusion(3), "entry", checkpoint));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            signer.consistency(new byte[32], TreeProofs.consistency(3, 7, this::node), checkpoint));
  }

  /** The bytes signed for a note and for a receipt differ in the first one. */
  @Test
  void aSignatureOfOneFormatIsNoneOfTheOther() {
    CoseSign1 receipt = receipt(3);
    byte[] signed = CoseSign1.toBeSigned(receipt.protectedBytes(), tree.root());
    assertEquals((byte) 0x84, signed[0]);
    assertEquals(1, new String(new byte[] {signed[0]}, StandardCharsets.UTF_8).length());
    assertEquals('\uFFFD', new String(new byte[] {signed[0]}, StandardCharsets.UTF_8).charAt(0));
    byte[] note = checkpoint.note().text().getBytes(StandardCharsets.UTF_8);
    byte[] noteSignature = key.sign(note);
    invalid(
        CoseReceiptVerifier.SIGNATURE,
        entries.get(3),
        new CoseSign1(
            receipt.protectedBytes(),
            receipt.protectedHeader(),
            receipt.unprotectedHeader(),
            Optional.empty(),
            noteSignature));
  }

  private SignedCheckpoint cosigned() {
    return new SignedCheckpoint(
        checkpoint.checkpoint(),
        checkpoint
            .note()
            .with(
                List.of(
                    witness.cosign(
                        checkpoint.note().text(), Instant.ofEpochSecond(1_700_000_000)))));
  }

  private byte[] older(int size) {
    return TreeProofs.root(size, this::node);
  }

  private byte[] node(int level, long index) {
    byte[][] leaves = new byte[1 << level][];
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = MerkleHash.leaf(entries.get(((int) index << level) + i));
    }
    return MerkleTree.ofLeafHashes(leaves).root();
  }

  private CoseSign1 receipt(int index) {
    return signer.inclusion(
        entries.get(index), tree.inclusion(index), "entry " + index, checkpoint);
  }

  private byte[] proof(int index) {
    return CoseReceipt.encode(tree.inclusion(index));
  }

  private SignedCheckpoint signed(SigningKey by, long size, byte[] root) {
    return forged(by, size, root);
  }

  /** A checkpoint with a signature line under the log's name and id, by whatever key. */
  private SignedCheckpoint forged(SigningKey by, long size, byte[] root) {
    Checkpoint text = new Checkpoint(ORIGIN, size, root);
    return new SignedCheckpoint(
        text,
        new dev.vitrine.ledger.checkpoint.SignedNote(
            text.text(),
            List.of(
                new dev.vitrine.ledger.checkpoint.NoteSignature(
                    ORIGIN, log.keyId(), by.sign(text.text().getBytes(StandardCharsets.UTF_8))))));
  }

  private CoseSign1 again(CoseHeader header, CoseHeader unprotected) {
    return CoseSign1.sign(key, header, unprotected, tree.root(), false);
  }

  private static CoseSign1 withPayload(CoseSign1 receipt, byte[] payload) {
    return new CoseSign1(
        receipt.protectedBytes(),
        receipt.protectedHeader(),
        receipt.unprotectedHeader(),
        Optional.of(payload),
        receipt.signature());
  }

  private static CoseSign1 proving(CoseSign1 receipt, InclusionProof proof) {
    return receipt.withUnprotected(
        CoseReceipt.header(CoseReceipt.INCLUSION, CoseReceipt.encode(proof))
            .with(
                CoseReceipt.CHECKPOINT,
                receipt.unprotectedHeader().get(CoseReceipt.CHECKPOINT).orElseThrow()));
  }

  private static CoseSign1 carrying(CoseSign1 receipt, SignedCheckpoint checkpoint) {
    return receipt.withUnprotected(
        receipt.unprotectedHeader().with(CoseReceipt.CHECKPOINT, CborItem.of(checkpoint.bytes())));
  }

  private void valid(byte[] entry, CoseSign1 receipt) {
    org.junit.jupiter.api.Assertions.assertDoesNotThrow(
        () -> verifier.entry(entry, receipt.encode(), step -> {}));
  }

  private void invalid(String step, byte[] entry, CoseSign1 receipt) {
    invalid(step, entry, receipt.encode());
  }

  private void invalid(String step, byte[] entry, byte[] receipt) {
    RefusedException refused = refused(verifier, entry, receipt);
    assertEquals(step, refused.step(), refused.getMessage());
    assertEquals(Outcome.INVALID, refused.outcome(), refused.getMessage());
  }

  private void unknown(String step, CoseSign1 receipt) {
    RefusedException refused = refused(verifier, entries.get(3), receipt.encode());
    assertEquals(step, refused.step(), refused.getMessage());
    assertEquals(Outcome.CANNOT_TELL, refused.outcome(), refused.getMessage());
  }

  private static RefusedException refused(
      CoseReceiptVerifier verifier, byte[] entry, byte[] receipt) {
    return assertThrows(RefusedException.class, () -> verifier.entry(entry, receipt, step -> {}));
  }
}
