package dev.vitrine.ledger.log;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.util.Optional;

/**
 * What {@link Log#integrateAndPublish} came to.
 *
 * @param outcome which of the three
 * @param state where the log stands now; its {@link LogState#lag} is the backlog
 * @param reason for people, why the quorum was not reached; otherwise empty
 */
public record Progress(Outcome outcome, LogState state, String reason) {
  /** What a step can come to. */
  public enum Outcome {
    /** Readers see another checkpoint than before: a larger one, or new cosignatures. */
    PUBLISHED,
    /** There was nothing new. */
    UNCHANGED,
    /** Too few witnesses answered: readers see what they saw before. It is tried again. */
    WITHOUT_QUORUM
  }

  /** The checkpoint that this step published, if it did. */
  public Optional<SignedCheckpoint> newlyPublished() {
    return outcome == Outcome.PUBLISHED ? state.published() : Optional.empty();
  }
}
