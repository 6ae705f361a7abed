package dev.vitrine.ledger.log;

import dev.vitrine.ledger.LedgerException;

/** Too few witnesses cosigned: the checkpoint is not published, and may be later. */
public final class QuorumException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what happened and where. */
  public QuorumException(String message) {
    super(message);
  }
}
