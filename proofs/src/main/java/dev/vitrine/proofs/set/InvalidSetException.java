package dev.vitrine.proofs.set;

/** A set's file that is not what it claims to be. */
public final class InvalidSetException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  InvalidSetException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What is wrong, for people. */
  public String reason() {
    return reason;
  }
}
