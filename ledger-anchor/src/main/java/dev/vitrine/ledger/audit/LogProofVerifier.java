package dev.vitrine.ledger.audit;

import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.TlogProof;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.util.ArrayList;
import java.util.List;

/**
 * Verifies offline that an entry is in a trusted log ({@code c2sp.org/tlog-proof@v1}).
 *
 * <p>Guarantees that a log of the policy signed, and the quorum cosigned, a tree in which these
 * very bytes stand at the proof's index. Says nothing of what they mean, nor of the proof's extra
 * data, which nobody signs.
 */
public final class LogProofVerifier {
  private final CheckpointVerifier checkpoints;

  /** Under this policy. */
  public LogProofVerifier(LogPolicy policy) {
    this.checkpoints = new CheckpointVerifier(policy);
  }

  /**
   * Verifies the proof text for the entry's bytes.
   *
   * @throws RefusedException at the step that fails
   */
  public VerifiedEntry verify(byte[] proofText, byte[] entry) {
    TlogProof proof;
    try {
      proof = TlogProof.parse(proofText);
    } catch (MalformedNoteException e) {
      throw RefusedException.invalid(VerifiedStep.FORM, e.getMessage());
    }
    List<VerifiedStep> steps = new ArrayList<>();
    steps.add(new VerifiedStep(VerifiedStep.FORM, "c2sp.org/tlog-proof@v1"));
    steps.addAll(checkpoints.verify(proof.checkpoint()));
    InclusionProof inclusion = proof.inclusion();
    if (inclusion.index() >= inclusion.size()) {
      throw RefusedException.invalid(
          VerifiedStep.INCLUSION,
          "index " + inclusion.index() + " is beyond the tree of size " + inclusion.size());
    }
    if (!inclusion.verify(MerkleHash.leaf(entry), proof.checkpoint().checkpoint().root())) {
      throw RefusedException.invalid(
          VerifiedStep.INCLUSION,
          "the entry does not hash to the root from index " + inclusion.index());
    }
    steps.add(
        new VerifiedStep(
            VerifiedStep.INCLUSION,
            "entry " + inclusion.index() + " of " + proof.checkpoint().checkpoint()));
    return new VerifiedEntry(inclusion.index(), proof.checkpoint(), steps);
  }
}
