package dev.vitrine.ledger;

/**
 * A refusal by the ledger; the subclass says which kind, the message says where and why. Messages
 * hold indexes, sizes, names and hashes, never an entry's content nor a key's secret.
 */
public abstract class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;

  /** With what went wrong and where. */
  protected LedgerException(String message) {
    super(message);
    this.message = message;
  }

  /** With what went wrong and where, and what it followed from. */
  protected LedgerException(String message, Throwable cause) {
    super(message, cause);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
