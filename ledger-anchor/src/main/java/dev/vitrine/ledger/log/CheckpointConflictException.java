package dev.vitrine.ledger.log;

import dev.vitrine.ledger.LedgerException;

/**
 * Another writer has moved the checkpoint: this one's work is void, and it must load the state
 * anew.
 */
public final class CheckpointConflictException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what happened and where. */
  public CheckpointConflictException(String message) {
    super(message);
  }
}
