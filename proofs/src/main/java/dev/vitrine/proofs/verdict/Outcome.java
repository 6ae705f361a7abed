package dev.vitrine.proofs.verdict;

/** What a verification came to. */
public enum Outcome {
  /** Every check passed. */
  VALID,
  /** A check failed: the thing is not what it claims to be. */
  INVALID,
  /** A check could not be made, as for want of a key: nothing is said either way. */
  CANNOT_TELL
}
