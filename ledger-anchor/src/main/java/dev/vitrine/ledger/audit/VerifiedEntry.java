package dev.vitrine.ledger.audit;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.util.List;

/**
 * An entry that is proved to be in a log.
 *
 * @param index where
 * @param checkpoint in which tree
 * @param steps the checks that passed, in order
 */
public record VerifiedEntry(long index, SignedCheckpoint checkpoint, List<VerifiedStep> steps) {
  /** Copies the list. */
  public VerifiedEntry {
    steps = List.copyOf(steps);
  }
}
