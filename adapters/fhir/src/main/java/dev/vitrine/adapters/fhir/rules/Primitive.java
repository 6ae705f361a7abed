package dev.vitrine.adapters.fhir.rules;

import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.time.FhirTime;

/**
 * The form of R4's primitive types: the language of the regex that HL7 publishes for each, and of
 * that only what the type's text allows as well (a day that is in the calendar, 32 bits, base64
 * that can be decoded, single spaces in a code). {@code PrimitiveConformance} holds both side by
 * side.
 */
enum Primitive {
  BASE64_BINARY('s'),
  BOOLEAN('b'),
  CANONICAL('s'),
  CODE('s'),
  DATE('s'),
  DATE_TIME('s'),
  DECIMAL('n'),
  ID('s'),
  INSTANT('s'),
  INTEGER('n'),
  MARKDOWN('s'),
  OID('s'),
  POSITIVE_INT('n'),
  STRING('s'),
  TIME('s'),
  UNSIGNED_INT('n'),
  URI('s'),
  URL('s'),
  UUID('s'),
  XHTML('s');

  private static final String UUID_FORM = "urn:uuid:hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";

  private final char json;

  Primitive(char json) {
    this.json = json;
  }

  /** The primitive type of this name, as R4 writes it. */
  static Primitive of(String name) {
    for (Primitive each : values()) {
      if (each.name().replace("_", "").equalsIgnoreCase(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException("no primitive type of R4: " + name);
  }

  /** Whether {@code value} is of this type. */
  boolean fits(JsonPrimitive value) {
    return value.type() == json && fits(value.text());
  }

  private boolean fits(String text) {
    return switch (this) {
      case BOOLEAN, DECIMAL, STRING, MARKDOWN, XHTML -> true;
      case ID -> isId(text);
      case CODE -> isCode(text);
      case URI, URL, CANONICAL -> noSpace(text);
      case OID -> isOid(text);
      case UUID -> isUuid(text);
      case DATE -> FhirTime.days(text).isPresent();
      case DATE_TIME -> FhirTime.dateTime(text).isPresent();
      case INSTANT -> FhirTime.instant(text).isPresent();
      case TIME -> isTime(text);
      case BASE64_BINARY -> Base64Text.decodedLength(text) >= 0;
      case INTEGER -> isInteger(text, Integer.MIN_VALUE);
      case POSITIVE_INT -> isInteger(text, 1);
      case UNSIGNED_INT -> text.charAt(0) != '-' && isInteger(text, 0);
    };
  }

  /** 1 to 64 letters, digits, dashes and dots. */
  private static boolean isId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
      if (!letter && c != '-' && c != '.') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 64;
  }

  /** No white space at either end, and inside only single spaces. */
  private static boolean isCode(String text) {
    boolean space = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' ? space : isSpace(c)) {
        return false;
      }
      space = c == ' ';
    }
    return !space;
  }

  private static boolean noSpace(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isSpace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** What a regex means by white space. */
  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** A root of 0 to 2, and parts without leading zeros. */
  private static boolean isOid(String text) {
    if (!text.startsWith("urn:oid:")
        || text.length() < 11
        || text.charAt(8) < '0'
        || text.charAt(8) > '2') {
      return false;
    }
    int at = 9;
    while (at < text.length()) {
      int from = at + 1;
      int end = from;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      if (text.charAt(at) != '.' || end == from || (end > from + 1 && text.charAt(from) == '0')) {
        return false;
      }
      at = end;
    }
    return true;
  }

  private static boolean isUuid(String text) {
    if (text.length() != UUID_FORM.length() || !text.startsWith("urn:uuid:")) {
      return false;
    }
    for (int i = 9; i < text.length(); i++) {
      char c = text.charAt(i);
      if (UUID_FORM.charAt(i) == 'h' ? !isDigit(c) && (c < 'a' || c > 'f') : c != '-') {
        return false;
      }
    }
    return true;
  }

  /** {@code hh:mm:ss}, with any fraction of a second; 60 is a leap second. */
  private static boolean isTime(String text) {
    if (text.length() < 8 || text.charAt(2) != ':' || text.charAt(5) != ':') {
      return false;
    }
    if (twoDigits(text, 0) > 23 || twoDigits(text, 3) > 59 || twoDigits(text, 6) > 60) {
      return false;
    }
    if (text.length() == 8) {
      return true;
    }
    for (int i = 9; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return text.charAt(8) == '.' && text.length() > 9;
  }

  /** The number in two digits, or 99 where they are none. */
  private static int twoDigits(String text, int at) {
    char tens = text.charAt(at);
    char ones = text.charAt(at + 1);
    return isDigit(tens) && isDigit(ones) ? (tens - '0') * 10 + ones - '0' : 99;
  }

  /** A whole number of 32 bits, no less than {@code least}. JSON has no leading zeros. */
  private static boolean isInteger(String text, int least) {
    boolean negative = text.charAt(0) == '-';
    long value = 0;
    for (int i = negative ? 1 : 0; i < text.length(); i++) {
      if (!isDigit(text.charAt(i)) || value > Integer.MAX_VALUE) {
        return false;
      }
      value = value * 10 + (text.charAt(i) - '0');
    }
    value = negative ? -value : value;
    return value >= least && value <= Integer.MAX_VALUE;
  }
}
