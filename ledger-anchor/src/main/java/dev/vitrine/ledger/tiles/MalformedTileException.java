package dev.vitrine.ledger.tiles;

import dev.vitrine.ledger.LedgerException;

/** Bytes or a path that C2SP tlog-tiles does not allow; the message says where and why. */
public final class MalformedTileException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong. */
  public MalformedTileException(String message) {
    super(message);
  }
}
