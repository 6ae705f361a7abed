package dev.vitrine.ledger.anchor;

/** Somebody else has moved the row: read it again. */
public final class OutboxConflictException extends OutboxException {
  private static final long serialVersionUID = 1L;

  /** With which row it was. */
  public OutboxConflictException(String message) {
    super(message);
  }
}
