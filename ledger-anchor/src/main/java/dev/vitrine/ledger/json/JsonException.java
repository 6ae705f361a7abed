package dev.vitrine.ledger.json;

import dev.vitrine.ledger.LedgerException;

/** Bytes are not the JSON that was expected: where and why. Holds nothing of the content. */
public final class JsonException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With the place and the reason. */
  public JsonException(String message) {
    super(message);
  }
}
