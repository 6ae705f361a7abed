package dev.vitrine.ledger.witness;

import dev.vitrine.ledger.LedgerException;

/** A witness's memory failed: nothing may be cosigned on the strength of it. */
public final class WitnessStoreException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what failed, and what it followed from. */
  public WitnessStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
