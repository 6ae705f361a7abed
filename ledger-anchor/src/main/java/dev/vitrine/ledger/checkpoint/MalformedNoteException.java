package dev.vitrine.ledger.checkpoint;

import dev.vitrine.ledger.LedgerException;

/**
 * Text that is no note, checkpoint, key or proof in the one allowed spelling; says where and why.
 */
public final class MalformedNoteException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong and where. */
  public MalformedNoteException(String message) {
    super(message);
  }
}
