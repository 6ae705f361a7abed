package dev.vitrine.proofs.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark gives its three figures, each with a limit of its own order. */
class BbsBenchTest {
  /** Prints the figures; run by hand. */
  public static void main(String[] args) {
    BbsBench.run(Duration.ofSeconds(1)).forEach(System.out::println);
  }

  @Test
  void measures() {
    List<BenchResult> results = BbsBench.run(Duration.ofMillis(20));
    assertEquals(3, results.size());
    for (BenchResult result : results) {
      assertEquals("µs", result.unit());
      assertTrue(result.limitValue() > 100, "a limit of pairings or 18 multiplications");
      assertTrue(result.value() > result.limitValue() / 5, result.name());
    }
  }
}
