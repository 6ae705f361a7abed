package dev.vitrine.ledger.anchor;

/** How far an {@link Anchoring} has come. */
public enum AnchoringState {
  /** To be handed over; whether it was already, before a crash or a lost answer, is not known. */
  INTENDED,
  /** The ledger has given it an id. */
  SUBMITTED,
  /** In the ledger, where it may still be reorganised away. */
  INCLUDED,
  /**
   * In the ledger for good, with evidence that verified. Only the evidence may still be renewed.
   */
  FINAL,
  /** The ledger refused it, and a newer checkpoint that it has or is given covers it. */
  SUPERSEDED,
  /** The ledger refused it, and somebody has to look why. */
  PARKED;

  /** Whether there is anything left to do. */
  public boolean isOpen() {
    return this == INTENDED || handedOver();
  }

  /** Whether it is with the ledger, and not yet for good. */
  public boolean handedOver() {
    return this == SUBMITTED || this == INCLUDED;
  }
}
