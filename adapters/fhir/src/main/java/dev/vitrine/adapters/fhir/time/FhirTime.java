package dev.vitrine.adapters.fhir.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * FHIR R4's {@code date}, {@code dateTime} and {@code instant}, read to the letter of their
 * grammar.
 *
 * <p>A time without seconds or without a zone is none. A date without a time has no zone either: as
 * milliseconds it spans from its first moment at UTC+14:00 to its last at UTC−12:00.
 */
public final class FhirTime {
  private static final long DAY = 86_400_000;
  private static final long HOUR = 3_600_000;
  private static final int DATE_LENGTH = 10;
  private static final int MAX_LENGTH = 48;

  private FhirTime() {}

  /** A {@code date} (year, month or day) as days since 1970-01-01; empty where it is none. */
  public static Optional<Interval> days(String text) {
    int length = text.length();
    if ((length != 4 && length != 7 && length != DATE_LENGTH) || !dashes(text)) {
      return Optional.empty();
    }
    int year = digits(text, 0, 4);
    int month = length >= 7 ? digits(text, 5, 7) : 1;
    int day = length == DATE_LENGTH ? digits(text, 8, DATE_LENGTH) : 1;
    if (year < 1 || month < 0 || day < 0) {
      return Optional.empty();
    }
    try {
      LocalDate first = LocalDate.of(year, month, day);
      LocalDate last =
          switch (length) {
            case 4 -> LocalDate.of(year, 12, 31);
            case 7 -> YearMonth.of(year, month).atEndOfMonth();
            default -> first;
          };
      return Optional.of(new Interval(first.toEpochDay(), last.toEpochDay()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A {@code dateTime} as milliseconds since 1970-01-01 UTC; empty where it is none. */
  public static Optional<Interval> dateTime(String text) {
    return text.length() > DATE_LENGTH
        ? moment(text)
        : days(text)
            .map(
                days ->
                    new Interval(
                        days.lo() * DAY - 14 * HOUR, (days.hi() + 1) * DAY + 12 * HOUR - 1));
  }

  /** An {@code instant}: a {@code dateTime} with a time. */
  public static Optional<Interval> instant(String text) {
    return text.length() > DATE_LENGTH ? moment(text) : Optional.empty();
  }

  private static Optional<Interval> moment(String text) {
    Optional<Interval> date = days(text.substring(0, DATE_LENGTH));
    int length = text.length();
    if (date.isEmpty() || length < 20 || length > MAX_LENGTH || text.charAt(10) != 'T') {
      return Optional.empty();
    }
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    if (text.charAt(13) != ':' || text.charAt(16) != ':' || !clock(hour, minute, second)) {
      return Optional.empty();
    }
    int at = 19;
    int millis = 0;
    int unit = 1000;
    if (text.charAt(at) == '.') {
      int start = ++at;
      while (at < length && digit(text.charAt(at))) {
        unit /= 10;
        millis += unit * (text.charAt(at++) - '0');
      }
      if (at == start) {
        return Optional.empty();
      }
    }
    long zone = zoneMinutes(text, at);
    if (zone == Long.MIN_VALUE) {
      return Optional.empty();
    }
    // a leap second has no millisecond of its own: it counts as the last one of its minute
    long ofDay = hour * HOUR + minute * 60_000L + Math.min(second, 59) * 1000L;
    ofDay += second == 60 ? 999 : millis;
    long lo = date.get().lo() * DAY + ofDay - zone * 60_000;
    return Optional.of(new Interval(lo, second == 60 ? lo : lo + Math.max(unit, 1) - 1));
  }

  private static boolean clock(int hour, int minute, int second) {
    return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
  }

  /** The zone's offset in minutes, or the least long where it is none. */
  private static long zoneMinutes(String text, int at) {
    int left = text.length() - at;
    if (left == 1 && text.charAt(at) == 'Z') {
      return 0;
    }
    if (left != 6 || text.charAt(at + 3) != ':') {
      return Long.MIN_VALUE;
    }
    int sign = text.charAt(at) == '+' ? 1 : text.charAt(at) == '-' ? -1 : 0;
    int hours = digits(text, at + 1, at + 3);
    int minutes = digits(text, at + 4, at + 6);
    boolean within = hours >= 0 && minutes >= 0 && minutes < 60 && hours * 60 + minutes <= 14 * 60;
    return sign == 0 || !within ? Long.MIN_VALUE : sign * (hours * 60L + minutes);
  }

  private static boolean dashes(String text) {
    return (text.length() < 7 || text.charAt(4) == '-')
        && (text.length() < DATE_LENGTH || text.charAt(7) == '-');
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The number in these digits, or −1 where they are none. */
  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      if (!digit(text.charAt(i))) {
        return -1;
      }
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value;
  }
}
