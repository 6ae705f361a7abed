package dev.vitrine.adapters.gs1.query;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Units of measure by their codes (UN/CEFACT Recommendation 20), of those physical quantities that
 * sensors of supply chains report. Conversion is exact: a comparison never rounds. A code that is
 * not here compares with itself alone.
 */
final class Units {
  /** value in the base unit = (value + shift) · numerator / denominator. */
  private record Unit(
      String kind, BigDecimal shift, BigDecimal numerator, BigDecimal denominator) {}

  private static final Map<String, Unit> UNITS = new HashMap<>();

  static {
    put("temperature", "KEL", "0", "1", "1");
    put("temperature", "CEL", "273.15", "1", "1");
    put("temperature", "FAH", "459.67", "5", "9");
    put("length", "MTR", "0", "1", "1");
    put("length", "MMT", "0", "1", "1000");
    put("length", "CMT", "0", "1", "100");
    put("length", "KMT", "0", "1000", "1");
    put("length", "4H", "0", "1", "1000000");
    put("length", "INH", "0", "0.0254", "1");
    put("length", "FOT", "0", "0.3048", "1");
    put("length", "SMI", "0", "1609.344", "1");
    put("mass", "KGM", "0", "1", "1");
    put("mass", "GRM", "0", "1", "1000");
    put("mass", "MGM", "0", "1", "1000000");
    put("mass", "MC", "0", "1", "1000000000");
    put("mass", "TNE", "0", "1000", "1");
    put("mass", "LBR", "0", "0.45359237", "1");
    put("mass", "ONZ", "0", "0.45359237", "16");
    put("volume", "MTQ", "0", "1", "1");
    put("volume", "LTR", "0", "1", "1000");
    put("volume", "DMQ", "0", "1", "1000");
    put("volume", "MLT", "0", "1", "1000000");
    put("volume", "CMQ", "0", "1", "1000000");
    put("volume", "HLT", "0", "1", "10");
    put("time", "SEC", "0", "1", "1");
    put("time", "C26", "0", "1", "1000");
    put("time", "MIN", "0", "60", "1");
    put("time", "HUR", "0", "3600", "1");
    put("time", "DAY", "0", "86400", "1");
    put("pressure", "PAL", "0", "1", "1");
    put("pressure", "A97", "0", "100", "1");
    put("pressure", "MBR", "0", "100", "1");
    put("pressure", "KPA", "0", "1000", "1");
    put("pressure", "MPA", "0", "1000000", "1");
    put("pressure", "BAR", "0", "100000", "1");
    put("pressure", "ATM", "0", "101325", "1");
    put("speed", "MTS", "0", "1", "1");
    put("speed", "KMH", "0", "1000", "3600");
    put("speed", "HM", "0", "1609.344", "3600");
    put("acceleration", "MSK", "0", "1", "1");
    put("acceleration", "K40", "0", "9.80665", "1");
    put("fraction", "C62", "0", "1", "1");
    put("fraction", "P1", "0", "1", "100");
    put("angle", "C81", "0", "1", "1");
    put("voltage", "VLT", "0", "1", "1");
    put("voltage", "2Z", "0", "1", "1000");
    put("current", "AMP", "0", "1", "1");
    put("current", "4K", "0", "1", "1000");
    put("energy", "JOU", "0", "1", "1");
    put("energy", "KJO", "0", "1000", "1");
    put("energy", "KWH", "0", "3600000", "1");
    put("power", "WTT", "0", "1", "1");
    put("power", "KWT", "0", "1000", "1");
    put("frequency", "HTZ", "0", "1", "1");
    put("frequency", "KHZ", "0", "1000", "1");
    put("frequency", "MHZ", "0", "1000000", "1");
  }

  private Units() {}

  /**
   * How {@code value} in {@code unit} stands to {@code asked} in {@code askedUnit}; null where the
   * two can't be compared.
   */
  static @Nullable Integer compare(
      BigDecimal value, @Nullable String unit, BigDecimal asked, String askedUnit) {
    if (askedUnit.equals(unit)) {
      return value.compareTo(asked);
    }
    Unit from = unit == null ? null : UNITS.get(unit);
    Unit to = UNITS.get(askedUnit);
    if (from == null || to == null || !from.kind.equals(to.kind)) {
      return null;
    }
    return value
        .add(from.shift)
        .multiply(from.numerator)
        .multiply(to.denominator)
        .compareTo(asked.add(to.shift).multiply(to.numerator).multiply(from.denominator));
  }

  private static void put(
      String kind, String code, String shift, String numerator, String denominator) {
    UNITS.put(
        code,
        new Unit(
            kind, new BigDecimal(shift), new BigDecimal(numerator), new BigDecimal(denominator)));
  }
}
