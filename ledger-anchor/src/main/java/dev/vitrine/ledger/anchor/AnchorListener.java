package dev.vitrine.ledger.anchor;

/** Is told what an {@link Anchorer} does, after it was stored. Must not block for long. */
public interface AnchorListener {
  /** Listens to nothing. */
  AnchorListener NONE = new AnchorListener() {};

  /** A row was made, or came into another state. */
  default void moved(Anchoring row) {}

  /**
   * An attempt failed: the row says what and when next, and PARKED rows that nobody tries again.
   *
   * @param cause for the operator's log only
   */
  default void failed(Anchoring row, Exception cause) {}
}
