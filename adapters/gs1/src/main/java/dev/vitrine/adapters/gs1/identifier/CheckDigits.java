package dev.vitrine.adapters.gs1.identifier;

/** GS1's check digit and check character pair (General Specifications §7.9). */
final class CheckDigits {
  private static final int[] PRIMES = {
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83
  };
  private static final String SET_82 =
      "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
  private static final String PAIR = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

  private CheckDigits() {}

  /**
   * The modulo 10 check digit that follows the first {@code length} characters, which are digits.
   */
  static char digit(CharSequence digits, int length) {
    int sum = 0;
    int weight = 3;
    for (int i = length - 1; i >= 0; i--) {
      sum += weight * (digits.charAt(i) - '0');
      weight ^= 2;
    }
    return (char) ('0' + (10 - sum % 10) % 10);
  }

  /** Whether a text of set 82 ends in its check character pair, as a Global Model Number does. */
  static boolean pairFits(String text) {
    int length = text.length() - 2;
    if (length < 1 || length > PRIMES.length) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += PRIMES[length - 1 - i] * SET_82.indexOf(text.charAt(i));
    }
    sum %= 1021;
    return text.charAt(length) == PAIR.charAt(sum >> 5)
        && text.charAt(length + 1) == PAIR.charAt(sum & 31);
  }
}
