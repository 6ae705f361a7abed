package dev.vitrine.proofs.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark gives both figures, each with its limit. */
class PresentationBenchTest {
  /** Prints the figures; run by hand. */
  public static void main(String[] args) {
    PresentationBench.run(Duration.ofSeconds(2)).forEach(System.out::println);
  }

  @Test
  void measures() {
    List<BenchResult> results = PresentationBench.run(Duration.ofMillis(20));
    assertEquals(2, results.size());
    for (BenchResult result : results) {
      assertEquals("µs", result.unit());
      assertTrue(result.limitValue() > 50, "a limit of five decodings and more");
    }
  }
}
