package dev.vitrine.ledger.log;

import dev.vitrine.ledger.LedgerException;

/**
 * Witnesses know more of this log than its own storage does, or something else: it is an old copy,
 * or it has forked. Nothing is signed until somebody has looked.
 *
 * <p>A witness's word is not enough for that, or any one witness could stop a log. The proof is a
 * checkpoint that bears the log's own signature and is not in the log's storage: of a larger size
 * than what storage was read to hold, or of another root. Who writes a log from more than one
 * process reads storage again first: another writer may have signed it meanwhile.
 */
public final class RolledBackException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what happened and where. */
  public RolledBackException(String message) {
    super(message);
  }
}
