package dev.vitrine.ledger.log;

import dev.vitrine.ledger.LedgerException;

/**
 * Witnesses know more of this log than its own storage does, or something else: it is an old copy,
 * or it has forked. Nothing is signed until somebody has looked.
 */
public final class RolledBackException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what happened and where. */
  public RolledBackException(String message) {
    super(message);
  }
}
