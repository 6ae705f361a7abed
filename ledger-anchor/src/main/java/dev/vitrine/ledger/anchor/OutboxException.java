package dev.vitrine.ledger.anchor;

import dev.vitrine.ledger.LedgerException;

/** The outbox can't be read or written now; what was to be stored may or may not be. */
public class OutboxException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what failed. */
  public OutboxException(String message) {
    super(message);
  }

  /** With what failed and why. */
  public OutboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
