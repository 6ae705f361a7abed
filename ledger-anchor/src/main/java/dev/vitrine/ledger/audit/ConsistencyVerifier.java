package dev.vitrine.ledger.audit;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Verifies offline that a log only grew from one checkpoint to another: nothing removed, changed or
 * inserted between.
 */
public final class ConsistencyVerifier {
  /** The step: the older tree is a prefix of the newer. */
  public static final String CONSISTENCY = "consistency";

  private final CheckpointVerifier checkpoints;

  /** Under this policy, which both checkpoints must meet. */
  public ConsistencyVerifier(LogPolicy policy) {
    this.checkpoints = new CheckpointVerifier(policy);
  }

  /**
   * Verifies that {@code newer} extends {@code older}. Steps: those of each checkpoint, then
   * {@value #CONSISTENCY}.
   *
   * @param proof from the one size to the other; between equal sizes, or from size 0, one with an
   *     empty path
   * @return the steps that passed
   * @throws RefusedException at the step that fails
   */
  public List<Step> verify(SignedCheckpoint older, SignedCheckpoint newer, ConsistencyProof proof)
      throws RefusedException {
    List<Step> steps = new ArrayList<>();
    checkpoints.verify(older, steps::add);
    checkpoints.verify(newer, steps::add);
    String reason = contradiction(older.checkpoint(), newer.checkpoint(), proof);
    if (!reason.isEmpty()) {
      throw RefusedException.invalid(CONSISTENCY, reason);
    }
    steps.add(new Step(CONSISTENCY, older.checkpoint() + " is a prefix of " + newer.checkpoint()));
    return List.copyOf(steps);
  }

  private static String contradiction(Checkpoint older, Checkpoint newer, ConsistencyProof proof) {
    if (!older.origin().equals(newer.origin())) {
      return "two logs: " + older.origin() + " and " + newer.origin();
    }
    if (newer.size() < older.size()) {
      return "the log shrank from " + older.size() + " to " + newer.size();
    }
    if (newer.size() == older.size() && !MessageDigest.isEqual(older.root(), newer.root())) {
      return "two roots for size " + older.size();
    }
    if (proof.from() != older.size() || proof.to() != newer.size()) {
      return "a proof from size " + proof.from() + " to " + proof.to();
    }
    if (older.size() == 0) {
      boolean empty = MessageDigest.isEqual(older.root(), MerkleHash.empty());
      return empty && proof.path().isEmpty() ? "" : "the root of size 0 is not the empty tree's";
    }
    return proof.verify(older.root(), newer.root())
        ? ""
        : "no prefix: size " + older.size() + " of " + newer.size();
  }
}
