package dev.vitrine.ledger.cose;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SigningKey;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.proofs.merkle.InclusionProof;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Signs COSE receipts (RFC 9942) as a log, with the key that signs its checkpoints. A receipt is
 * over a root that a checkpoint of this log has; the payload is detached, so that a verifier must
 * compute the root itself.
 *
 * <p>One key signs notes and receipts without one being taken for the other: what is signed for a
 * note is its text, which begins with the log's origin; what is signed for a receipt is a CBOR
 * array, which begins with the byte 0x84. No origin begins so, because that byte begins no
 * character in UTF-8.
 */
public final class ReceiptSigner {
  private final String issuer;
  private final SigningKey key;
  private final byte[] keyId;

  /**
   * Of one log.
   *
   * @param issuer the log's origin
   * @param key the key that signs its checkpoints
   */
  public ReceiptSigner(String issuer, SigningKey key) {
    this.issuer = issuer;
    this.key = key;
    this.keyId = CoseKey.ed25519(key.publicKey()).thumbprint();
  }

  /**
   * That an entry is in the tree of this checkpoint.
   *
   * @param entry the entry's bytes, to be sure that the proof is for it
   * @param subject what the entry is about, for the claim {@code sub}
   * @param checkpoint the log's own, published; goes along with its cosignatures
   * @throws IllegalArgumentException if the proof does not lead from the entry to the checkpoint
   * @throws dev.vitrine.ledger.checkpoint.SigningException if the key can't be reached now
   */
  public CoseSign1 inclusion(
      byte[] entry, InclusionProof proof, String subject, SignedCheckpoint checkpoint) {
    byte[] root = checkpoint.checkpoint().root();
    Optional<byte[]> found = proof.root(dev.vitrine.proofs.merkle.MerkleHash.leaf(entry));
    requireOwn(checkpoint);
    if (proof.size() != checkpoint.checkpoint().size()
        || found.filter(it -> Arrays.equals(it, root)).isEmpty()) {
      throw new IllegalArgumentException(
          "the proof does not lead from the entry to the checkpoint");
    }
    return sign(
        subject,
        CoseReceipt.header(CoseReceipt.INCLUSION, CoseReceipt.encode(proof)),
        root,
        checkpoint);
  }

  /**
   * That the tree of this checkpoint begins with an older one.
   *
   * @param olderRoot the older tree's root
   * @throws IllegalArgumentException if the proof does not lead from there to the checkpoint
   * @throws dev.vitrine.ledger.checkpoint.SigningException if the key can't be reached now
   */
  public CoseSign1 consistency(
      byte[] olderRoot, ConsistencyProof proof, SignedCheckpoint checkpoint) {
    byte[] root = checkpoint.checkpoint().root();
    requireOwn(checkpoint);
    if (proof.to() != checkpoint.checkpoint().size() || !proof.verify(olderRoot, root)) {
      throw new IllegalArgumentException("the proof does not lead to the checkpoint");
    }
    return sign(
        issuer,
        CoseReceipt.header(CoseReceipt.CONSISTENCY, CoseReceipt.encode(proof)),
        root,
        checkpoint);
  }

  private void requireOwn(SignedCheckpoint checkpoint) {
    if (!checkpoint.checkpoint().origin().equals(issuer)) {
      throw new IllegalArgumentException("the checkpoint is another log's");
    }
  }

  private CoseSign1 sign(
      String subject, CoseHeader proofs, byte[] root, SignedCheckpoint checkpoint) {
    CoseHeader signed =
        CoseHeader.EMPTY
            .with(CoseHeader.KID, CborItem.of(keyId))
            .with(CoseHeader.VDS, CborItem.of(CoseReceipt.RFC9162_SHA256))
            .with(
                CoseHeader.CWT_CLAIMS,
                CborItem.of(
                    Map.of(
                        CborItem.of(CoseHeader.ISSUER),
                        CborItem.of(issuer),
                        CborItem.of(CoseHeader.SUBJECT),
                        CborItem.of(subject))));
    return CoseSign1.sign(
        key,
        signed,
        proofs.with(CoseReceipt.CHECKPOINT, CborItem.of(checkpoint.bytes())),
        root,
        false);
  }

  /** Names the log. */
  @Override
  public String toString() {
    return "ReceiptSigner[" + issuer + "]";
  }
}
