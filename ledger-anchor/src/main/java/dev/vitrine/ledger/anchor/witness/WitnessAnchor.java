package dev.vitrine.ledger.anchor.witness;

import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.anchor.AnchorMemory;
import dev.vitrine.ledger.anchor.ImmediateAnchor;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.Cosigner;
import dev.vitrine.ledger.log.QuorumException;
import dev.vitrine.ledger.log.RolledBackException;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.ledger.witness.Quorum;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * The witnesses of other gateways as a ledger (C2SP tlog-witness): each remembers the newest
 * checkpoint of this log and cosigns none that does not extend it. The evidence is the cosigned
 * note, as {@link WitnessEvidence} has it.
 *
 * <p>A checkpoint that comes with the quorum's cosignatures, as published ones may, is not sent
 * again. One that is older than what a witness knows is REJECTED: the newer one stands for it.
 */
public final class WitnessAnchor extends ImmediateAnchor {
  private final Cosigner cosigner;
  private final Proofs proofs;
  private final WitnessEvidence verifier;

  /** Where consistency proofs of the log come from. */
  public interface Proofs {
    /** The proof that the log of size {@code to} extends that of size {@code from}. */
    ConsistencyProof between(long from, long to);
  }

  /**
   * An anchor.
   *
   * @param name of these witnesses as a ledger, the same for ever
   * @param cosigner asks them, until the quorum is reached
   * @param quorum how many of whom
   */
  public WitnessAnchor(
      String name, Cosigner cosigner, Proofs proofs, Quorum quorum, AnchorMemory memory) {
    super(name, WitnessEvidence.MEDIA_TYPE, memory);
    this.cosigner = cosigner;
    this.proofs = proofs;
    this.verifier = new WitnessEvidence(quorum);
  }

  @Override
  protected byte[] obtain(SignedCheckpoint checkpoint) {
    try {
      SignedCheckpoint cosigned =
          verifier.reachedBy(checkpoint.note())
              ? checkpoint
              : cosigner.cosign(
                  checkpoint, from -> proofs.between(from, checkpoint.checkpoint().size()));
      return verifier.bare(cosigned.note()).bytes();
    } catch (QuorumException e) {
      throw new AnchorException(
          AnchorException.Kind.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    } catch (RolledBackException e) {
      throw new AnchorException(AnchorException.Kind.REJECTED, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public List<Step> verify(AnchorEvidence evidence, Checkpoint checkpoint) throws RefusedException {
    List<Step> steps = new ArrayList<>();
    verifier.verify(evidence, checkpoint, steps::add);
    return steps;
  }
}
