package dev.vitrine.ledger.cose;

import dev.vitrine.ledger.LedgerException;

/** Bytes that are no CBOR, COSE message, key or certificate as is read here; says where and why. */
public final class MalformedCoseException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong and where. */
  public MalformedCoseException(String message) {
    super(message);
  }
}
