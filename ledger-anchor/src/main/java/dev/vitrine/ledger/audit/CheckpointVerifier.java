package dev.vitrine.ledger.audit;

import dev.vitrine.ledger.checkpoint.Cosignature;
import dev.vitrine.ledger.checkpoint.NoteSignature;
import dev.vitrine.ledger.checkpoint.NoteSignatureException;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.ledger.witness.LogKeyWindow;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Checks a checkpoint against a policy: signed by a trusted log under its own origin, cosigned by
 * the quorum. Guarantees nothing of the tree behind it, nor that it is the newest.
 *
 * <p>Steps, in order: {@value #CHECKPOINT_SIGNATURE}, {@value #QUORUM} and, if the policy has a
 * window for a key that signed, {@value #KEY_WINDOW}: one of the keys that signed may sign over a
 * tree of this size, or was revoked only after the quorum had cosigned.
 */
public final class CheckpointVerifier {
  /** The step: a trusted log signed the checkpoint. */
  public static final String CHECKPOINT_SIGNATURE = "checkpoint-signature";

  /** The step: enough witnesses cosigned it. */
  public static final String QUORUM = "quorum";

  /** The step: a key that signed the checkpoint was good for it. */
  public static final String KEY_WINDOW = "key-window";

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
    List<NoteVerifier> signers = signers(signed);
    passed.accept(signedBy(signers));
    passed.accept(quorum(signed));
    window(signed, signers, passed);
  }

  /**
   * Holds something else that a log's key signed over the tree of a checkpoint to the key's window:
   * over trees of this size, and not revoked before the quorum had cosigned the checkpoint.
   *
   * @param key of the policy
   * @param signed a checkpoint of that very tree that passed {@link #verify}
   * @param step what the check is called
   * @throws RefusedException at {@code step} if the key was not good for it
   */
  public void window(NoteVerifier key, SignedCheckpoint signed, String step)
      throws RefusedException {
    String refusal = policy.window(key).refusal(signed.checkpoint().size(), cosignedMillis(signed));
    if (!refusal.isEmpty()) {
      throw RefusedException.invalid(step, "the log's key " + refusal);
    }
  }

  /** The first step only: that the log signed it. */
  Step signature(SignedCheckpoint signed) throws RefusedException {
    return signedBy(signers(signed));
  }

  private static Step signedBy(List<NoteVerifier> signers) {
    return new Step(CHECKPOINT_SIGNATURE, "signed by " + signers.get(0));
  }

  private List<NoteVerifier> signers(SignedCheckpoint signed) throws RefusedException {
    String step = CHECKPOINT_SIGNATURE;
    String origin = signed.checkpoint().origin();
    List<NoteVerifier> keys = policy.logsOf(origin);
    if (keys.isEmpty()) {
      throw RefusedException.cannotTell(step, "the policy does not know the log " + origin);
    }
    try {
      List<NoteVerifier> signers = keys.stream().filter(signed.note()::verifiedBy).toList();
      if (!signers.isEmpty()) {
        return signers;
      }
    } catch (NoteSignatureException e) {
      throw RefusedException.invalid(step, e.getMessage());
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

  private void window(SignedCheckpoint signed, List<NoteVerifier> signers, Consumer<Step> passed)
      throws RefusedException {
    long size = signed.checkpoint().size();
    OptionalLong cosigned = cosignedMillis(signed);
    String refusal = "";
    for (NoteVerifier key : signers) {
      LogKeyWindow window = policy.window(key);
      refusal = window.refusal(size, cosigned);
      if (refusal.isEmpty()) {
        if (!window.equals(LogKeyWindow.ALWAYS)) {
          passed.accept(new Step(KEY_WINDOW, "its key may sign a tree of size " + size));
        }
        return;
      }
    }
    throw RefusedException.invalid(KEY_WINDOW, "the log's key " + refusal);
  }

  /**
   * By when all trusted witnesses that tell a time had cosigned, and they alone reach the quorum;
   * none if they don't, or no witness is asked for. In milliseconds since 1970, the end of the
   * second that the last of them names. For a checkpoint whose quorum was checked.
   */
  OptionalLong cosignedMillis(SignedCheckpoint signed) {
    List<NoteVerifier> witnesses = policy.quorum().witnesses().toList();
    List<NoteSignature> dated = new ArrayList<>();
    long last = 0;
    for (NoteSignature line : signed.note().signatures()) {
      if (witnesses.stream().anyMatch(witness -> witness.claims(line))) {
        long second = Cosignature.of(line).timestamp();
        if (second > 0 && second < Long.MAX_VALUE / 1000 - 1) {
          dated.add(line);
          last = Math.max(last, second);
        }
      }
    }
    boolean told =
        !dated.isEmpty() && policy.quorum().reachedBy(new SignedNote(signed.note().text(), dated));
    return told ? OptionalLong.of(last * 1000 + 999) : OptionalLong.empty();
  }
}
