package dev.vitrine.adapters.gs1.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of parameters, by their types. */
final class Parameters {
  private static final int COUNT_DIGITS = 9;

  private Parameters() {}

  /** What a name starts with; null if it compares in none of the five ways. */
  static @Nullable Comparison comparison(String name) {
    if (name.length() < 4 || name.charAt(2) != '_') {
      return null;
    }
    return switch (name.substring(0, 2)) {
      case "EQ" -> Comparison.EQ;
      case "GT" -> Comparison.GT;
      case "GE" -> Comparison.GE;
      case "LT" -> Comparison.LT;
      case "LE" -> Comparison.LE;
      default -> null;
    };
  }

  static String single(String name, List<String> values) throws QueryParameterException {
    if (values.size() != 1 || values.get(0).isEmpty()) {
      throw new QueryParameterException(name, "it takes one value.");
    }
    return values.get(0);
  }

  static Instant time(String name, List<String> values) throws QueryParameterException {
    String text = single(name, values);
    Instant time = Operand.instant(text);
    // a plus sign that was not percent-encoded in a URL arrives as a space
    time = time == null ? Operand.instant(text.replace(' ', '+')) : time;
    if (time == null) {
      throw new QueryParameterException(
          name, "it is a date-time with a zone, as 2026-03-01T08:15:00Z.");
    }
    return time;
  }

  static long count(String name, List<String> values) throws QueryParameterException {
    String text = single(name, values);
    if (text.length() > COUNT_DIGITS
        || !text.chars().allMatch(c -> c >= '0' && c <= '9')
        || Integer.parseInt(text) == 0) {
      throw new QueryParameterException(name, "it is a positive whole number below 10^9.");
    }
    return Integer.parseInt(text);
  }

  /** Several numbers for equality, one for the others. */
  static List<BigDecimal> numbers(String name, List<String> values, Comparison comparison)
      throws QueryParameterException {
    if (comparison != Comparison.EQ) {
      single(name, values);
    }
    List<BigDecimal> numbers = new ArrayList<>();
    for (String value : values) {
      BigDecimal number = Operand.decimal(value);
      if (number == null) {
        throw new QueryParameterException(name, "it is a number.");
      }
      numbers.add(number);
    }
    return numbers;
  }

  static boolean flag(String name, List<String> values) throws QueryParameterException {
    return switch (single(name, values)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new QueryParameterException(name, "it is true or false.");
    };
  }

  /** Whether that something exists is asked at all: a void value says so, and so does true. */
  static boolean exists(String name, List<String> values) throws QueryParameterException {
    return (values.size() == 1 && values.get(0).isEmpty()) || flag(name, values);
  }

  static String unit(String name, String code) throws QueryParameterException {
    if (code.length() < 2
        || code.length() > 4
        || !code.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
      throw new QueryParameterException(
          name, "its name must end in a unit's code of UN/CEFACT Recommendation 20, as CEL.");
    }
    return code;
  }
}
