package dev.vitrine.gateway.auditevent;

import dev.vitrine.adapters.fhir.time.FhirTime;
import dev.vitrine.adapters.fhir.time.Interval;
import dev.vitrine.gateway.errors.GatewayException;
import java.util.List;

/**
 * FHIR's search parameter {@code date}: {@code eq}, {@code ge}, {@code gt}, {@code le}, {@code lt}
 * before a date or time of any precision, several of them together (search.html#date). A day that
 * names no zone is as wide as all zones make it.
 *
 * @param lo the first millisecond
 * @param hi the last one
 */
record DateRange(long lo, long hi) {
  private static final int PREFIX = 2;

  static DateRange of(List<String> asked) {
    DateRange range = new DateRange(Long.MIN_VALUE, Long.MAX_VALUE);
    for (String one : asked) {
      boolean prefixed = one.length() > PREFIX && Character.isLetter(one.charAt(0));
      Interval time =
          FhirTime.dateTime(prefixed ? one.substring(PREFIX) : one)
              .orElseThrow(DateRange::malformed);
      range =
          range.and(
              switch (prefixed ? one.substring(0, PREFIX) : "eq") {
                case "eq" -> new DateRange(time.lo(), time.hi());
                case "ge" -> new DateRange(time.lo(), Long.MAX_VALUE);
                case "gt" -> new DateRange(time.hi() + 1, Long.MAX_VALUE);
                case "le" -> new DateRange(Long.MIN_VALUE, time.hi());
                case "lt" -> new DateRange(Long.MIN_VALUE, time.lo() - 1);
                default -> throw malformed();
              });
    }
    return range;
  }

  boolean holds(long millis) {
    return lo <= millis && millis <= hi;
  }

  private DateRange and(DateRange other) {
    return new DateRange(Math.max(lo, other.lo), Math.min(hi, other.hi));
  }

  private static GatewayException malformed() {
    return new GatewayException.InvalidRequest(
        "date: it is eq, ge, gt, le or lt and a date or time, as ge2026-11-01.");
  }
}
