package dev.vitrine.ledger.anchor.tsa;

import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.AnchorMemory;
import dev.vitrine.ledger.anchor.ImmediateAnchor;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * A time-stamping authority (RFC 3161) as a ledger: it takes in the hash of a checkpoint's text and
 * gives the time back, signed.
 *
 * <p>The evidence is a reply of RFC 3161 that {@code openssl ts -verify -data CHECKPOINT} accepts,
 * CHECKPOINT being the checkpoint's text: what is stamped is its hash, with SHA-256 the very {@link
 * Checkpoint#digest}. The log's signature is not part of it. {@link EvidenceRenewal} makes an
 * evidence record (RFC 4998) of it in time; {@link #verify} takes either.
 */
public final class TsaAnchor extends ImmediateAnchor {
  private final TimeStampClient client;
  private final TimeStampHash hash;
  private final TimeStampEvidence verifier;

  /**
   * An anchor.
   *
   * @param name the authority's, the same for ever
   * @param hash of the checkpoint's text, in new time-stamps
   * @param trust how evidence is verified
   */
  public TsaAnchor(
      String name,
      TimeStampClient client,
      TimeStampHash hash,
      TimeStampTrust trust,
      AnchorMemory memory) {
    super(name, TimeStampReply.MEDIA_TYPE, memory);
    this.client = client;
    this.hash = hash;
    this.verifier = new TimeStampEvidence(trust);
  }

  @Override
  protected byte[] obtain(SignedCheckpoint checkpoint) {
    byte[] imprint = hash.of(TimeStampEvidence.text(checkpoint.checkpoint()));
    return new TimeStampReply(client.stamp(hash, imprint)).bytes();
  }

  @Override
  public List<Step> verify(AnchorEvidence evidence, Checkpoint checkpoint) throws RefusedException {
    List<Step> steps = new ArrayList<>();
    verifier.verify(evidence, checkpoint, steps::add);
    return steps;
  }
}
