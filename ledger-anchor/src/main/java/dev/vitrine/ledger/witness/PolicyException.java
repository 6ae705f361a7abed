package dev.vitrine.ledger.witness;

import dev.vitrine.ledger.LedgerException;

/** A policy that can't be used: says which line or part and why. */
public final class PolicyException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong and where. */
  public PolicyException(String message) {
    super(message);
  }
}
