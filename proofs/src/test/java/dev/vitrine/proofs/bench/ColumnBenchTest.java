package dev.vitrine.proofs.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark gives its figures, each above the limit of bare operations. */
class ColumnBenchTest {
  @Test
  void measures() {
    List<BenchResult> results = ColumnBench.run(Duration.ofMillis(20));
    assertEquals(4, results.size());
    for (BenchResult result : results) {
      assertTrue(result.limitValue() > 0, result.name());
      assertTrue(result.value() > result.limitValue() / 5, result.name());
    }
  }
}
