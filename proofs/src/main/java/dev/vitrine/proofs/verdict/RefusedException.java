package dev.vitrine.proofs.verdict;

/** A verification that did not succeed: at which step, and why. Carries no personal data. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Outcome outcome;
  private final String step;
  private final String reason;

  private RefusedException(Outcome outcome, String step, String reason) {
    super(step + ": " + reason);
    this.outcome = outcome;
    this.step = step;
    this.reason = reason;
  }

  /** The check named {@code step} failed. */
  public static RefusedException invalid(String step, String reason) {
    return new RefusedException(Outcome.INVALID, step, reason);
  }

  /** The check named {@code step} could not be made. */
  public static RefusedException cannotTell(String step, String reason) {
    return new RefusedException(Outcome.CANNOT_TELL, step, reason);
  }

  /** {@link Outcome#INVALID} or {@link Outcome#CANNOT_TELL}. */
  public Outcome outcome() {
    return outcome;
  }

  /** The stable name of the check. */
  public String step() {
    return step;
  }

  /** Why, for people. */
  public String reason() {
    return reason;
  }
}
