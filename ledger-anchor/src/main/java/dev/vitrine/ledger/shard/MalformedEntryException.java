package dev.vitrine.ledger.shard;

import dev.vitrine.ledger.LedgerException;

/** Bytes that are not the entry they should be. */
public final class MalformedEntryException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong. */
  public MalformedEntryException(String message) {
    super(message);
  }
}
