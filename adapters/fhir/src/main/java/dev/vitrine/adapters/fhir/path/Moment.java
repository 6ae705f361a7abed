package dev.vitrine.adapters.fhir.path;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A date, a date with a time, or a time, as precise as it is written (FHIRPath, sections 6.1 and
 * 6.2). Two that agree as far as both are precise, but are not equally precise, are neither equal
 * nor unequal; seconds and their fractions are one precision. A time with a zone can't be compared
 * with one without.
 */
final class Moment {
  private static final int DATE_FIELDS = 3;
  private static final int[] STARTS = {0, 5, 8, 11, 14, 17};
  private static final String SEPARATORS = "--T::";

  /** Whether it is a time of day without a date. */
  private final boolean time;

  /** Year, month, day, hour, minute as far as written; a time begins with its hour. */
  private final int[] fields;

  /** Seconds with their fraction, or null. */
  private final @Nullable BigDecimal second;

  /** Minutes east of UTC, or null. */
  private final @Nullable Integer zone;

  private Moment(boolean time, int[] fields, @Nullable BigDecimal second, @Nullable Integer zone) {
    this.time = time;
    this.fields = fields;
    this.second = second;
    this.zone = zone;
  }

  /** Whether it is a time of day without a date. */
  boolean time() {
    return time;
  }

  /** Reads the value of an item of a type for dates or times. */
  static Moment of(Item item) throws FhirPathException {
    String text = item.string();
    if (text == null) {
      throw FhirPathException.evaluation("a date or time without a value");
    }
    boolean time = "time".equals(item.type()) || Types.TIME.equals(item.type());
    Moment moment = parse(time ? "T" + text : text);
    if (moment == null) {
      throw FhirPathException.evaluation("a date or time that is none");
    }
    return moment;
  }

  /** Reads {@code 2015-02T…} or {@code T10:30}; null where it is none. */
  static @Nullable Moment parse(String text) {
    boolean time = text.startsWith("T");
    int shift = time ? STARTS[3] - 1 : 0;
    int[] fields = new int[5];
    int count = time ? DATE_FIELDS : 0;
    int at = time ? 1 : 0;
    while (count < 5) {
      int width = count == 0 ? 4 : 2;
      int value = digits(text, at, width);
      if (value < 0) {
        return null;
      }
      fields[count] = value;
      at = STARTS[count] - shift + width;
      count++;
      if (at == text.length()) {
        return build(time, fields, count, null, null);
      }
      if (count <= DATE_FIELDS && at == text.length() - 1 && text.endsWith("T")) {
        // a DateTime that is as precise as a date
        return build(time, fields, count, null, null);
      }
      if (text.charAt(at) != SEPARATORS.charAt(count - 1)) {
        break;
      }
      at++;
    }
    return rest(text, time, fields, count, at);
  }

  /** Seconds and zone. */
  private static @Nullable Moment rest(String text, boolean time, int[] fields, int count, int at) {
    BigDecimal second = null;
    int end = at;
    if (count == 5 && text.charAt(at - 1) == ':') {
      end = at + 2;
      if (digits(text, at, 2) < 0) {
        return null;
      }
      if (end < text.length() && text.charAt(end) == '.') {
        end++;
        while (end < text.length() && digits(text, end, 1) >= 0) {
          end++;
        }
        if (end == at + 3 || end - at > 40) {
          return null;
        }
      }
      second = new BigDecimal(text.substring(at, end));
    }
    Integer zone = null;
    if (end < text.length()) {
      zone = zone(text, end);
      if (zone == null || time || count <= DATE_FIELDS) {
        return null;
      }
    }
    return build(time, fields, count, second, zone);
  }

  private static @Nullable Integer zone(String text, int at) {
    if (text.length() == at + 1 && text.charAt(at) == 'Z') {
      return 0;
    }
    int hours = digits(text, at + 1, 2);
    int minutes = digits(text, at + 4, 2);
    char sign = text.charAt(at);
    boolean formed =
        text.length() == at + 6 && text.charAt(at + 3) == ':' && (sign == '+' || sign == '-');
    if (!formed || hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 14 * 60) {
      return null;
    }
    return sign == '-' ? -(hours * 60 + minutes) : hours * 60 + minutes;
  }

  private static @Nullable Moment build(
      boolean time, int[] fields, int count, @Nullable BigDecimal second, @Nullable Integer zone) {
    int first = time ? DATE_FIELDS : 0;
    int[] written = new int[count - first];
    System.arraycopy(fields, first, written, 0, written.length);
    boolean clock =
        (count <= 3 || fields[3] < 24)
            && (count <= 4 || fields[4] < 60)
            && (second == null || second.intValue() < 60);
    if (!clock || (!time && !isDate(fields, count))) {
      return null;
    }
    return new Moment(time, written, second, zone);
  }

  private static boolean isDate(int[] fields, int count) {
    try {
      LocalDate.of(fields[0], count > 1 ? fields[1] : 1, count > 2 ? fields[2] : 1);
      return fields[0] > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Whether both are the same; empty where that can't be told. */
  Optional<Boolean> equal(Moment other) {
    if (time != other.time) {
      return Optional.of(false);
    }
    return order(other).map(order -> order == 0);
  }

  /** Negative, zero or positive as this is before, at or after the other; empty where unknown. */
  Optional<Integer> order(Moment other) {
    if (time != other.time) {
      return Optional.empty();
    }
    if ((zone == null) != (other.zone == null) && Math.min(clocks(), other.clocks()) > 0) {
      return Optional.empty();
    }
    if ((zone == null) != (other.zone == null)) {
      return dates(other);
    }
    if (!inWholeHours() || !other.inWholeHours()) {
      return Optional.empty();
    }
    int[] mine = utc();
    int[] others = other.utc();
    int common = Math.min(mine.length, others.length);
    for (int i = 0; i < common; i++) {
      if (mine[i] != others[i]) {
        return Optional.of(Integer.compare(mine[i], others[i]));
      }
    }
    if (mine.length != others.length || (second == null) != (other.second == null)) {
      return Optional.empty();
    }
    return Optional.of(second == null || other.second == null ? 0 : second.compareTo(other.second));
  }

  /** A date and a time with a zone: nothing can be told unless they are more than a day apart. */
  private Optional<Integer> dates(Moment other) {
    if (fields.length < DATE_FIELDS || other.fields.length < DATE_FIELDS) {
      int common = Math.min(Math.min(fields.length, other.fields.length), 1);
      for (int i = 0; i < common; i++) {
        if (Math.abs(fields[i] - other.fields[i]) > 1) {
          return Optional.of(Integer.compare(fields[i], other.fields[i]));
        }
      }
      return Optional.empty();
    }
    long days = day() - other.day();
    return Math.abs(days) > 1 ? Optional.of(Long.signum(days)) : Optional.empty();
  }

  private long day() {
    return LocalDate.of(fields[0], fields[1], fields[2]).toEpochDay();
  }

  /** How many fields of a clock are written. */
  private int clocks() {
    return time ? fields.length : Math.max(0, fields.length - DATE_FIELDS);
  }

  /** The fields at UTC, where there is a zone. */
  private int[] utc() {
    if (zone == null || zone == 0 || fields.length < DATE_FIELDS + 1) {
      return fields;
    }
    int minute = fields.length > 4 ? fields[4] : 0;
    long minutes = day() * 1440 + fields[3] * 60L + minute - zone;
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(minutes, 1440L));
    int left = (int) Math.floorMod(minutes, 1440L);
    int[] all = {date.getYear(), date.getMonthValue(), date.getDayOfMonth(), left / 60, left % 60};
    return fields.length > 4 ? all : new int[] {all[0], all[1], all[2], all[3]};
  }

  /** Whether it can be shifted to UTC: an hour alone can't be, by a zone of half an hour. */
  private boolean inWholeHours() {
    return zone == null || zone % 60 == 0 || fields.length > DATE_FIELDS + 1;
  }

  /** The number in so many digits, or −1 where they are none. */
  private static int digits(String text, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}
