package dev.vitrine.adapters.fhir.consent;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.time.FhirTime;
import dev.vitrine.adapters.fhir.time.Interval;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What consents can tell of a resource.
 *
 * @param type its resource type
 * @param reference {@code Type/id}; empty where it has no id
 * @param codes what it is about: the codes of its main concept, as a medication's or a vaccine's,
 *     and of its categories
 * @param labels its security labels
 * @param time when what it tells of happened, as wide as its precision leaves open; empty where it
 *     does not say
 */
public record ConsentedRecord(
    String type, String reference, Set<Coded> codes, Set<Coded> labels, Optional<Interval> time) {

  /** Elements that say what a resource is about. */
  private static final List<String> CONCEPTS =
      List.of("code", "vaccineCode", "medicationCodeableConcept");

  /** Elements that say when it happened, the clinical time before the time of writing it down. */
  private static final List<String> TIMES =
      List.of(
          "effectiveDateTime",
          "effectivePeriod",
          "effectiveInstant",
          "occurrenceDateTime",
          "occurrencePeriod",
          "performedDateTime",
          "performedPeriod",
          "onsetDateTime",
          "onsetPeriod",
          "period",
          "whenHandedOver",
          "whenPrepared",
          "authoredOn",
          "recordedDate",
          "recorded",
          "date",
          "issued");

  /** Copies the sets. */
  public ConsentedRecord {
    codes = Set.copyOf(codes);
    labels = Set.copyOf(labels);
  }

  /** Of a resource that was read before. */
  public static ConsentedRecord of(JsonObject resource) {
    String type = resource.string("resourceType");
    String id = resource.string("id");
    Set<Coded> codes = new HashSet<>();
    CONCEPTS.forEach(name -> codes.addAll(Coded.all(resource.object(name))));
    resource.objects("category").forEach(category -> codes.addAll(Coded.all(category)));
    Set<Coded> labels = new HashSet<>();
    JsonObject meta = resource.object("meta");
    if (meta != null) {
      meta.objects("security").stream()
          .map(Coded::of)
          .filter(java.util.Objects::nonNull)
          .forEach(labels::add);
    }
    return new ConsentedRecord(
        type == null ? "" : type,
        type == null || id == null ? "" : type + '/' + id,
        codes,
        labels,
        time(resource));
  }

  private static Optional<Interval> time(JsonObject resource) {
    for (String name : TIMES) {
      Json value = resource.get(name);
      if (value instanceof JsonPrimitive moment && moment.type() == 's') {
        return FhirTime.dateTime(moment.text());
      }
      if (value instanceof JsonObject period) {
        Period read = Period.of(period);
        return read.understood() ? Optional.of(read.widest()) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
