package dev.vitrine.ledger.anchor;

import java.time.Duration;

/**
 * How far a ledger is behind the published log.
 *
 * @param published the size of the newest published checkpoint
 * @param anchored the size of the newest one that is FINAL in the ledger
 * @param age how long the longest waiting published entry has waited to be FINAL there; zero if
 *     none waits. At most one cadence too short after a restart
 */
public record Lag(long published, long anchored, Duration age) {
  /** How many published entries are not FINAL there. */
  public long entries() {
    return Math.max(0, published - anchored);
  }
}
