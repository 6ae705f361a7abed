package dev.vitrine.ledger.log;

import dev.vitrine.ledger.LedgerException;

/**
 * What is stored contradicts itself or what was signed: nothing is signed until somebody has
 * looked. The message says where.
 */
public final class CorruptLogException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what happened and where. */
  public CorruptLogException(String message) {
    super(message);
  }
}
