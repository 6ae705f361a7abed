package dev.vitrine.adapters.fhir.template;

import dev.vitrine.adapters.fhir.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code fhir.Immunization.v1} and {@code fhir.MedicationDispense.v1}: where a product of the
 * supply chain, known by GTIN and lot, meets a patient.
 */
final class MedicineTemplates {
  /** The two names HL7 gives GS1's GTIN. */
  private static final Set<String> GTIN = Set.of("https://www.gs1.org/gtin", "urn:oid:1.3.160");

  private MedicineTemplates() {}

  static Template immunization() {
    return TemplateTable.of("fhir.Immunization.v1")
        .text("status", "status")
        .text("isSubpotent", "isSubpotent")
        .token("statusReason", "statusReason")
        .modifiers("status", "isSubpotent", "statusReason")
        .concept("vaccineCode", "vaccineCode")
        .text("gtin", "vaccineCode.coding", i -> gtin(i.object("vaccineCode")))
        .text("lotNumber", "lotNumber")
        .days("expirationDate", "expirationDate", i -> i.string("expirationDate"))
        .subject("patient")
        .reference("encounter", "encounter")
        .span("occurrence", "occurrenceDateTime")
        .text("occurrence.text", "occurrence[x]")
        .text("primarySource", "primarySource")
        .reference("location", "location")
        .reference("manufacturer", "manufacturer")
        .token("site", "site")
        .token("route", "route")
        .quantity("dose", "doseQuantity")
        .reference("performer", "performer.actor")
        .token("targetDisease", "protocolApplied.targetDisease")
        .text("doseNumber", "protocolApplied.doseNumber[x]")
        .build();
  }

  static Template dispense() {
    return TemplateTable.of("fhir.MedicationDispense.v1")
        .text("status", "status")
        .token("statusReason", "statusReasonCodeableConcept")
        .modifiers("status", "statusReason")
        .token("category", "category")
        .text("medication", "medication[x]", d -> Readings.token(concept(d)))
        .text("medication.text", "medication[x]", d -> Readings.words(concept(d)))
        .reference("medication.reference", "medicationReference")
        .text("gtin", "medication[x]", d -> gtin(concept(d)))
        .text("lotNumber", "contained.batch.lotNumber", d -> batch(d, "lotNumber"))
        .days("expirationDate", "contained.batch.expirationDate", d -> batch(d, "expirationDate"))
        .subject("subject")
        .reference("context", "context")
        .reference("performer", "performer.actor")
        .reference("location", "location")
        .reference("authorizingPrescription", "authorizingPrescription")
        .token("type", "type")
        .quantity("quantity", "quantity")
        .fixed("daysSupply", "daysSupply", 16, "d", d -> d.object("daysSupply"))
        .span("whenPrepared", "whenPrepared")
        .span("whenHandedOver", "whenHandedOver")
        .reference("destination", "destination")
        .reference("receiver", "receiver")
        .text("dosage", "dosageInstruction.text")
        .text("wasSubstituted", "substitution.wasSubstituted")
        .build();
  }

  /** The medication's code, in the dispense or in the Medication it contains and refers to. */
  static @Nullable JsonObject concept(JsonObject dispense) {
    JsonObject code = dispense.object("medicationCodeableConcept");
    JsonObject medication = medication(dispense);
    return code != null || medication == null ? code : medication.object("code");
  }

  private static @Nullable String batch(JsonObject dispense, String element) {
    JsonObject medication = medication(dispense);
    JsonObject batch = medication == null ? null : medication.object("batch");
    return batch == null ? null : batch.string(element);
  }

  private static @Nullable JsonObject medication(JsonObject dispense) {
    JsonObject reference = dispense.object("medicationReference");
    String local = reference == null ? null : reference.string("reference");
    if (local != null && local.startsWith("#")) {
      for (JsonObject contained : dispense.objects("contained")) {
        if (local.substring(1).equals(contained.string("id"))) {
          return contained;
        }
      }
    }
    return null;
  }

  private static @Nullable String gtin(@Nullable JsonObject concept) {
    if (concept != null) {
      for (JsonObject coding : concept.objects("coding")) {
        if (GTIN.contains(Readings.orEmpty(coding.string("system")))) {
          return coding.string("code");
        }
      }
    }
    return null;
  }

  /** The lot of an Immunization, a MedicationDispense or a Medication. */
  static @Nullable String lot(JsonObject resource) {
    String own = resource.string("lotNumber");
    JsonObject batch = resource.object("batch");
    return own != null
        ? own
        : batch != null ? batch.string("lotNumber") : batch(resource, "lotNumber");
  }
}
