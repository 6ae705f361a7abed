package dev.vitrine.adapters.gs1.xml;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Values of XML Schema's simple types as JSON writes them. */
final class Lexemes {
  private static final String HEX = "0123456789abcdef";

  private Lexemes() {}

  /** The same number in JSON's grammar, digit for digit; null where it is none. */
  static byte @Nullable [] number(byte[] bytes, int from, int to) {
    Scratch out = new Scratch(to - from + 3);
    int at = from;
    if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
      if (bytes[at] == '-') {
        out.add('-');
      }
      at++;
    }
    int digits = at;
    while (at < to && isDigit(bytes[at])) {
      at++;
    }
    int whole = at;
    int fraction = at;
    if (at < to && bytes[at] == '.') {
      fraction = ++at;
      while (at < to && isDigit(bytes[at])) {
        at++;
      }
    }
    if (whole == digits && at == fraction) {
      return null;
    }
    while (digits < whole - 1 && bytes[digits] == '0') {
      digits++;
    }
    if (digits == whole) {
      out.add('0');
    }
    out.add(bytes, digits, whole);
    if (at > fraction) {
      out.add('.');
      out.add(bytes, fraction, at);
    }
    return exponent(bytes, at, to, out) ? out.toBytes() : null;
  }

  private static boolean exponent(byte[] bytes, int from, int to, Scratch out) {
    if (from == to) {
      return true;
    }
    if (bytes[from] != 'e' && bytes[from] != 'E') {
      return false;
    }
    int at = from + 1;
    if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
      at++;
    }
    int digits = at;
    while (at < to && isDigit(bytes[at])) {
      at++;
    }
    out.add(bytes, from, at);
    return at == to && at > digits;
  }

  /** {@code true} or {@code false}; null where it is neither. */
  static @Nullable String bool(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    return switch (text) {
      case "true", "1" -> "true";
      case "false", "0" -> "false";
      default -> null;
    };
  }

  /** What stands between the quotes of a JSON string, for well-formed UTF-8. */
  static void escape(byte[] bytes, int from, int to, Scratch out) {
    int plain = from;
    for (int i = from; i < to; i++) {
      int b = bytes[i];
      if ((b >= 0x20 && b != '"' && b != '\\') || b < 0) {
        continue;
      }
      out.add(bytes, plain, i);
      plain = i + 1;
      out.add('\\');
      switch (b) {
        case '"', '\\' -> out.add(b);
        case '\n' -> out.add('n');
        case '\r' -> out.add('r');
        case '\t' -> out.add('t');
        default -> {
          out.add("u00");
          out.add(HEX.charAt(b >> 4));
          out.add(HEX.charAt(b & 15));
        }
      }
    }
    out.add(bytes, plain, to);
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
