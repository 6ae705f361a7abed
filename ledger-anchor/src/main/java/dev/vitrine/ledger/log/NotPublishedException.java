package dev.vitrine.ledger.log;

import dev.vitrine.ledger.LedgerException;

/** Asked for an index or size that no published checkpoint covers, or that never will. */
public final class NotPublishedException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what happened and where. */
  public NotPublishedException(String message) {
    super(message);
  }
}
