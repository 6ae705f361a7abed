package dev.vitrine.ledger.log;

import dev.vitrine.ledger.LedgerException;

/** Storage could not do it now; trying again later may help. */
public final class LogStorageException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what happened and where. */
  public LogStorageException(String message) {
    super(message);
  }

  /** With what happened and why. */
  public LogStorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
