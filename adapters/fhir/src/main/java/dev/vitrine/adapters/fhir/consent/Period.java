package dev.vitrine.adapters.fhir.consent;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.time.FhirTime;
import dev.vitrine.adapters.fhir.time.Interval;
import java.util.Optional;

/**
 * A Period whose ends may be coarse. A date without a time has no zone, so where a day begins is
 * open by 26 hours: what is certain lies within {@code narrowest}, what is possible within {@code
 * widest}.
 *
 * @param understood whether both ends that were given are dates or times
 */
record Period(Interval widest, Interval narrowest, boolean understood) {
  /** From the first zone's beginning of a day to the last zone's. */
  private static final long ZONES = 26 * 3_600_000L;

  private static final int DATE_LENGTH = 10;

  static Period of(JsonObject period) {
    String start = period.string("start");
    String end = period.string("end");
    Optional<Interval> first = start == null ? Optional.of(ALL) : FhirTime.dateTime(start);
    Optional<Interval> last = end == null ? Optional.of(ALL) : FhirTime.dateTime(end);
    if (first.isEmpty() || last.isEmpty() || (start == null && end == null)) {
      return new Period(ALL, NONE, false);
    }
    Interval widest = new Interval(first.get().lo(), last.get().hi());
    Interval narrowest = new Interval(widest.lo() + open(start), widest.hi() - open(end));
    return new Period(widest, narrowest, true);
  }

  /** Whether all of {@code time} certainly lies within. */
  boolean certainlyHolds(Interval time) {
    return narrowest.lo() <= time.lo() && time.hi() <= narrowest.hi();
  }

  /** Whether some of {@code time} may lie within. */
  boolean mayTouch(Interval time) {
    return widest.lo() <= time.hi() && time.lo() <= widest.hi();
  }

  private static final Interval ALL = new Interval(Long.MIN_VALUE, Long.MAX_VALUE);
  private static final Interval NONE = new Interval(1, 0);

  private static long open(@org.jspecify.annotations.Nullable String end) {
    return end == null || end.length() > DATE_LENGTH ? 0 : ZONES;
  }
}
