package dev.vitrine.ledger.anchor;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * How often a ledger is used, and how long to wait when it fails.
 *
 * @param every the least time between two checkpoints that are chosen
 * @param poll how long to wait before asking again how a submission stands
 * @param firstPause about how long to wait after a first failure; doubles with each further one
 * @param longestPause the longest wait after failures, and after a refusal
 */
public record Cadence(Duration every, Duration poll, Duration firstPause, Duration longestPause) {
  private static final int MAX_DOUBLINGS = 30;

  /** Checks that all are above zero and the pauses in order. */
  public Cadence {
    for (Duration duration : new Duration[] {every, poll, firstPause}) {
      if (duration.toMillis() < 1) {
        throw new IllegalArgumentException("each duration: a millisecond or more");
      }
    }
    if (longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException("the longest pause: not less than the first");
    }
  }

  /** So often; asked every 2 seconds; pauses from 2 seconds to 5 minutes. */
  public static Cadence every(Duration every) {
    return new Cadence(every, Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofMinutes(5));
  }

  /**
   * When to try again after so many failures: exponential, capped, and spread over the upper half
   * so that clients of a ledger that comes back do not come back all at once.
   *
   * @param failures 1 or more
   */
  Instant again(Instant now, int failures, RandomGenerator random) {
    int doublings = Math.min(failures - 1, MAX_DOUBLINGS);
    long pause = longestPause.toMillis();
    if (firstPause.toMillis() <= pause >> doublings) {
      pause = firstPause.toMillis() << doublings;
    }
    return now.plusMillis(pause - random.nextLong(pause / 2 + 1));
  }

  /** Whether a time has come; also if it is so far off that the clock must have gone back. */
  boolean isDue(Instant time, Instant now) {
    return !time.isAfter(now) || time.isAfter(now.plus(longestPause));
  }
}
