package dev.vitrine.adapters.gs1.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Temperatures in degrees Celsius, where that is exact. */
final class Celsius {
  private static final BigDecimal KELVIN = new BigDecimal("273.15");
  private static final BigDecimal FREEZING = BigDecimal.valueOf(32);
  private static final BigDecimal FIVE = BigDecimal.valueOf(5);
  private static final BigDecimal NINE = BigDecimal.valueOf(9);

  private Celsius() {}

  /** Whether a canonical measurement type is that of temperatures. */
  static boolean measures(@Nullable String type) {
    return "Temperature".equals(type);
  }

  /**
   * The value in °C, or null where the unit (UN/CEFACT Rec. 20: CEL, FAH, KEL) is none of a
   * temperature or the conversion does not come out even.
   */
  static @Nullable BigDecimal of(@Nullable String lexeme, @Nullable String uom) {
    BigDecimal value = Numbers.of(lexeme);
    if (value == null || uom == null) {
      return null;
    }
    return switch (uom) {
      case "CEL" -> value;
      case "KEL" -> value.subtract(KELVIN);
      case "FAH" -> fromFahrenheit(value);
      default -> null;
    };
  }

  private static @Nullable BigDecimal fromFahrenheit(BigDecimal value) {
    BigDecimal ninths = value.subtract(FREEZING).multiply(FIVE);
    BigDecimal[] parts = ninths.scaleByPowerOfTen(6).divideAndRemainder(NINE);
    return parts[1].signum() == 0 ? parts[0].scaleByPowerOfTen(-6) : null;
  }
}
