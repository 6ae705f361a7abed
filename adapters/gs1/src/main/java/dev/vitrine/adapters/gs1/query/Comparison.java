package dev.vitrine.adapters.gs1.query;

import java.math.BigDecimal;
import java.time.Instant;

/** How a parameter compares. */
enum Comparison {
  EQ,
  GT,
  GE,
  LT,
  LE;

  /** Whether a value stands so to what was asked, given {@code value.compareTo(asked)}. */
  boolean holds(int order) {
    return switch (this) {
      case EQ -> order == 0;
      case GT -> order > 0;
      case GE -> order >= 0;
      case LT -> order < 0;
      case LE -> order <= 0;
    };
  }

  /**
   * Whether a value in an event stands so to what was asked: as numbers or as times where both are,
   * else, for equality, as texts.
   */
  boolean holds(Operand value, Operand asked) {
    BigDecimal number = value.number();
    BigDecimal wanted = asked.number();
    if (number != null && wanted != null) {
      return holds(number.compareTo(wanted));
    }
    Instant time = value.time();
    Instant moment = asked.time();
    if (time != null && moment != null) {
      return holds(time.compareTo(moment));
    }
    return this == EQ && value.text().equals(asked.text());
  }
}
