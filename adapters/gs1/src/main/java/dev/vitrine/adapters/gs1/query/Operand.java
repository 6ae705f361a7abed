package dev.vitrine.adapters.gs1.query;

import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.adapters.gs1.time.Timestamps;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A value to compare, in every sense its text has.
 *
 * @param text as it was written
 * @param number null where the text is no number, or one beyond all use
 * @param time null where the text is no date-time with a zone
 */
record Operand(String text, @Nullable BigDecimal number, @Nullable Instant time) {
  private static final int DIGITS = 64;
  private static final int SCALE = 64;

  static Operand of(String text) {
    return new Operand(text, decimal(text), instant(text));
  }

  /** Of a primitive in an event; null for null, objects and arrays. */
  static @Nullable Operand of(Value value) {
    if (value instanceof Value.Text text) {
      return of(text.text());
    }
    if (value instanceof Value.Numeral number) {
      return new Operand(number.lexeme(), decimal(number.lexeme()), null);
    }
    if (value instanceof Value.Flag flag) {
      return new Operand(Boolean.toString(flag.value()), null, null);
    }
    // JSON-LD's typed value
    if (value instanceof Value.Members members && members.get("@value") != null) {
      Value inner = members.get("@value");
      return inner instanceof Value.Members ? null : of(inner);
    }
    return null;
  }

  /** The number, or null; bounded, since what is compared is also multiplied. */
  static @Nullable BigDecimal decimal(@Nullable String lexeme) {
    if (lexeme == null || lexeme.isEmpty() || lexeme.length() > DIGITS) {
      return null;
    }
    for (int i = 0; i < lexeme.length(); i++) {
      char c = lexeme.charAt(i);
      if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
        return null;
      }
    }
    try {
      BigDecimal number = new BigDecimal(lexeme);
      return Math.abs((long) number.scale()) <= SCALE ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The moment, or null; to the nanosecond, so that times finer than a millisecond count too. */
  static @Nullable Instant instant(@Nullable String text) {
    long millis = text == null ? Timestamps.MALFORMED : Timestamps.millis(text);
    if (text == null || millis == Timestamps.MALFORMED) {
      return null;
    }
    if (millis > Timestamps.NOT_EXACT) {
      return Instant.ofEpochMilli(millis);
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      // a leap second, or finer than a nanosecond
      return null;
    }
  }
}
