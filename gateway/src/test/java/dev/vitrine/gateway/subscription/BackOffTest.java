package dev.vitrine.gateway.subscription;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(5), Duration.ofHours(1));

  private final Random random = new Random(1);

  @Test
  void pausesDoubleUpToTheLongest() {
    long[] bounds = {5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600};
    for (int failures = 1; failures <= bounds.length; failures++) {
      for (int i = 0; i < 100; i++) {
        long pause = BACK_OFF.pause(failures, random).toMillis();
        long bound = bounds[failures - 1] * 1000;
        assertTrue(pause >= bound / 2 && pause <= bound, failures + ": " + pause);
      }
    }
  }

  @Test
  void manyFailuresAreNoReasonToHurry() {
    for (int failures : new int[] {0, 31, 32, 63, 64, 65, 1000, Integer.MAX_VALUE}) {
      Duration pause =
          new BackOff(Duration.ofDays(365), Duration.ofDays(500)).pause(failures, random);
      assertTrue(pause.compareTo(Duration.ofDays(182)) > 0, failures + ": " + pause);
    }
  }

  @Test
  void thoseThatFailedTogetherAreNotTriedAgainTogether() {
    Set<Duration> pauses = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      pauses.add(BACK_OFF.pause(8, random));
    }
    assertNotEquals(1, pauses.size());
  }
}
