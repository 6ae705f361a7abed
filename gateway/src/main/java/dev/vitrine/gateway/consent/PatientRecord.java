package dev.vitrine.gateway.consent;

import dev.vitrine.adapters.fhir.consent.ConsentedRecord;
import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonArray;
import dev.vitrine.adapters.fhir.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A resource, and whose it is: its subject's, and that of every patient it refers to or holds. So a
 * list, an appointment or a Provenance is asked about like the rest, and where two patients are in
 * one record, each has a say. What a resource contains is a part of it, and of no class of its own.
 *
 * @param record what consents can tell of it
 * @param patients per patient, what it is called, in the form of look-up tags
 * @param ofUnknown whether it is about somebody whom it does not name
 */
record PatientRecord(ConsentedRecord record, List<Set<String>> patients, boolean ofUnknown) {
  private static final List<String> SUBJECTS =
      List.of("subject", "patient", "beneficiary", "for", "individual");
  private static final String VERSION = "/_history/";
  private static final String PATIENT = "Patient";

  /** The resources in a document: itself, or those of a Bundle; itself and those of Parameters. */
  static List<PatientRecord> of(JsonObject resource) {
    List<PatientRecord> parts = new ArrayList<>();
    add(resource, Map.of(), parts);
    return parts;
  }

  /** What a Patient resource says it is called. */
  static Set<String> ownNames(JsonObject patient) {
    Set<String> names = new TreeSet<>();
    String id = patient.string("id");
    if (id != null) {
      names.add("patient=Patient/" + id);
    }
    patient.objects("identifier").forEach(identifier -> identifier(identifier, names));
    return names;
  }

  private static void add(
      JsonObject resource, Map<String, JsonObject> around, List<PatientRecord> parts) {
    if (!"Bundle".equals(resource.string("resourceType"))) {
      parts.add(new Reading(resource, around).record());
      inParameters(resource, "parameter", around, parts);
      return;
    }
    Map<String, JsonObject> patients = new HashMap<>();
    for (JsonObject entry : resource.objects("entry")) {
      JsonObject inside = entry.object("resource");
      String name = entry.string("fullUrl");
      if (inside != null && name != null && isPatient(inside)) {
        patients.put(name, inside);
      }
    }
    for (JsonObject entry : resource.objects("entry")) {
      JsonObject inside = entry.object("resource");
      if (inside != null) {
        add(inside, patients, parts);
      }
    }
  }

  private static void inParameters(
      JsonObject holder,
      String element,
      Map<String, JsonObject> around,
      List<PatientRecord> parts) {
    for (JsonObject parameter : holder.objects(element)) {
      JsonObject inside = parameter.object("resource");
      if (inside != null) {
        add(inside, around, parts);
      }
      inParameters(parameter, "part", around, parts);
    }
  }

  private static boolean isPatient(JsonObject resource) {
    return PATIENT.equals(resource.string("resourceType"));
  }

  private static void identifier(@Nullable JsonObject identifier, Set<String> names) {
    String value = identifier == null ? null : identifier.string("value");
    if (identifier != null && value != null) {
      String system = identifier.string("system");
      names.add("patient:identifier=" + (system == null ? "" : system) + '|' + value);
    }
  }

  /** Looks for patients in one resource. */
  private static final class Reading {
    private final JsonObject resource;
    private final Map<String, JsonObject> around;
    private final List<Set<String>> patients = new ArrayList<>();
    private boolean unknown;

    /**
     * Of a resource.
     *
     * @param around patients that came in the same Bundle, by fullUrl
     */
    Reading(JsonObject resource, Map<String, JsonObject> around) {
      this.resource = resource;
      this.around = around;
    }

    PatientRecord record() {
      for (String element : SUBJECTS) {
        Json value = resource.get(element);
        if (value instanceof JsonObject reference) {
          subject(reference, element.equals("patient"));
        }
        resource.objects(element).forEach(reference -> subject(reference, false));
      }
      walk(resource);
      return new PatientRecord(ConsentedRecord.of(resource), List.copyOf(patients), unknown);
    }

    /** One that an element for subjects holds: it is a patient unless it says otherwise. */
    private void subject(JsonObject reference, boolean certainly) {
      Set<String> names = new TreeSet<>();
      String literal = reference.string("reference");
      if (literal != null) {
        JsonObject patient = literal.startsWith("#") ? contained(literal) : around.get(literal);
        if (patient != null && !isPatient(patient)) {
          return;
        } else if (patient != null) {
          names.addAll(ownNames(patient));
        }
        if (!literal.startsWith("#")) {
          String target = plain(literal);
          if (isOfPatient(target)) {
            names.add("patient=" + target);
          } else if (certainly || !namesType(target)) {
            names.add("subject=" + target);
          } else {
            return;
          }
        }
      }
      identifier(reference.object("identifier"), names);
      patient(names);
    }

    /** Every patient and every reference to one, wherever it stands. */
    private void walk(Json value) {
      if (value instanceof JsonArray array) {
        for (int i = 0; i < array.size(); i++) {
          walk(array.at(i));
        }
      } else if (value instanceof JsonObject object) {
        if (isPatient(object)) {
          patient(ownNames(object));
        }
        String literal = object.string("reference");
        if (literal != null) {
          referred(object, literal);
        }
        for (int i = 0; i < object.size(); i++) {
          walk(object.value(i));
        }
      }
    }

    private void referred(JsonObject reference, String literal) {
      Set<String> names = new TreeSet<>();
      JsonObject near = around.get(literal);
      if (near != null) {
        names.addAll(ownNames(near));
      }
      String target = plain(literal);
      if (near != null || PATIENT.equals(type(target))) {
        names.add("patient=" + target);
        identifier(reference.object("identifier"), names);
        patient(names);
      }
    }

    /** Adds a patient, who may be one that was named before by another name. */
    private void patient(Set<String> names) {
      if (names.isEmpty()) {
        unknown = true;
        return;
      }
      Set<String> all = new LinkedHashSet<>(names);
      patients.removeIf(
          known -> {
            boolean same = known.stream().anyMatch(names::contains);
            if (same) {
              all.addAll(known);
            }
            return same;
          });
      patients.add(Set.copyOf(all));
    }

    private @Nullable JsonObject contained(String local) {
      for (JsonObject contained : resource.objects("contained")) {
        if (local.substring(1).equals(contained.string("id"))) {
          return contained;
        }
      }
      return null;
    }

    private static String plain(String literal) {
      int version = literal.indexOf(VERSION);
      return version < 0 ? literal : literal.substring(0, version);
    }

    /** As look-up tags are made: a urn says no type, and is taken for a patient. */
    private static boolean isOfPatient(String target) {
      return target.startsWith("Patient/")
          || target.contains("/Patient/")
          || target.startsWith("urn:");
    }

    private static boolean namesType(String target) {
      String type = type(target);
      return !type.isEmpty() && Character.isUpperCase(type.charAt(0));
    }

    /** The last but one segment, where a reference names a type. */
    private static String type(String target) {
      int last = target.lastIndexOf('/');
      return last < 0 ? "" : target.substring(target.lastIndexOf('/', last - 1) + 1, last);
    }
  }
}
