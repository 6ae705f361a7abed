package dev.vitrine.adapters.fhir.rules;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.proofs.record.InvalidDocumentException;
import org.jspecify.annotations.Nullable;

/**
 * Those of R4's invariants that need values and can be decided with certainty at little cost, by
 * the type they are of.
 */
enum Invariant {
  AGE("Age"),
  ALLERGY("AllergyIntolerance"),
  APPOINTMENT("Appointment"),
  ATTACHMENT("Attachment"),
  BUNDLE("Bundle"),
  BUNDLE_ENTRY("Bundle.entry"),
  CONDITION("Condition"),
  COUNT("Count"),
  DISPENSE("MedicationDispense"),
  DISTANCE("Distance"),
  DURATION("Duration"),
  OBSERVATION("Observation"),
  ORGANIZATION("Organization"),
  PERIOD("Period"),
  PREDICTION("RiskAssessment.prediction"),
  RANGE("Range"),
  REPEAT("Timing.repeat");

  private final String type;

  Invariant(String type) {
    this.type = type;
  }

  /** That of a type, or null where there is none. */
  static @Nullable Invariant of(String type) {
    for (Invariant each : values()) {
      if (each.type.equals(type)) {
        return each;
      }
    }
    return null;
  }

  /** Notes a problem where {@code object} breaks the rule. */
  void check(JsonObject object, Trail trail, Problems problems) throws InvalidDocumentException {
    switch (this) {
      case AGE -> DataTypeRules.age(object, trail, problems);
      case ALLERGY -> ResourceRules.allergy(object, trail, problems);
      case APPOINTMENT -> ResourceRules.appointment(object, trail, problems);
      case ATTACHMENT -> DataTypeRules.attachment(object, trail, problems);
      case BUNDLE -> BundleRules.bundle(object, trail, problems);
      case BUNDLE_ENTRY -> BundleRules.entry(object, trail, problems);
      case CONDITION -> ResourceRules.condition(object, trail, problems);
      case COUNT -> DataTypeRules.count(object, trail, problems);
      case DISPENSE -> ResourceRules.dispense(object, trail, problems);
      case DISTANCE -> DataTypeRules.distance(object, trail, problems);
      case DURATION -> DataTypeRules.duration(object, trail, problems);
      case OBSERVATION -> ResourceRules.observation(object, trail, problems);
      case ORGANIZATION -> ResourceRules.organization(object, trail, problems);
      case PERIOD -> DataTypeRules.period(object, trail, problems);
      case PREDICTION -> ResourceRules.prediction(object, trail, problems);
      case RANGE -> DataTypeRules.range(object, trail, problems);
      case REPEAT -> DataTypeRules.repeat(object, trail, problems);
    }
  }
}
