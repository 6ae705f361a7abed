package dev.vitrine.adapters.gs1.hash;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What the reference implementation makes of a text that looks like a number: Python's {@code
 * float}, and back as an integer if it is whole, else by {@code repr}. Leading zeros and digits
 * beyond the seventeenth are lost; texts that are no numbers stay.
 */
final class PythonFloat {
  /** More digits than any double needs. */
  private static final int MOST_DIGITS = 17;

  private PythonFloat() {}

  /** Null for an infinite number, on which the reference fails. */
  static @Nullable String shown(String text) {
    String lexeme = lexeme(text);
    if (lexeme == null) {
      return isInfinite(text) ? null : text;
    }
    double value = Double.parseDouble(lexeme);
    if (Double.isInfinite(value)) {
      return null;
    }
    if (value == Math.rint(value)) {
      return new BigDecimal(value).toBigInteger().toString();
    }
    return repr(value);
  }

  /** The shortest digits that give the same double again. */
  private static String repr(double value) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal shown = exact;
    for (int digits = 1; digits <= MOST_DIGITS; digits++) {
      shown = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (shown.doubleValue() == value) {
        break;
      }
    }
    shown = shown.stripTrailingZeros();
    int exponent = shown.precision() - shown.scale() - 1;
    if (exponent >= -4) {
      return shown.toPlainString();
    }
    String digits = shown.unscaledValue().abs().toString();
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + "e-"
        + (exponent > -10 ? "0" : "")
        + -exponent;
  }

  private static boolean isInfinite(String text) {
    String word = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    return word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity");
  }

  /** The number without the underscores Python allows between digits; null if it is none. */
  private static @Nullable String lexeme(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      out.append(text.charAt(at++));
    }
    int whole = digits(text, at, out);
    boolean any = whole > at;
    at = whole;
    if (whole >= 0 && at < text.length() && text.charAt(at) == '.') {
      out.append('.');
      int fraction = digits(text, ++at, out);
      any |= fraction > at;
      at = fraction;
    }
    if (!any || at < 0) {
      return null;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      out.append('e');
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        out.append(text.charAt(at++));
      }
      int exponent = digits(text, at, out);
      if (exponent <= at) {
        return null;
      }
      at = exponent;
    }
    return at == text.length() ? out.toString() : null;
  }

  /** Where the digits end; −1 where an underscore is not between two. */
  private static int digits(String text, int from, StringBuilder out) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        out.append(c);
      } else if (c != '_') {
        break;
      } else if (at == from || !isDigit(text, at - 1) || !isDigit(text, at + 1)) {
        return -1;
      }
      at++;
    }
    return at;
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }
}
