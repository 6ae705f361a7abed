package dev.vitrine.gateway.subscription;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between failed deliveries: each about twice the one before, up to a longest one, and of
 * random length between half and all of that, so that receivers that failed together are not asked
 * again together.
 */
record BackOff(Duration first, Duration longest) {
  private static final int MAX_DOUBLINGS = 30;

  /**
   * The pause after a failure.
   *
   * @param failures how many there were in a row, this one too
   */
  Duration pause(int failures, RandomGenerator random) {
    long bound = first.toMillis();
    for (int i = 1; i < Math.min(failures, MAX_DOUBLINGS) && bound < longest.toMillis(); i++) {
      bound *= 2;
    }
    bound = Math.min(bound, longest.toMillis());
    return Duration.ofMillis(bound - random.nextLong(bound / 2 + 1));
  }
}
