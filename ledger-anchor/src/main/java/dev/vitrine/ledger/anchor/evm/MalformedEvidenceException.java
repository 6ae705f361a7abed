package dev.vitrine.ledger.anchor.evm;

/** Bytes of evidence, or of what it holds, are not in the one form they may have. */
final class MalformedEvidenceException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String message;

  /** With the place and the reason. */
  MalformedEvidenceException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
