package dev.vitrine.ledger.audit;

import dev.vitrine.ledger.checkpoint.NoteSignatureException;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.List;
import java.util.function.Consumer;

/**
 * Checks a checkpoint against a policy: signed by a trusted log under its own origin, cosigned by
 * the quorum. Guarantees nothing of the tree behind it, nor that it is the newest.
 *
 * <p>Steps, in order: {@value #CHECKPOINT_SIGNATURE}, {@value #QUORUM}.
 */
public final class CheckpointVerifier {
  /** The step: a trusted log signed the checkpoint. */
  public static final String CHECKPOINT_SIGNATURE = "checkpoint-signature";

  /** The step: enough witnesses cosigned it. */
  public static final String QUORUM = "quorum";

  private final LogPolicy policy;

  /** Under this policy. */
  public CheckpointVerifier(LogPolicy policy) {
    this.policy = policy;
  }

  /**
   * Checks signature and quorum.
   *
   * @param passed is told each step as it passes
   * @throws RefusedException at the step that fails
   */
  public void verify(SignedCheckpoint signed, Consumer<Step> passed) throws RefusedException {
    passed.accept(signature(signed));
    passed.accept(quorum(signed));
  }

  /** The first step only: that the log signed it. */
  Step signature(SignedCheckpoint signed) throws RefusedException {
    String step = CHECKPOINT_SIGNATURE;
    String origin = signed.checkpoint().origin();
    List<NoteVerifier> keys = policy.logsOf(origin);
    if (keys.isEmpty()) {
      throw RefusedException.cannotTell(step, "the policy does not know the log " + origin);
    }
    for (NoteVerifier key : keys) {
      try {
        if (signed.note().verifiedBy(key)) {
          return new Step(step, "signed by " + key);
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

  private Step quorum(SignedCheckpoint signed) throws RefusedException {
    String step = QUORUM;
    try {
      if (!policy.quorum().reachedBy(signed.note())) {
        throw RefusedException.invalid(step, "not enough witnesses cosigned");
      }
    } catch (NoteSignatureException e) {
      throw RefusedException.invalid(step, e.getMessage());
    }
    long cosigned = policy.quorum().witnesses().filter(signed.note()::verifiedBy).count();
    return new Step(step, cosigned + " trusted witnesses cosigned");
  }
}
