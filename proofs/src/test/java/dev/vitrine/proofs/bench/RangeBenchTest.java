package dev.vitrine.proofs.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark gives its five figures, each with a limit of its own order. */
class RangeBenchTest {
  /** Prints the figures; run by hand. */
  public static void main(String[] args) {
    RangeBench.run(Duration.ofSeconds(1)).forEach(System.out::println);
  }

  @Test
  void measures() {
    List<BenchResult> results = RangeBench.run(Duration.ofMillis(10));
    assertEquals(5, results.size());
    for (BenchResult result : results) {
      assertEquals("µs", result.unit());
      assertTrue(result.limitValue() > 300, result.name());
      assertTrue(result.value() > result.limitValue() / 5, result.name());
    }
    assertTrue(results.get(0).name().contains("(880 B)"), "one value with its commitment");
    assertTrue(results.get(3).name().contains("(2368 B)"), "24 values with their commitments");
  }
}
