package dev.vitrine.adapters.gs1.identifier;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The ways to write characters as bits, each with its indicator of three bits. */
enum Packing {
  /** A number, in as many bits as its digits may need. */
  DIGITS(0, 0),
  /** Hexadecimal in small letters, four bits each. */
  HEX_SMALL(1, 4),
  /** Hexadecimal in capitals, four bits each. */
  HEX_CAPITAL(2, 4),
  /** Letters, digits, minus and underscore, six bits each. */
  BASE64_URL(3, 6),
  /** ASCII, seven bits each. */
  ASCII(4, 7);

  private static final Packing[] ALL = values();
  private static final double BITS_OF_A_DIGIT = Math.log(10) / Math.log(2);

  private final int indicator;
  private final int bits;

  Packing(int indicator, int bits) {
    this.indicator = indicator;
    this.bits = bits;
  }

  int indicator() {
    return indicator;
  }

  static @Nullable Packing indicated(int indicator) {
    return indicator < ALL.length ? ALL[indicator] : null;
  }

  /** The shortest for {@code text}. */
  static Packing of(String text) {
    if (text.isEmpty()) {
      return ASCII;
    }
    for (Packing packing : ALL) {
      if (packing.takes(text)) {
        return packing;
      }
    }
    return ASCII;
  }

  private boolean takes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean taken =
          switch (this) {
            case DIGITS -> digit;
            case HEX_SMALL -> digit || (c >= 'a' && c <= 'f');
            case HEX_CAPITAL -> digit || (c >= 'A' && c <= 'F');
            case BASE64_URL -> Base64Url.is(c);
            case ASCII -> c < 128;
          };
      if (!taken) {
        return false;
      }
    }
    return true;
  }

  /** How many bits tell a length of up to {@code max}. */
  static int lengthBits(int max) {
    return 32 - Integer.numberOfLeadingZeros(max);
  }

  /** How many bits so many characters take; no digits at all take one. */
  int bits(int characters) {
    return this == DIGITS
        ? (int) Math.ceil(characters * BITS_OF_A_DIGIT + 0.01)
        : characters * bits;
  }

  void write(BitWriter out, String text) {
    if (this == DIGITS) {
      BigInteger number = text.isEmpty() ? BigInteger.ZERO : new BigInteger(text);
      for (int i = bits(text.length()) - 1; i >= 0; i--) {
        out.write(number.testBit(i) ? 1 : 0, 1);
      }
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.write(
          switch (this) {
            case HEX_SMALL, HEX_CAPITAL -> Character.digit(c, 16);
            case BASE64_URL -> Base64Url.value(c);
            default -> c;
          },
          bits);
    }
  }

  /** Whether there were so many characters; adds them to {@code out}. */
  boolean read(BitReader in, int characters, StringBuilder out) {
    int count = bits(characters);
    if (in.left() < count) {
      return false;
    }
    if (this == DIGITS) {
      BigInteger number = BigInteger.ZERO;
      for (int i = 0; i < count; i++) {
        number = number.shiftLeft(1);
        if (in.read(1) == 1) {
          number = number.setBit(0);
        }
      }
      String digits = number.signum() == 0 ? "" : number.toString();
      if (digits.length() > characters) {
        return false;
      }
      out.append("0".repeat(characters - digits.length())).append(digits);
      return true;
    }
    for (int i = 0; i < characters; i++) {
      int value = in.read(bits);
      out.append(
          switch (this) {
            case HEX_SMALL -> "0123456789abcdef".charAt(value);
            case HEX_CAPITAL -> "0123456789ABCDEF".charAt(value);
            case BASE64_URL -> Base64Url.character(value);
            default -> (char) value;
          });
    }
    return true;
  }
}
