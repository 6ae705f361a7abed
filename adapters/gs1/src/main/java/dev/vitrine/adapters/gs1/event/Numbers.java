package dev.vitrine.adapters.gs1.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** JSON numbers as decimals, as far as arithmetic on them stays cheap. */
final class Numbers {
  /** Beyond this no slot could hold the number, and adding to it would need as many digits. */
  private static final int MAX_SCALE = 64;

  private Numbers() {}

  /** The number, or null where there is none or it is out of all bounds, as 1e999999999. */
  static @Nullable BigDecimal of(@Nullable String lexeme) {
    if (lexeme == null) {
      return null;
    }
    try {
      BigDecimal value = new BigDecimal(lexeme);
      return Math.abs((long) value.scale()) <= MAX_SCALE ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
