package dev.vitrine.adapters.gs1.event;

import dev.vitrine.adapters.gs1.time.Timestamps;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between which temperatures, and from when to when, all temperature reports of an event lie. A
 * bound is given only if every report has it: one report that can't be compared, and nothing can be
 * said about the lowest of all.
 *
 * @param lowest in °C, or null
 * @param highest in °C, or null
 * @param start of the first report, or MALFORMED
 * @param end of the last report, or MALFORMED
 */
record TemperatureSpan(
    @Nullable BigDecimal lowest, @Nullable BigDecimal highest, long start, long end) {
  private static final TemperatureSpan NONE =
      new TemperatureSpan(null, null, Timestamps.MALFORMED, Timestamps.MALFORMED);

  static TemperatureSpan of(List<SensorDraft> reports) {
    BigDecimal lowest = null;
    BigDecimal highest = null;
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    boolean low = true;
    boolean high = true;
    boolean timed = true;
    boolean any = false;
    for (SensorDraft report : reports) {
      if (!Celsius.measures(report.type)) {
        continue;
      }
      any = true;
      BigDecimal value = Celsius.of(report.value, report.uom);
      BigDecimal min = Celsius.of(report.minValue, report.uom);
      BigDecimal max = Celsius.of(report.maxValue, report.uom);
      low &= complete(report.value, value, report.minValue, min);
      high &= complete(report.value, value, report.maxValue, max);
      lowest = lower(lower(lowest, value), min);
      highest = higher(higher(highest, value), max);
      timed &= report.from() > Timestamps.NOT_EXACT && report.until() > Timestamps.NOT_EXACT;
      start = Math.min(start, report.from());
      end = Math.max(end, report.until());
    }
    if (!any) {
      return NONE;
    }
    return new TemperatureSpan(
        low ? lowest : null,
        high ? highest : null,
        timed ? start : Timestamps.MALFORMED,
        timed ? end : Timestamps.MALFORMED);
  }

  /** Whether one of the two is there, and none is there that could not be converted. */
  private static boolean complete(
      @Nullable String value,
      @Nullable BigDecimal converted,
      @Nullable String bound,
      @Nullable BigDecimal convertedBound) {
    return (value != null || bound != null)
        && (value == null) == (converted == null)
        && (bound == null) == (convertedBound == null);
  }

  private static @Nullable BigDecimal lower(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    return a == null || (b != null && b.compareTo(a) < 0) ? b : a;
  }

  private static @Nullable BigDecimal higher(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    return a == null || (b != null && b.compareTo(a) > 0) ? b : a;
  }
}
