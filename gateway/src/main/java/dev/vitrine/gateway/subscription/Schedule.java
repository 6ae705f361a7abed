package dev.vitrine.gateway.subscription;

import dev.vitrine.gateway.epcis.EpcisRefusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a query runs (EPCIS 2.0 §8.2.5.3), in UTC: whenever all fields match, to the second.
 *
 * <p>A field that is left out takes any value, unless it is finer than all that are given: then it
 * takes its lowest, so that hour 1 and minute 5 mean once a day at 01:05:00, as the standard's
 * example has it. Days of month and of week have both to match where both are given.
 */
final class Schedule {
  /** The fields' names, the finest first. */
  static final List<String> FIELDS =
      List.of("second", "minute", "hour", "dayOfMonth", "month", "dayOfWeek");

  private static final int[] LOW = {0, 0, 0, 1, 1, 1};
  private static final int[] HIGH = {59, 59, 23, 31, 12, 7};

  private static final int DAY_OF_MONTH = 3;
  private static final int MONTH = 4;
  private static final int DAY_OF_WEEK = 5;

  /** Beyond the longest pause there is: from one 29 February on a given day of week to the next. */
  private static final int MAX_DAYS = 41 * 366;

  private final CronField[] fields;

  private Schedule(CronField[] fields) {
    this.fields = fields;
  }

  /**
   * Reads one.
   *
   * @param given texts by name of the field
   * @throws EpcisRefusal if a field is not well-formed, none is given, or they never match
   */
  static Schedule of(Map<String, String> given) {
    CronField[] fields = new CronField[FIELDS.size()];
    int finest = finest(given);
    for (int i = 0; i < fields.length; i++) {
      fields[i] = field(i, given.get(FIELDS.get(i)), finest);
    }
    Schedule schedule = new Schedule(fields);
    if (schedule.next(Instant.EPOCH).isEmpty()) {
      throw refusal("schedule: there is no such day in any year.");
    }
    return schedule;
  }

  /** The first time after {@code after} at which the query runs; empty if there is none. */
  Optional<Instant> next(Instant after) {
    LocalDateTime from =
        LocalDateTime.ofInstant(after, ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.SECONDS)
            .plusSeconds(1);
    LocalDate day = from.toLocalDate();
    @Nullable LocalTime time = matches(day) ? next(from.toLocalTime()) : null;
    for (int days = 0; time == null && days < MAX_DAYS; days++) {
      day = day.plusDays(1);
      if (matches(day)) {
        time = next(LocalTime.MIDNIGHT);
      }
    }
    return time == null
        ? Optional.empty()
        : Optional.of(day.atTime(time).toInstant(ZoneOffset.UTC));
  }

  private boolean matches(LocalDate day) {
    return fields[MONTH].has(day.getMonthValue())
        && fields[DAY_OF_MONTH].has(day.getDayOfMonth())
        && fields[DAY_OF_WEEK].has(day.getDayOfWeek().getValue());
  }

  /** The first time of day that matches, from {@code from} on; null if there is none that day. */
  private @Nullable LocalTime next(LocalTime from) {
    for (int hour = fields[2].next(from.getHour()); hour >= 0; hour = fields[2].next(hour + 1)) {
      boolean sameHour = hour == from.getHour();
      int minute = fields[1].next(sameHour ? from.getMinute() : 0);
      while (minute >= 0) {
        boolean sameMinute = sameHour && minute == from.getMinute();
        int second = fields[0].next(sameMinute ? from.getSecond() : 0);
        if (second >= 0) {
          return LocalTime.of(hour, minute, second);
        }
        minute = fields[1].next(minute + 1);
      }
    }
    return null;
  }

  private static CronField field(int index, @Nullable String text, int finest) {
    if (text != null) {
      return CronField.parse(text, LOW[index], HIGH[index])
          .orElseThrow(
              () ->
                  refusal(
                      "schedule."
                          + FIELDS.get(index)
                          + ": it is a list of *, numbers and ranges as [1-5] from "
                          + LOW[index]
                          + " to "
                          + HIGH[index]
                          + ", each with /step if wanted."));
    }
    return index < finest ? CronField.only(LOW[index]) : CronField.all(LOW[index], HIGH[index]);
  }

  /** The index of the finest field that is given; days of the week are as fine as days. */
  private static int finest(Map<String, String> given) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < FIELDS.size(); i++) {
      if (given.containsKey(FIELDS.get(i))) {
        found.add(i == DAY_OF_WEEK ? DAY_OF_MONTH : i);
      }
    }
    return found.stream()
        .min(Integer::compare)
        .orElseThrow(() -> refusal("schedule: give one field of it at least."));
  }

  private static EpcisRefusal refusal(String detail) {
    return new EpcisRefusal(EpcisRefusal.Kind.CONTROLS, detail);
  }
}
