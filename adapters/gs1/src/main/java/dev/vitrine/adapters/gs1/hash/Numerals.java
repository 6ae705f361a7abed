package dev.vitrine.adapters.gs1.hash;

import dev.vitrine.adapters.gs1.EpcisLimits;
import java.math.BigDecimal;

/** Numbers without trailing zeros. */
final class Numerals {
  /** Beyond it a number is shown with an exponent: it must not take a gigabyte of zeros. */
  private static final int MAX_EXPONENT = 64;

  private Numerals() {}

  /** A number's shortest decimal notation; what is no number, or an overlong one, stays. */
  static String shortest(String lexeme) {
    if (isPlain(lexeme) || lexeme.length() > EpcisLimits.NUMBER_CHARS) {
      return lexeme;
    }
    BigDecimal value;
    try {
      value = new BigDecimal(lexeme);
    } catch (NumberFormatException e) {
      return lexeme;
    }
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = value.stripTrailingZeros();
    boolean far = Math.abs((long) stripped.scale()) > MAX_EXPONENT;
    return far ? stripped.toString() : stripped.toPlainString();
  }

  /** Whether it has digits only, or a fraction that ends in another digit than 0. */
  private static boolean isPlain(String lexeme) {
    int length = lexeme.length();
    int start = length > 0 && lexeme.charAt(0) == '-' ? 1 : 0;
    if (start == length || (lexeme.charAt(start) == '0' && length > start + 1)) {
      // 0.5 is plain too, but -0, 00 and 0.0 are not
      return length > start + 2
          && lexeme.charAt(start + 1) == '.'
          && digits(lexeme, start + 2) == length
          && lexeme.charAt(length - 1) != '0';
    }
    if (start == 1 && lexeme.charAt(1) == '0') {
      return false;
    }
    int end = digits(lexeme, start);
    if (end == length) {
      return end > start;
    }
    return end > start
        && lexeme.charAt(end) == '.'
        && end + 1 < length
        && digits(lexeme, end + 1) == length
        && lexeme.charAt(length - 1) != '0';
  }

  private static int digits(String lexeme, int from) {
    int at = from;
    while (at < lexeme.length() && lexeme.charAt(at) >= '0' && lexeme.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
