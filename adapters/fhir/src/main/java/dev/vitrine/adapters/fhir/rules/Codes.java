package dev.vitrine.adapters.fhir.rules;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Value sets with a required binding, for the elements that templates rest on. */
final class Codes {
  private static final Map<String, Set<String>> BOUND =
      Map.ofEntries(
          set("Patient.gender", "male female other unknown"),
          set("Patient.link.type", "replaced-by replaces refer seealso"),
          set(
              "Observation.status",
              "registered preliminary final amended corrected cancelled entered-in-error unknown"),
          set("Immunization.status", "completed entered-in-error not-done"),
          set(
              "MedicationDispense.status",
              "preparation in-progress cancelled on-hold completed entered-in-error stopped"
                  + " declined unknown"),
          set("Medication.status", "active inactive entered-in-error"),
          set("Quantity.comparator", "< <= >= >"),
          set("Age.comparator", "< <= >= >"),
          set("Identifier.use", "usual official temp secondary old"),
          set("HumanName.use", "usual official temp nickname anonymous old maiden"),
          set("Address.use", "home work temp old billing"),
          set("ContactPoint.use", "home work temp old mobile"),
          set("ContactPoint.system", "phone fax email pager url sms other"));

  private Codes() {}

  private static Map.Entry<String, Set<String>> set(String element, String codes) {
    return Map.entry(element, Set.of(codes.split(" ")));
  }

  /** The codes that a type's element may take, or null where it is not bound here. */
  static @Nullable Set<String> of(String type, String element) {
    return BOUND.get(type + '.' + element);
  }
}
