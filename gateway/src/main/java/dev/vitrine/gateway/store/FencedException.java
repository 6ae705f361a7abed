package dev.vitrine.gateway.store;

import dev.vitrine.ledger.LedgerException;

/**
 * This process does not write that log: it never claimed it, or another has claimed it since.
 * Nothing was changed, and trying again changes nothing.
 */
public final class FencedException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With which log and what happened. */
  public FencedException(String message) {
    super(message);
  }
}
