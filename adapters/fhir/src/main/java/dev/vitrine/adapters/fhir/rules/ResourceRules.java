package dev.vitrine.adapters.fhir.rules;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Invariants of resource types other than Bundle. */
final class ResourceRules {
  private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private ResourceRules() {}

  static void allergy(JsonObject allergy, Trail trail, Problems problems)
      throws InvalidDocumentException {
    boolean error =
        Invariants.coded(
            allergy.object("verificationStatus"),
            HL7 + "allergyintolerance-verification",
            "entered-in-error");
    status(allergy, error, error ? "ait-2" : "ait-1", !error, trail, problems);
  }

  static void condition(JsonObject condition, Trail trail, Problems problems)
      throws InvalidDocumentException {
    if (Invariants.hasChoice(condition, "abatement")
        && !Invariants.coded(
            condition.object("clinicalStatus"),
            HL7 + "condition-clinical",
            "resolved",
            "remission",
            "inactive")) {
      Invariants.broken(
          problems,
          trail.toString(),
          "con-4",
          "A condition has abated, but its clinicalStatus is not inactive, remission or resolved",
          "Give the clinicalStatus that goes with the abatement.");
    }
    boolean error =
        Invariants.coded(
            condition.object("verificationStatus"),
            HL7 + "condition-ver-status",
            "entered-in-error");
    status(condition, error, "con-5", false, trail, problems);
  }

  /** clinicalStatus must not be there for what was an error, and must be for the rest of some. */
  private static void status(
      JsonObject resource,
      boolean error,
      String key,
      boolean required,
      Trail trail,
      Problems problems)
      throws InvalidDocumentException {
    boolean there = resource.has("clinicalStatus");
    if (error && there) {
      Invariants.broken(
          problems,
          trail.at("clinicalStatus"),
          key,
          "What was entered in error has a clinicalStatus",
          "Leave out clinicalStatus.");
    } else if (required && !there) {
      Invariants.broken(
          problems,
          trail.at("clinicalStatus"),
          key,
          "What was not entered in error has no clinicalStatus",
          "Give clinicalStatus.");
    }
  }

  static void appointment(JsonObject appointment, Trail trail, Problems problems)
      throws InvalidDocumentException {
    String status = appointment.string("status");
    boolean open = Set.of("proposed", "cancelled", "waitlist").contains(text(status));
    boolean timed = Invariants.has(appointment, "start") && Invariants.has(appointment, "end");
    if (!timed && !open) {
      Invariants.broken(
          problems,
          trail.toString(),
          "app-3",
          "An appointment of this status has no start and end",
          "Give both.");
    }
    if (appointment.has("cancelationReason")
        && !Set.of("cancelled", "noshow", "no-show").contains(text(status))) {
      Invariants.broken(
          problems,
          trail.at("cancelationReason"),
          "app-4",
          "An appointment that is not cancelled has a reason for it",
          "Leave it out, or give the status.");
    }
  }

  static void dispense(JsonObject dispense, Trail trail, Problems problems)
      throws InvalidDocumentException {
    if (DataTypeRules.endsBefore(
        dispense.string("whenPrepared"), dispense.string("whenHandedOver"))) {
      Invariants.broken(
          problems,
          trail.at("whenHandedOver"),
          "mdd-1",
          "It was handed over before it was prepared",
          "Check whenPrepared and whenHandedOver.");
    }
  }

  static void observation(JsonObject observation, Trail trail, Problems problems)
      throws InvalidDocumentException {
    if (!observation.has("component") || !Invariants.hasChoice(observation, "value")) {
      return;
    }
    Set<String> own = codings(observation.object("code"));
    for (JsonObject component : observation.objects("component")) {
      for (String coding : codings(component.object("code"))) {
        if (own.contains(coding)) {
          Invariants.broken(
              problems,
              trail.at("component"),
              "obs-7",
              "A component has the code of the observation, which has a value of its own",
              "Give the value in one of the two places.");
          return;
        }
      }
    }
  }

  /** Codings that are equal in all that they say; those with ids or extensions are left out. */
  private static Set<String> codings(@Nullable JsonObject concept) {
    Set<String> found = new HashSet<>();
    if (concept != null) {
      for (JsonObject coding : concept.objects("coding")) {
        String text =
            text(coding.string("system"))
                + '|'
                + text(coding.string("version"))
                + '|'
                + text(coding.string("code"))
                + '|'
                + text(coding.string("display"));
        if (coding.has("code") && !coding.has("id") && !coding.has("extension")) {
          found.add(text);
        }
      }
    }
    return found;
  }

  static void organization(JsonObject organization, Trail trail, Problems problems)
      throws InvalidDocumentException {
    home(organization, "address", "org-2", trail, problems);
    home(organization, "telecom", "org-3", trail, problems);
  }

  private static void home(
      JsonObject organization, String name, String key, Trail trail, Problems problems)
      throws InvalidDocumentException {
    for (JsonObject each : organization.objects(name)) {
      if ("home".equals(each.string("use"))) {
        Invariants.broken(
            problems,
            trail.at(name),
            key,
            "An organization's " + name + " is of use home",
            "Give another use.");
      }
    }
  }

  static void prediction(JsonObject prediction, Trail trail, Problems problems)
      throws InvalidDocumentException {
    BigDecimal probability = DataTypeRules.number(prediction, "probabilityDecimal");
    if (probability != null && probability.compareTo(HUNDRED) > 0) {
      Invariants.broken(
          problems,
          trail.at("probabilityDecimal"),
          "ras-2",
          "A probability is above 100 percent",
          "Give a probability up to 100.");
    }
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
