package dev.vitrine.adapters.fhir.unit;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Converts between units of UCUM (The Unified Code for Units of Measure, version 2.2), exactly or
 * not at all.
 *
 * <p>Guarantees that a converted number is the very number in the other unit, by the factors that
 * UCUM defines: fractions of whole numbers, never binary or limited decimal ones. Empty where the
 * units measure different things, where one is arbitrary, logarithmic or unknown, and where the
 * digits of the result do not end, as for most degrees Fahrenheit in degrees Celsius.
 */
public final class Ucum {
  /** UCUM's name as a system of codes in FHIR. */
  public static final String SYSTEM = "http://unitsofmeasure.org";

  /** Characters of a code that is looked at. */
  public static final int MAX_CODE = 64;

  private static final int CACHED = 1_000;
  private static final Map<String, Optional<Measure>> KNOWN = new ConcurrentHashMap<>();

  private Ucum() {}

  /** Whether this is the code of a unit that numbers can be converted from and to. */
  public static boolean knows(String code) {
    return measure(code).isPresent();
  }

  /** {@code value} of the unit {@code from} in the unit {@code to}; empty where not exact. */
  public static Optional<BigDecimal> convert(BigDecimal value, String from, String to) {
    if (from.equals(to)) {
      return Optional.of(value);
    }
    Optional<Measure> source = measure(from);
    Optional<Measure> target = measure(to);
    if (source.isEmpty()
        || target.isEmpty()
        || !source.get().powers().equals(target.get().powers())) {
      return Optional.empty();
    }
    return Rational.of(value)
        .times(source.get().factor())
        .plus(source.get().offset())
        .minus(target.get().offset())
        .dividedBy(target.get().factor())
        .decimal();
  }

  private static Optional<Measure> measure(String code) {
    if (code.isEmpty() || code.length() > MAX_CODE) {
      return Optional.empty();
    }
    Optional<Measure> known = KNOWN.get(code);
    if (known != null) {
      return known;
    }
    Optional<Measure> found = Optional.ofNullable(UcumTable.of(code));
    if (KNOWN.size() < CACHED) {
      KNOWN.put(code, found);
    }
    return found;
  }
}
