package dev.vitrine.ledger.anchor;

/** Where a submitted checkpoint stands on a ledger. */
public enum AnchorStatus {
  /** Handed over; not in the ledger yet. */
  PENDING,
  /** In the ledger, where it may still be reorganised away. */
  INCLUDED,
  /** In the ledger for good, by the ledger's own rule of finality. */
  FINAL,
  /** Was included and no longer is: submit it again. */
  REORGED
}
