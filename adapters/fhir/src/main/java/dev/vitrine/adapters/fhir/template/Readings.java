package dev.vitrine.adapters.fhir.template;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.time.FhirTime;
import dev.vitrine.adapters.fhir.time.Interval;
import dev.vitrine.adapters.fhir.unit.Ucum;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What FHIR's data types say as one text or number. */
final class Readings {
  private Readings() {}

  /** The first code with its system, in the grammar of FHIR search: {@code system|code}. */
  static @Nullable String token(@Nullable Json value) {
    if (value instanceof JsonPrimitive primitive) {
      return primitive.isNull() ? null : primitive.text();
    }
    if (!(value instanceof JsonObject object)) {
      return null;
    }
    for (JsonObject coding : object.objects("coding")) {
      if (coding.has("code")) {
        return coded(coding);
      }
    }
    return coded(object);
  }

  private static @Nullable String coded(JsonObject coding) {
    String code = coding.string("code");
    return code == null ? null : orEmpty(coding.string("system")) + '|' + code;
  }

  /** The words of a CodeableConcept: its text, or else the first coding's display. */
  static @Nullable String words(@Nullable JsonObject concept) {
    if (concept == null || concept.string("text") != null) {
      return concept == null ? null : concept.string("text");
    }
    List<JsonObject> codings = concept.objects("coding");
    return codings.isEmpty() ? null : codings.get(0).string("display");
  }

  /** An identifier as {@code system|value}. */
  static @Nullable String identifier(@Nullable JsonObject identifier) {
    String value = identifier == null ? null : identifier.string("value");
    return identifier == null || value == null
        ? null
        : orEmpty(identifier.string("system")) + '|' + value;
  }

  /** Where a Reference points to: its reference as written, or else its identifier. */
  static @Nullable String reference(@Nullable JsonObject reference) {
    if (reference == null) {
      return null;
    }
    String literal = reference.string("reference");
    return literal != null ? literal : identifier(reference.object("identifier"));
  }

  /** A quantity's unit as {@code system|code}, or {@code |unit} where it has no code. */
  static @Nullable String unit(@Nullable JsonObject quantity) {
    if (quantity == null) {
      return null;
    }
    String code = quantity.string("code");
    if (code != null) {
      return orEmpty(quantity.string("system")) + '|' + code;
    }
    String unit = quantity.string("unit");
    return unit == null ? null : '|' + unit;
  }

  /**
   * A quantity's number in a UCUM unit; null where it has a comparator, no unit of UCUM, or is not
   * exactly a number in that unit.
   */
  static @Nullable BigDecimal in(JsonObject quantity, String unit) {
    BigDecimal number = number(quantity);
    String code = quantity.string("code");
    if (number == null
        || code == null
        || quantity.has("comparator")
        || !Ucum.SYSTEM.equals(quantity.string("system"))) {
      return null;
    }
    return Ucum.convert(number, code, unit).orElse(null);
  }

  /** A quantity's number as it was written, or null. */
  static @Nullable String lexeme(@Nullable JsonObject quantity) {
    return quantity != null
            && quantity.get("value") instanceof JsonPrimitive value
            && value.type() == 'n'
        ? value.text()
        : null;
  }

  /** A quantity's number, or null. */
  static @Nullable BigDecimal number(@Nullable JsonObject quantity) {
    String lexeme = lexeme(quantity);
    return lexeme == null ? null : new BigDecimal(lexeme);
  }

  /** Days of a date. A time of day is left out of account. */
  static @Nullable Interval days(@Nullable String text) {
    return text == null
        ? null
        : FhirTime.days(text.length() > 10 ? text.substring(0, 10) : text).orElse(null);
  }

  /** Milliseconds of a date, a time or a Period; a side that is open is empty. */
  static OptionalLong[] span(@Nullable Json value) {
    if (value instanceof JsonPrimitive primitive && primitive.type() == 's') {
      return ends(primitive.text(), primitive.text());
    }
    return value instanceof JsonObject period
        ? ends(period.string("start"), period.string("end"))
        : ends(null, null);
  }

  private static OptionalLong[] ends(@Nullable String start, @Nullable String end) {
    Interval first = start == null ? null : FhirTime.dateTime(start).orElse(null);
    Interval last = end == null ? null : FhirTime.dateTime(end).orElse(null);
    return new OptionalLong[] {
      first == null ? OptionalLong.empty() : OptionalLong.of(first.lo()),
      last == null ? OptionalLong.empty() : OptionalLong.of(last.hi())
    };
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
