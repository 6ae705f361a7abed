package dev.vitrine.ledger.audit;

import dev.vitrine.ledger.checkpoint.NoteSignatureException;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.witness.LogPolicy;
import java.util.List;

/**
 * Checks a checkpoint against a policy: signed by a trusted log under its own origin, cosigned by
 * the quorum. Guarantees nothing of the tree behind it, nor that it is the newest.
 */
public final class CheckpointVerifier {
  private final LogPolicy policy;

  /** Under this policy. */
  public CheckpointVerifier(LogPolicy policy) {
    this.policy = policy;
  }

  /**
   * The steps that passed: checkpoint signature and quorum.
   *
   * @throws RefusedException at the step that did not
   */
  public List<VerifiedStep> verify(SignedCheckpoint signed) {
    return List.of(signature(signed), quorum(signed));
  }

  private VerifiedStep signature(SignedCheckpoint signed) {
    String step = VerifiedStep.CHECKPOINT_SIGNATURE;
    String origin = signed.checkpoint().origin();
    List<NoteVerifier> keys = policy.logsOf(origin);
    if (keys.isEmpty()) {
      throw RefusedException.cannotTell(step, "the policy does not know the log " + origin);
    }
    for (NoteVerifier key : keys) {
      try {
        if (signed.note().verifiedBy(key)) {
          return new VerifiedStep(step, "signed by " + key);
        }
      } catch (NoteSignatureException e) {
        throw RefusedException.invalid(step, e.getMessage());
      }
    }
    if (signed.note().signatures().stream().anyMatch(line -> line.keyName().equals(origin))) {
      throw RefusedException.cannotTell(
          step, "signed by a key of " + origin + " not in the policy");
    }
    throw RefusedException.invalid(step, "not signed by " + origin);
  }

  private VerifiedStep quorum(SignedCheckpoint signed) {
    String step = VerifiedStep.QUORUM;
    try {
      if (!policy.quorum().reachedBy(signed.note())) {
        throw RefusedException.invalid(step, "not enough witnesses cosigned");
      }
    } catch (NoteSignatureException e) {
      throw RefusedException.invalid(step, e.getMessage());
    }
    long cosigned = policy.quorum().witnesses().filter(signed.note()::verifiedBy).count();
    return new VerifiedStep(step, cosigned + " trusted witnesses cosigned");
  }
}
