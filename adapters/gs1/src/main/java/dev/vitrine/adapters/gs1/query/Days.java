package dev.vitrine.adapters.gs1.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The days, in UTC, by which an index knows events. */
final class Days {
  private Days() {}

  /** The days of a range; empty if it is longer than {@link QueryLimits#DAYS}. */
  static Optional<Lookup> between(Instant from, Instant before) {
    LocalDate day = from.atOffset(ZoneOffset.UTC).toLocalDate();
    LocalDate last = before.atOffset(ZoneOffset.UTC).toLocalDate();
    if (day.plusDays(QueryLimits.DAYS).isBefore(last)) {
      return Optional.empty();
    }
    List<String> days = new ArrayList<>();
    for (; !day.isAfter(last); day = day.plusDays(1)) {
      days.add(day.toString());
    }
    days.add(Lookup.UNSURE);
    return Optional.of(new Lookup("eventDay", days));
  }
}
