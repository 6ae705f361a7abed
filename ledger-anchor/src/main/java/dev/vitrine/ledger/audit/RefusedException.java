package dev.vitrine.ledger.audit;

import dev.vitrine.ledger.LedgerException;

/** A verification that did not pass: at which step, how, and why. */
public final class RefusedException extends LedgerException {
  private static final long serialVersionUID = 1L;

  private final String step;
  private final Outcome outcome;
  private final String reason;

  /** With the step's name (see {@link VerifiedStep}), the outcome and why. */
  public RefusedException(String step, Outcome outcome, String reason) {
    super(step + ": " + (outcome == Outcome.INVALID ? "invalid" : "cannot tell") + ": " + reason);
    this.step = step;
    this.outcome = outcome;
    this.reason = reason;
  }

  static RefusedException invalid(String step, String reason) {
    return new RefusedException(step, Outcome.INVALID, reason);
  }

  static RefusedException cannotTell(String step, String reason) {
    return new RefusedException(step, Outcome.CANNOT_TELL, reason);
  }

  /** The step that failed. */
  public String step() {
    return step;
  }

  /** Invalid, or cannot tell. */
  public Outcome outcome() {
    return outcome;
  }

  /** Why. */
  public String reason() {
    return reason;
  }
}
