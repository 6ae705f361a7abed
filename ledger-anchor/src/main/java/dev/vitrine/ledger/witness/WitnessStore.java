package dev.vitrine.ledger.witness;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.util.Optional;

/**
 * What a witness remembers: of each log the latest checkpoint it has cosigned or is about to. An
 * implementation must pass {@code WitnessStoreTck}. Safe between threads and between processes on
 * one store: of two that replace the same state at once, one succeeds.
 */
public interface WitnessStore {
  /**
   * The latest checkpoint of this log; none if there never was one.
   *
   * @throws WitnessStoreException if the store fails
   */
  Optional<SignedCheckpoint> load(String origin);

  /**
   * Puts {@code next} in the place of {@code expected}, if that, to the letter, is what is stored;
   * in one atomic step, durable when this returns. The origin is that of {@code next}.
   *
   * @param expected none if nothing must be stored yet
   * @return whether it was replaced; if not, nothing has changed
   * @throws WitnessStoreException if the store fails; it may then have changed or not
   */
  boolean replace(Optional<SignedCheckpoint> expected, SignedCheckpoint next);
}
