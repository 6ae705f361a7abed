package dev.vitrine.adapters.fhir.unit;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a unit is worth: a number of it is {@code number · factor + offset} in the base units to
 * their powers.
 *
 * @param factor the factor
 * @param offset where zero is, for temperatures
 * @param powers base units and their exponents, none of them 0
 */
record Measure(Rational factor, Rational offset, Map<String, Integer> powers) {
  static final Measure ONE = number(Rational.ONE);

  Measure {
    powers = Map.copyOf(powers);
  }

  static Measure number(Rational value) {
    return new Measure(value, Rational.ZERO, Map.of());
  }

  static Measure base(String code) {
    return new Measure(Rational.ONE, Rational.ZERO, Map.of(code, 1));
  }

  /** Whether it can be multiplied: what has its zero elsewhere can't. */
  boolean plain() {
    return offset.over().signum() == 0;
  }

  Measure times(Measure other) {
    Map<String, Integer> product = new TreeMap<>(powers);
    other.powers.forEach(
        (unit, power) ->
            product.merge(unit, power, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b)));
    return new Measure(factor.times(other.factor), Rational.ZERO, product);
  }

  Measure power(int exponent) {
    Map<String, Integer> raised = new TreeMap<>();
    if (exponent != 0) {
      powers.forEach((unit, power) -> raised.put(unit, power * exponent));
    }
    return new Measure(factor.power(exponent), Rational.ZERO, raised);
  }
}
