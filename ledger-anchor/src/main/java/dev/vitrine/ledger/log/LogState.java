package dev.vitrine.ledger.log;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.util.Optional;

/**
 * Where a log stands in storage.
 *
 * @param sequenced how many entries are durable, with the indexes 0 to sequenced − 1
 * @param published the last checkpoint whose signature may have left; none before the first
 */
public record LogState(long sequenced, Optional<SignedCheckpoint> published) {
  /** How many entries are in the published tree. */
  public long integrated() {
    return published.map(signed -> signed.checkpoint().size()).orElse(0L);
  }
}
