package dev.vitrine.proofs.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark gives its figures, each with a limit of its own order, and the size asked for. */
class LinearBenchTest {
  /** Prints the figures; run by hand. */
  public static void main(String[] args) {
    LinearBench.run(Duration.ofSeconds(2)).forEach(System.out::println);
    ColumnBench.run(Duration.ofSeconds(1)).forEach(System.out::println);
  }

  @Test
  void measures() {
    List<BenchResult> results = LinearBench.run(Duration.ofMillis(20));
    assertEquals(2, results.size());
    for (BenchResult result : results) {
      assertTrue(result.name().contains("(898 B)"));
      assertTrue(result.value() > result.limitValue() / 5, result.name());
    }
  }
}
