package dev.vitrine.ledger.witness;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A memory that lasts as long as the object: for tests and trying out. A witness that forgets may
 * cosign a fork, so none that others rely on runs on this. Safe between threads.
 */
public final class InMemoryWitnessStore implements WitnessStore {
  private final Map<String, SignedCheckpoint> latest = new HashMap<>();

  /** Knows no log yet. */
  public InMemoryWitnessStore() {}

  @Override
  public synchronized Optional<SignedCheckpoint> load(String origin) {
    return Optional.ofNullable(latest.get(origin));
  }

  @Override
  public synchronized boolean replace(Optional<SignedCheckpoint> expected, SignedCheckpoint next) {
    String origin = next.checkpoint().origin();
    if (!load(origin).equals(expected)) {
      return false;
    }
    latest.put(origin, next);
    return true;
  }
}
