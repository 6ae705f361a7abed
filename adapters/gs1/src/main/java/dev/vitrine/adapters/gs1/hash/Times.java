package dev.vitrine.adapters.gs1.hash;

import dev.vitrine.adapters.gs1.time.Timestamps;
import org.jspecify.annotations.Nullable;

/** Date-times in UTC with three decimals of a second. */
final class Times {
  private static final int FRACTION = 20;
  private static final long DAY = 86_400_000;

  /** 0000-01-01T00:00Z and 10000-01-01T00:00Z: years of four digits. */
  private static final long FIRST = Timestamps.epochDay(0, 1, 1) * DAY;

  private static final long AFTER_LAST = (Timestamps.epochDay(9999, 12, 31) + 1) * DAY;

  private Times() {}

  /**
   * To the nearest millisecond, from half a millisecond up to the next. What is no date-time, a
   * leap second or out of the years 0 to 9999 stays as it is.
   */
  static String nearest(String text) {
    long millis = Timestamps.millis(text);
    if (millis == Timestamps.NOT_EXACT) {
      millis = truncated(text);
      if (millis > Timestamps.NOT_EXACT && text.charAt(FRACTION + 3) >= '5') {
        millis++;
      }
    }
    return shown(millis, text);
  }

  /**
   * As Python's date library does with the reference implementation's way of rounding: cut to
   * microseconds, then to the nearest millisecond, a half to the even one; null where that fails,
   * from half a millisecond before a full second.
   */
  static @Nullable String nearestEven(String text) {
    long millis = Timestamps.millis(text);
    if (millis != Timestamps.NOT_EXACT) {
      return shown(millis, text);
    }
    millis = truncated(text);
    if (millis <= Timestamps.NOT_EXACT) {
      return text;
    }
    int rest = 0;
    int weight = 100;
    for (int i = FRACTION + 3; weight > 0 && isDigit(text, i); i++) {
      rest += (text.charAt(i) - '0') * weight;
      weight /= 10;
    }
    boolean up = rest > 500 || (rest == 500 && millis % 2 != 0);
    if (up && Math.floorMod(millis, 1000) == 999) {
      return null;
    }
    return shown(up ? millis + 1 : millis, text);
  }

  /** The same without decimals beyond the third, if it has as many. */
  private static long truncated(String text) {
    int end = FRACTION;
    while (isDigit(text, end)) {
      end++;
    }
    return end < FRACTION + 4
        ? Timestamps.NOT_EXACT
        : Timestamps.millis(text.substring(0, FRACTION + 3) + text.substring(end));
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static String shown(long millis, String otherwise) {
    if (millis < FIRST || millis >= AFTER_LAST) {
      return otherwise;
    }
    // counted from 0000-03-01, so that the leap day comes last in its year
    int day = (int) (Math.floorDiv(millis, DAY) + 719_468);
    int era = Math.floorDiv(day, 146_097);
    int dayOfEra = day - era * 146_097;
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shifted = (5 * dayOfYear + 2) / 153;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    int inDay = (int) Math.floorMod(millis, DAY);
    char[] out = "0000-00-00T00:00:00.000Z".toCharArray();
    put(out, 3, year);
    put(out, 6, month);
    put(out, 9, dayOfYear - (153 * shifted + 2) / 5 + 1);
    put(out, 12, inDay / 3_600_000);
    put(out, 15, inDay / 60_000 % 60);
    put(out, 18, inDay / 1000 % 60);
    put(out, 22, inDay % 1000);
    return new String(out);
  }

  private static void put(char[] out, int last, int value) {
    int rest = value;
    for (int i = last; rest > 0; i--) {
      out[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
