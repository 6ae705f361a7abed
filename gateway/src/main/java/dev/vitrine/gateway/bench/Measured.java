package dev.vitrine.gateway.bench;

import dev.vitrine.ledger.bench.Figure;
import dev.vitrine.proofs.bench.BenchResult;
import java.util.List;

/**
 * A figure beside its limits.
 *
 * @param name what was measured
 * @param value how much
 * @param unit of the value and of its limits
 * @param limits what bounds it, measured in the same run; none where the figure is an explanation
 */
record Measured(String name, double value, String unit, List<Limit> limits) {
  /** A bound. */
  record Limit(String name, double value) {}

  /** Copies the list. */
  Measured {
    limits = List.copyOf(limits);
  }

  static Measured of(BenchResult result) {
    return new Measured(
        result.name(),
        result.value(),
        result.unit(),
        List.of(new Limit(result.limitName(), result.limitValue())));
  }

  static Measured of(Figure figure) {
    return new Measured(
        figure.name(),
        figure.value(),
        figure.unit(),
        List.of(new Limit(figure.limitName(), figure.limitValue())));
  }
}
