package dev.vitrine.ledger.checkpoint;

import dev.vitrine.ledger.LedgerException;

/** A key could not sign: its device is away or refuses. Nothing was signed. */
public final class SigningException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what happened. */
  public SigningException(String message) {
    super(message);
  }

  /** With what happened and what it followed from. */
  public SigningException(String message, Throwable cause) {
    super(message, cause);
  }
}
