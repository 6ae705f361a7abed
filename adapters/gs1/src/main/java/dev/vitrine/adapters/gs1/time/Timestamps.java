package dev.vitrine.adapters.gs1.time;

/**
 * Date-times (RFC 3339, the profile of xsd:dateTimeStamp that the JSON Schema asks for) and zone
 * offsets, read by hand: this is the hottest field of an event.
 */
public final class Timestamps {
  /** Not a date-time with a zone. */
  public static final long MALFORMED = Long.MIN_VALUE;

  /** A date-time, but no whole millisecond, or a leap second. */
  public static final long NOT_EXACT = Long.MIN_VALUE + 1;

  private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private Timestamps() {}

  /** Milliseconds since 1970-01-01T00:00Z, or one of the two constants above. */
  public static long millis(String text) {
    int length = text.length();
    if (length < 20
        || length > 40
        || (text.charAt(10) != 'T' && text.charAt(10) != 't')
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return MALFORMED;
    }
    long day = epochDay(text);
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    int second = digits(text, 17, 2);
    if (day == MALFORMED || bad(hour, 23) || bad(minute, 59) || bad(second, 60)) {
      return MALFORMED;
    }
    int at = 19;
    long fraction = 0;
    boolean exact = second < 60;
    if (text.charAt(at) == '.') {
      int start = ++at;
      int weight = 100;
      while (at < length && isDigit(text.charAt(at))) {
        int digit = text.charAt(at++) - '0';
        fraction += (long) digit * weight;
        exact &= weight > 0 || digit == 0;
        weight /= 10;
      }
      if (at == start) {
        return MALFORMED;
      }
    }
    int zone = zone(text, at);
    if (zone == Integer.MIN_VALUE) {
      return MALFORMED;
    }
    if (!exact) {
      return NOT_EXACT;
    }
    return ((day * 24 + hour) * 60 + minute - zone) * 60_000L + second * 1000L + fraction;
  }

  /** Days since 1970-01-01 of a text that starts with {@code YYYY-MM-DD}, or MALFORMED. */
  public static long epochDay(String text) {
    if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return MALFORMED;
    }
    return epochDay(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
  }

  /** Days since 1970-01-01 of a proleptic Gregorian date, or MALFORMED where there is none. */
  public static long epochDay(int year, int month, int day) {
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]) {
      return MALFORMED;
    }
    if (month == 2 && day == 29 && !leap(year)) {
      return MALFORMED;
    }
    // counted in years that begin on 1 March, so that the leap day comes last
    int shifted = month > 2 ? year : year - 1;
    int era = Math.floorDiv(shifted, 400);
    int yearOfEra = shifted - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }

  /** The last day of a month. */
  public static int lastDay(int year, int month) {
    return month == 2 && !leap(year) ? 28 : DAYS[month - 1];
  }

  /**
   * Minutes of {@code eventTimeZoneOffset}, from −14:00 to +14:00, or {@link Integer#MIN_VALUE}
   * where it has another form.
   */
  public static int zoneOffset(String text) {
    if (text.length() != 6) {
      return Integer.MIN_VALUE;
    }
    int minutes = zone(text, 0);
    return Math.abs(minutes) <= 14 * 60 ? minutes : Integer.MIN_VALUE;
  }

  private static int zone(String text, int at) {
    int rest = text.length() - at;
    if (rest == 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
      return 0;
    }
    if (rest != 6 || text.charAt(at + 3) != ':') {
      return Integer.MIN_VALUE;
    }
    char sign = text.charAt(at);
    int hours = digits(text, at + 1, 2);
    int minutes = digits(text, at + 4, 2);
    if ((sign != '+' && sign != '-') || bad(hours, 23) || bad(minutes, 59)) {
      return Integer.MIN_VALUE;
    }
    return sign == '-' ? -(hours * 60 + minutes) : hours * 60 + minutes;
  }

  private static boolean leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  private static boolean bad(int value, int highest) {
    return value < 0 || value > highest;
  }

  private static int digits(String text, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
