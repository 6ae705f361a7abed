package dev.vitrine.gateway.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PatientRecordTest {
  @Test
  void aResourceIsOfItsSubjectByEachOfItsNames() {
    PatientRecord record =
        one(
            """
            {"resourceType": "Observation", "id": "o",
             "subject": {"reference": "Patient/1/_history/2",
                         "identifier": {"system": "urn:x", "value": "7"}}}
            """);
    assertEquals(
        List.of(Set.of("patient=Patient/1", "patient:identifier=urn:x|7")), record.patients());
    assertFalse(record.ofUnknown());
    assertEquals("Observation", record.record().type());
    assertEquals("Observation/o", record.record().reference());
  }

  @Test
  void aPatientIsCalledByItsIdAndItsIdentifiers() {
    assertEquals(
        List.of(Set.of("patient=Patient/1", "patient:identifier=|9")),
        one("""
                {"resourceType": "Patient", "id": "1", "identifier": [{"value": "9"}]}
                """)
            .patients());
    assertTrue(one("{\"resourceType\": \"Patient\"}").ofUnknown());
  }

  @Test
  void everyPatientReferredToHasASay() {
    PatientRecord record =
        one(
            """
            {"resourceType": "Appointment", "participant": [
              {"actor": {"reference": "Patient/1"}}, {"actor": {"reference": "Practitioner/2"}},
              {"actor": {"reference": "https://ehr.example/fhir/Patient/3"}},
              {"actor": {"reference": "Patient/1", "display": "the same"}}]}
            """);
    assertEquals(
        Set.of(Set.of("patient=Patient/1"), Set.of("patient=https://ehr.example/fhir/Patient/3")),
        new HashSet<>(record.patients()));
    assertFalse(record.ofUnknown());
  }

  @Test
  void aSubjectWithoutANameIsUnknownAndAThingIsNoPatient() {
    assertTrue(
        one("{\"resourceType\": \"Observation\", \"subject\": {\"display\": \"somebody\"}}")
            .ofUnknown());
    for (String thing : List.of("Device/1", "Group/1", "https://h.example/Location/4")) {
      PatientRecord record =
          one(
              "{\"resourceType\": \"Observation\", \"subject\": {\"reference\": \"%s\"}}"
                  .formatted(thing));
      assertEquals(List.of(), record.patients(), thing);
      assertFalse(record.ofUnknown(), thing);
    }
    assertEquals(
        List.of(Set.of("subject=https://h.example/people/4")),
        one("""
                {"resourceType": "Observation", "subject": {"reference": "https://h.example/people/4"}}
                """)
            .patients());
    assertEquals(List.of(), one("{\"resourceType\": \"Organization\", \"id\": \"1\"}").patients());
  }

  @Test
  void aContainedPatientIsCalledByItsIdentifiersOrUnknown() {
    String document =
        """
        {"resourceType": "Observation", "subject": {"reference": "#p"},
         "contained": [{"resourceType": "Patient", "id": "p"%s}]}
        """;
    PatientRecord named =
        one(document.formatted(", \"identifier\": [{\"system\": \"s\", \"value\": \"1\"}]"));
    assertTrue(named.patients().get(0).contains("patient:identifier=s|1"));
    assertEquals(1, named.patients().size());
    assertTrue(
        one("{\"resourceType\": \"Observation\", \"subject\": {\"reference\": \"#gone\"}}")
            .ofUnknown());
  }

  @Test
  void aBundleIsItsResourcesAndNamesAreReadInIt() {
    List<PatientRecord> parts =
        parts(
            """
            {"resourceType": "Bundle", "type": "collection", "entry": [
              {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Patient", "id": "a"}},
              {"fullUrl": "urn:uuid:2",
               "resource": {"resourceType": "Condition", "subject": {"reference": "urn:uuid:1"}}},
              {"resource": {"resourceType": "Bundle", "entry": [
                {"resource": {"resourceType": "Flag", "subject": {"reference": "Patient/b"}}}]}}]}
            """);
    assertEquals(
        List.of("Patient", "Condition", "Flag"),
        parts.stream().map(p -> p.record().type()).toList());
    assertEquals(
        List.of(Set.of("patient=Patient/a", "patient=urn:uuid:1")), parts.get(1).patients());
    assertEquals(List.of(Set.of("patient=Patient/b")), parts.get(2).patients());
  }

  @Test
  void parametersAreThemselvesAndWhatTheyHold() {
    List<PatientRecord> parts =
        parts(
            """
            {"resourceType": "Parameters", "parameter": [{"name": "x", "part": [
              {"name": "y", "resource": {"resourceType": "Flag", "subject": {"reference": "Patient/b"}}}]}]}
            """);
    assertEquals(
        List.of("Parameters", "Flag"), parts.stream().map(p -> p.record().type()).toList());
    parts.forEach(part -> assertEquals(List.of(Set.of("patient=Patient/b")), part.patients()));
  }

  private static PatientRecord one(String document) {
    List<PatientRecord> parts = parts(document);
    assertEquals(1, parts.size());
    return parts.get(0);
  }

  private static List<PatientRecord> parts(String document) {
    try {
      return PatientRecord.of(
          StrictJsonReader.read(document.getBytes(StandardCharsets.UTF_8), new Problems()));
    } catch (InvalidDocumentException e) {
      throw new AssertionError(e);
    }
  }
}
