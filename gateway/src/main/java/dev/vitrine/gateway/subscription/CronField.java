package dev.vitrine.gateway.subscription;

import java.util.Optional;

/**
 * The values that one field of a schedule takes: a list of {@code *}, numbers, ranges ({@code
 * [1-5]} as EPCIS writes them, or {@code 1-5}), each with {@code /step} if wanted. {@code n/step}
 * goes on to the highest value.
 *
 * @param bits the values, one bit each; none is above 59
 */
record CronField(long bits) {
  private static final int MAX_CHARS = 256;
  private static final int MAX_DIGITS = 2;

  /** All values from {@code low} to {@code high}. */
  static CronField all(int low, int high) {
    return new CronField(range(low, high, 1));
  }

  /** One value. */
  static CronField only(int value) {
    return new CronField(1L << value);
  }

  /** Reads a field whose values are {@code low} to {@code high}; empty if it is not well-formed. */
  static Optional<CronField> parse(String text, int low, int high) {
    if (text.isEmpty() || text.length() > MAX_CHARS) {
      return Optional.empty();
    }
    long bits = 0;
    for (String element : text.split(",", -1)) {
      long values = element(element.strip(), low, high);
      if (values == 0) {
        return Optional.empty();
      }
      bits |= values;
    }
    return Optional.of(new CronField(bits));
  }

  boolean has(int value) {
    return (bits >>> value & 1) != 0;
  }

  /** The lowest value that is not below {@code from}; −1 if there is none. */
  int next(int from) {
    long left = from >= Long.SIZE ? 0 : bits >>> from << from;
    return left == 0 ? -1 : Long.numberOfTrailingZeros(left);
  }

  /** The values of one element; 0 if it is none. */
  private static long element(String element, int low, int high) {
    int slash = element.indexOf('/');
    int step = slash < 0 ? 1 : number(element.substring(slash + 1));
    String base = slash < 0 ? element : element.substring(0, slash);
    if (step < 1) {
      return 0;
    }
    if (base.equals("*")) {
      return range(low, high, step);
    }
    boolean bracketed = base.startsWith("[") && base.endsWith("]");
    String inside = bracketed ? base.substring(1, base.length() - 1) : base;
    int dash = inside.indexOf('-');
    if (bracketed && dash < 0) {
      return 0;
    }
    int first = number(dash < 0 ? inside : inside.substring(0, dash));
    int last = dash < 0 ? (slash < 0 ? first : high) : number(inside.substring(dash + 1));
    return first < low || last > high || first > last ? 0 : range(first, last, step);
  }

  private static long range(int first, int last, int step) {
    long bits = 0;
    for (int value = first; value <= last; value += step) {
      bits |= 1L << value;
    }
    return bits;
  }

  /** A number of at most two digits; −1 if it is none. */
  private static int number(String text) {
    if (text.isEmpty() || text.length() > MAX_DIGITS) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = 10 * number + c - '0';
    }
    return number;
  }
}
