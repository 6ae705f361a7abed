package dev.vitrine.ledger.audit;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.TlogProof;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.function.Consumer;

/**
 * Verifies offline that an entry is in a trusted log ({@code c2sp.org/tlog-proof@v1}).
 *
 * <p>Guarantees that a log of the policy signed, and the quorum cosigned, a tree in which these
 * very bytes stand at the proof's index. Says nothing of what they mean, nor of the proof's extra
 * data, which nobody signs.
 *
 * <p>Steps, in order: {@value #LOG_PROOF}, those of {@link CheckpointVerifier}, {@value
 * #LOG_INCLUSION}.
 */
public final class LogProofVerifier implements dev.vitrine.proofs.verdict.LogProofVerifier {
  /** The step: the proof is in its one allowed form. */
  public static final String LOG_PROOF = "log-proof";

  /** The step: the entry is in the tree. */
  public static final String LOG_INCLUSION = "log-inclusion";

  private final CheckpointVerifier checkpoints;

  /** Under this policy. */
  public LogProofVerifier(LogPolicy policy) {
    this.checkpoints = new CheckpointVerifier(policy);
  }

  @Override
  public Placed verify(byte[] entry, byte[] proofText, Consumer<Step> passed)
      throws RefusedException {
    TlogProof proof;
    try {
      proof = TlogProof.parse(proofText);
    } catch (MalformedNoteException e) {
      throw RefusedException.invalid(LOG_PROOF, e.getMessage());
    }
    passed.accept(new Step(LOG_PROOF, "c2sp.org/tlog-proof@v1"));
    checkpoints.verify(proof.checkpoint(), passed);
    Checkpoint checkpoint = proof.checkpoint().checkpoint();
    InclusionProof inclusion = proof.inclusion();
    if (inclusion.index() >= inclusion.size()) {
      throw RefusedException.invalid(
          LOG_INCLUSION,
          "index " + inclusion.index() + " is beyond the tree of size " + inclusion.size());
    }
    if (!inclusion.verify(MerkleHash.leaf(entry), checkpoint.root())) {
      throw RefusedException.invalid(
          LOG_INCLUSION, "the entry does not hash to the root from index " + inclusion.index());
    }
    passed.accept(new Step(LOG_INCLUSION, "entry " + inclusion.index() + " of " + checkpoint));
    return new Placed(checkpoint.origin(), inclusion.index(), checkpoint.size(), checkpoint.root());
  }
}
