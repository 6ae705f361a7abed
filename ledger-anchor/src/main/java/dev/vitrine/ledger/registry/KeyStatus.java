package dev.vitrine.ledger.registry;

/** What a key is good for at a moment. */
public enum KeyStatus {
  /** Nothing was ever said of such a key. */
  UNKNOWN,
  /** Its window begins later. */
  NOT_YET,
  /** It may be used. */
  VALID,
  /** Its window has ended. */
  RETIRED,
  /** It is in other hands, or may be: nothing that it signs counts. */
  COMPROMISED
}
