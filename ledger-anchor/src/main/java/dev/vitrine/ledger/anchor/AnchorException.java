package dev.vitrine.ledger.anchor;

import dev.vitrine.ledger.LedgerException;

/** A ledger could not do it; {@link #kind} says whether trying again can help. */
public final class AnchorException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** What the caller can do about it. */
  public enum Kind {
    /** The ledger is out of reach or overloaded: submit again later, with back-off. */
    UNAVAILABLE,
    /** The ledger refuses this checkpoint, and will again: somebody has to look. */
    REJECTED,
    /** The ledger knows no such submission. */
    UNKNOWN_ID,
    /** There is no evidence yet: the submission is not included. */
    NOT_INCLUDED
  }

  private final Kind kind;

  /** With the kind, and what happened where. */
  public AnchorException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** With the kind, what happened where, and what it followed from. */
  public AnchorException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What the caller can do about it. */
  public Kind kind() {
    return kind;
  }
}
