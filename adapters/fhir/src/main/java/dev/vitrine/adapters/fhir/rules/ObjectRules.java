package dev.vitrine.adapters.fhir.rules;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.time.FhirTime;
import dev.vitrine.adapters.fhir.time.Interval;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules between the members of one object. */
final class ObjectRules {
  private ObjectRules() {}

  static void check(JsonObject object, String type, StringBuilder path, Problems problems)
      throws InvalidDocumentException {
    switch (type) {
      case "Period" -> period(object, path, problems);
      case "Quantity", "Age" -> quantity(object, path, problems);
      default -> {
        attachment(object, path, problems);
        fullUrl(object, path, problems);
      }
    }
  }

  private static void period(JsonObject period, StringBuilder path, Problems problems)
      throws InvalidDocumentException {
    Optional<Interval> start = time(period.string("start"));
    Optional<Interval> end = time(period.string("end"));
    if (start.isPresent() && end.isPresent() && start.get().lo() > end.get().hi()) {
      problems.add(
          "invalid-period",
          path.toString(),
          "A period ends before it starts (per-1).",
          "Check start and end.");
    }
  }

  private static Optional<Interval> time(@Nullable String text) {
    return text == null ? Optional.empty() : FhirTime.dateTime(text);
  }

  private static void quantity(JsonObject quantity, StringBuilder path, Problems problems)
      throws InvalidDocumentException {
    if (quantity.has("code") && !quantity.has("system")) {
      problems.add(
          "invalid-quantity",
          path + ".code",
          "A unit's code has no system (qty-3).",
          "Give the system, as http://unitsofmeasure.org.");
    }
  }

  /** Attachment and Binary are the types with both {@code contentType} and {@code data}. */
  private static void attachment(JsonObject object, StringBuilder path, Problems problems)
      throws InvalidDocumentException {
    String data = object.string("data");
    if (data == null || !object.has("contentType")) {
      return;
    }
    long length = Base64Text.decodedLength(data);
    if (length < 0) {
      problems.add(
          "wrong-type",
          path + ".data",
          "The value is not of type base64Binary.",
          "Encode it as base64 with padding.");
    } else if (object.get("size") instanceof JsonPrimitive size
        && !size.text().equals(Long.toString(length))) {
      problems.add(
          "wrong-size",
          path + ".size",
          "The size of the attachment is not the number of bytes in its data.",
          "Give the number of bytes before base64.");
    }
  }

  private static void fullUrl(JsonObject object, StringBuilder path, Problems problems)
      throws InvalidDocumentException {
    String url = object.string("fullUrl");
    int colon = url == null ? -1 : url.indexOf(':');
    if (url != null && (colon <= 0 || url.substring(0, colon).indexOf('/') >= 0)) {
      problems.add(
          "invalid-full-url",
          path + ".fullUrl",
          "fullUrl is not absolute.",
          "Give an absolute URL or a urn:uuid.");
    }
  }
}
