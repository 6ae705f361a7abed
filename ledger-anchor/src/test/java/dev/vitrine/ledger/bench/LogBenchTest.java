package dev.vitrine.ledger.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogBenchTest {
  @Test
  void givesEachFigureBesideItsLimit() {
    List<Figure> figures = LogBench.run(Duration.ofMillis(100), 10 * GrowthBench.SMALLEST);
    assertEquals(3 + 2 + 1 + 2, figures.size());
    for (Figure figure : figures) {
      assertTrue(figure.value() > 0 && figure.limitValue() > 0, figure.toString());
      System.out.printf(
          "%s: %.2f %s of %.2f (%s)%n",
          figure.name(), figure.value(), figure.unit(), figure.limitValue(), figure.limitName());
    }
  }
}
