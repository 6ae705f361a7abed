package dev.vitrine.adapters.fhir.rules;

import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.time.FhirTime;
import java.util.Set;
import java.util.regex.Pattern;

/** The form of FHIR's primitive types. */
final class Primitives {
  private static final Set<String> TYPES =
      Set.of(
          "boolean",
          "integer",
          "positiveInt",
          "unsignedInt",
          "decimal",
          "string",
          "markdown",
          "code",
          "id",
          "uri",
          "url",
          "canonical",
          "oid",
          "uuid",
          "date",
          "dateTime",
          "instant",
          "time",
          "base64Binary");
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,9}");
  private static final Pattern TIME =
      Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]{1,18})?");

  private Primitives() {}

  /** Whether {@code type} is a primitive type. */
  static boolean isPrimitive(String type) {
    return TYPES.contains(type);
  }

  /** Whether {@code value} is of this primitive type. */
  static boolean fits(String type, JsonPrimitive value) {
    String text = value.text();
    return switch (type) {
      case "boolean" -> value.type() == 'b';
      case "decimal" -> value.type() == 'n';
      case "integer" -> value.type() == 'n' && integer(text, Integer.MIN_VALUE);
      case "positiveInt" -> value.type() == 'n' && integer(text, 1);
      case "unsignedInt" -> value.type() == 'n' && integer(text, 0);
      default -> value.type() == 's' && textFits(type, text);
    };
  }

  /** Whether this is an id: 1 to 64 letters, digits, dashes and dots. */
  static boolean isId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && c != '-' && c != '.') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 64;
  }

  private static boolean textFits(String type, String text) {
    return switch (type) {
      case "id" -> isId(text);
      case "code" -> isCode(text);
      case "uri", "url", "canonical", "oid", "uuid" -> noWhitespace(text);
      case "date" -> FhirTime.days(text).isPresent();
      case "dateTime" -> FhirTime.dateTime(text).isPresent();
      case "instant" -> FhirTime.instant(text).isPresent();
      case "time" -> TIME.matcher(text).matches();
      case "base64Binary" -> Base64Text.decodedLength(text) >= 0;
      default -> true;
    };
  }

  private static boolean integer(String text, int least) {
    if (!INTEGER.matcher(text).matches()) {
      return false;
    }
    long value = Long.parseLong(text);
    return value >= least && value <= Integer.MAX_VALUE;
  }

  /** No white space at either end, and inside only single spaces. */
  private static boolean isCode(String text) {
    boolean space = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' ? space : c < ' ' || c == 0x7F) {
        return false;
      }
      space = c == ' ';
    }
    return !space;
  }

  private static boolean noWhitespace(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
