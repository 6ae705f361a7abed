package dev.vitrine.adapters.fhir.rules;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.time.FhirTime;
import dev.vitrine.adapters.fhir.time.Interval;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Invariants of data types. */
final class DataTypeRules {
  private static final String UCUM = "http://unitsofmeasure.org";

  private DataTypeRules() {}

  /**
   * A partial date stands for all of its days, as the text of Period says; so a period is refused
   * only where every reading of it ends before it starts.
   */
  static void period(JsonObject period, Trail trail, Problems problems)
      throws InvalidDocumentException {
    if (endsBefore(period.string("start"), period.string("end"))) {
      Invariants.broken(
          problems,
          trail.toString(),
          "per-1",
          "A period ends before it starts",
          "Check start and end.");
    }
  }

  /** Whether {@code end} is certainly before {@code start}. */
  static boolean endsBefore(@Nullable String start, @Nullable String end) {
    Interval first = start == null ? null : FhirTime.dateTime(start).orElse(null);
    Interval last = end == null ? null : FhirTime.dateTime(end).orElse(null);
    return first != null && last != null && first.lo() > last.hi();
  }

  static void age(JsonObject age, Trail trail, Problems problems) throws InvalidDocumentException {
    BigDecimal value = number(age, "value");
    if (!unit(age) || (value != null && value.signum() <= 0)) {
      Invariants.broken(
          problems,
          trail.toString(),
          "age-1",
          "An age has no code, is not in a UCUM unit, or is not above zero",
          "Give a value above zero with system and code of UCUM.");
    }
  }

  static void distance(JsonObject distance, Trail trail, Problems problems)
      throws InvalidDocumentException {
    if (!unit(distance)) {
      Invariants.broken(
          problems,
          trail.toString(),
          "dis-1",
          "A distance has no code or is not in a UCUM unit",
          "Give system and code of UCUM.");
    }
  }

  static void duration(JsonObject duration, Trail trail, Problems problems)
      throws InvalidDocumentException {
    if (Invariants.has(duration, "code") && !UCUM.equals(duration.string("system"))) {
      Invariants.broken(
          problems,
          trail.toString(),
          "drt-1",
          "A duration's code is not of UCUM",
          "Give the system " + UCUM + ".");
    }
  }

  static void count(JsonObject count, Trail trail, Problems problems)
      throws InvalidDocumentException {
    String code = count.string("code");
    boolean whole =
        !(count.get("value") instanceof JsonPrimitive value) || value.text().indexOf('.') < 0;
    if (!unit(count) || (code != null && !code.equals("1")) || !whole) {
      Invariants.broken(
          problems,
          trail.toString(),
          "cnt-3",
          "A count is not a whole number of the UCUM unit 1",
          "Give a whole number with system " + UCUM + " and code 1.");
    }
  }

  /** A code where there is a value, and no system but UCUM. */
  private static boolean unit(JsonObject quantity) {
    boolean ucum = !Invariants.has(quantity, "system") || UCUM.equals(quantity.string("system"));
    return ucum && (Invariants.has(quantity, "code") || !Invariants.has(quantity, "value"));
  }

  /** Only ends in one unit are compared. */
  static void range(JsonObject range, Trail trail, Problems problems)
      throws InvalidDocumentException {
    JsonObject low = range.object("low");
    JsonObject high = range.object("high");
    if (low == null || high == null) {
      return;
    }
    BigDecimal least = number(low, "value");
    BigDecimal most = number(high, "value");
    boolean same =
        Objects.equals(low.string("system"), high.string("system"))
            && Objects.equals(low.string("code"), high.string("code"))
            && Objects.equals(low.string("unit"), high.string("unit"));
    if (same && least != null && most != null && least.compareTo(most) > 0) {
      Invariants.broken(
          problems,
          trail.toString(),
          "rng-2",
          "A range's low end is above its high end",
          "Check low and high.");
    }
  }

  static void repeat(JsonObject repeat, Trail trail, Problems problems)
      throws InvalidDocumentException {
    negative(repeat, "duration", "tim-4", trail, problems);
    negative(repeat, "period", "tim-5", trail, problems);
  }

  private static void negative(
      JsonObject repeat, String name, String key, Trail trail, Problems problems)
      throws InvalidDocumentException {
    BigDecimal value = number(repeat, name);
    if (value != null && value.signum() < 0) {
      Invariants.broken(
          problems, trail.at(name), key, "The number is below zero", "Give zero or more.");
    }
  }

  static void attachment(JsonObject object, Trail trail, Problems problems)
      throws InvalidDocumentException {
    String data = object.string("data");
    if (data == null || !(object.get("size") instanceof JsonPrimitive size)) {
      return;
    }
    long length = Base64Text.decodedLength(data);
    if (length >= 0 && !size.text().equals(Long.toString(length))) {
      problems.add(
          "wrong-size",
          trail.at("size"),
          "The size of the attachment is not the number of bytes in its data.",
          "Give the number of bytes before base64.");
    }
  }

  /** The number of this name, or null where there is none. The reader has bounded its exponent. */
  static @Nullable BigDecimal number(JsonObject object, String name) {
    return object.get(name) instanceof JsonPrimitive value && value.type() == 'n'
        ? new BigDecimal(value.text())
        : null;
  }
}
