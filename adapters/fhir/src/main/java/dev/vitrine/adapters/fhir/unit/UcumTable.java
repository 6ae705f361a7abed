package dev.vitrine.adapters.fhir.unit;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import org.fhir.ucum.Component;
import org.fhir.ucum.DefinedUnit;
import org.fhir.ucum.ExpressionParser;
import org.fhir.ucum.Factor;
import org.fhir.ucum.Operator;
import org.fhir.ucum.Symbol;
import org.fhir.ucum.Term;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.UcumModel;
import org.fhir.ucum.Unit;
import org.jspecify.annotations.Nullable;

/**
 * What UCUM's codes are worth. Grammar and table are those of the library {@code org.fhir:ucum};
 * its arithmetic, which has a limited number of digits, is not used.
 *
 * <p>A unit that UCUM defines as the number 1, as {@code [iU]} and other arbitrary units, is taken
 * for a base unit of its own, and so are moles, equivalents, osmoles and π: a conversion between
 * them would not be exact, or would not be true for what is measured.
 */
final class UcumTable {
  private static final Set<String> OWN = Set.of("mol", "eq", "osm", "[pi]");
  private static final BigDecimal KELVIN = new BigDecimal("273.15");
  private static final int MAX_EXPONENT = 40;
  private static final int MAX_DEPTH = 16;

  /** Units whose zero is elsewhere: Celsius, Fahrenheit, Réaumur, as kelvins. */
  private static final Map<String, Measure> TEMPERATURES =
      Map.of(
          "Cel", kelvins(Rational.ONE, Rational.of(KELVIN)),
          "[degF]",
              kelvins(fraction(5, 9), Rational.of(new BigDecimal("459.67")).times(fraction(5, 9))),
          "[degRe]", kelvins(fraction(5, 4), Rational.of(KELVIN)));

  private static final UcumModel MODEL = read();

  private UcumTable() {}

  /** What a code is worth, or null where it is none, or can't be converted exactly. */
  static @Nullable Measure of(String code) {
    Measure temperature = TEMPERATURES.get(code);
    return temperature != null ? temperature : parse(code, 0);
  }

  private static @Nullable Measure parse(String code, int depth) {
    if (depth > MAX_DEPTH) {
      return null;
    }
    try {
      return term(new ExpressionParser(MODEL).parse(code), depth);
    } catch (UcumException | RuntimeException e) {
      // the library says in many ways that a code is none
      return null;
    }
  }

  /** Factors from left to right: an operator is for the one that follows it. */
  private static @Nullable Measure term(Term term, int depth) {
    Measure product = Measure.ONE;
    int sign = 1;
    for (Term at = term; at != null; at = at.hasTerm() ? at.getTerm() : null) {
      if (at.hasComp()) {
        Measure part = component(at.getComp(), depth);
        if (part == null || !part.plain()) {
          return null;
        }
        product = product.times(part.power(sign));
      }
      sign = at.hasOp() && at.getOp() == Operator.DIVISION ? -1 : 1;
    }
    return product;
  }

  private static @Nullable Measure component(Component component, int depth) {
    if (component instanceof Factor factor) {
      return factor.getValue() > 0
          ? Measure.number(Rational.of(BigDecimal.valueOf(factor.getValue())))
          : null;
    }
    if (component instanceof Term inner) {
      return term(inner, depth);
    }
    if (!(component instanceof Symbol symbol) || Math.abs(symbol.getExponent()) > MAX_EXPONENT) {
      return null;
    }
    Measure unit = unit(symbol.getUnit(), depth);
    if (unit == null || !unit.plain()) {
      return null;
    }
    if (symbol.hasPrefix()) {
      BigDecimal prefix = new BigDecimal(symbol.getPrefix().getValue().asDecimal());
      unit = Measure.number(Rational.of(prefix)).times(unit);
    }
    return unit.power(symbol.getExponent());
  }

  private static @Nullable Measure unit(Unit unit, int depth) {
    if (!(unit instanceof DefinedUnit defined) || OWN.contains(unit.getCode())) {
      return Measure.base(unit.getCode());
    }
    if (defined.isSpecial()) {
      return null;
    }
    BigDecimal value = new BigDecimal(defined.getValue().getValue().asDecimal());
    String of = defined.getValue().getUnit();
    if (of.equals("1") && value.compareTo(BigDecimal.ONE) == 0) {
      return Measure.base(unit.getCode());
    }
    Measure worth = parse(of, depth + 1);
    return worth == null || !worth.plain() ? null : Measure.number(Rational.of(value)).times(worth);
  }

  private static Measure kelvins(Rational factor, Rational offset) {
    return new Measure(factor, offset, Map.of("K", 1));
  }

  private static Rational fraction(int over, int under) {
    return Rational.of(BigInteger.valueOf(over), BigInteger.valueOf(under));
  }

  private static UcumModel read() {
    try (InputStream table = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
      return new UcumEssenceService(table).getModel();
    } catch (UcumException | IOException e) {
      throw new IllegalStateException("the table of UCUM's units can't be read", e);
    }
  }
}
