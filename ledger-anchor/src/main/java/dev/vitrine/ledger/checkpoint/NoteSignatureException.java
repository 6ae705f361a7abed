package dev.vitrine.ledger.checkpoint;

import dev.vitrine.ledger.LedgerException;

/**
 * A signature line that claims to be by a known key and is not; the note is to be refused whole.
 */
public final class NoteSignatureException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With whose signature failed. */
  public NoteSignatureException(String message) {
    super(message);
  }
}
