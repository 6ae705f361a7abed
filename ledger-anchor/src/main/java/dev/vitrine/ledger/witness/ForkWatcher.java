package dev.vitrine.ledger.witness;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;

/**
 * Is told when a log shows its witness two roots for one size, both signed by a key of the log:
 * {@code dev.vitrine.ledger.audit.ForkEvidence#ofOneSize} makes the file that convicts it.
 */
@FunctionalInterface
public interface ForkWatcher {
  /** Whoever does not look. */
  ForkWatcher NONE = (known, shown) -> {};

  /**
   * A log has forked.
   *
   * @param known what the witness had cosigned
   * @param shown what it was shown now
   */
  void forked(SignedCheckpoint known, SignedCheckpoint shown);
}
