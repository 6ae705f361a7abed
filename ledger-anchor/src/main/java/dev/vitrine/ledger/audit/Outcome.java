package dev.vitrine.ledger.audit;

/** How a verification can end other than well. */
public enum Outcome {
  /** Shown to be false, or not to meet the policy. */
  INVALID,
  /** Neither shown true nor false: a key or origin is unknown, or data can't be had. */
  CANNOT_TELL
}
