package dev.vitrine.gateway.auditevent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of IHE's profile "Privacy Disclosure at Source" (StructureDefinition
 * IHE.BasicAudit.PrivacyDisclosure.Source, 1.1.3), one by one, and R4's own by the adapter.
 */
final class BalpRules {
  private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String ENTITIES = "http://terminology.hl7.org/CodeSystem/audit-entity-type";

  private BalpRules() {}

  static void check(JsonNode event) {
    try {
      new FhirFormat()
          .read(event.toString().getBytes(StandardCharsets.UTF_8), "application/fhir+json", "x");
    } catch (InvalidDocumentException e) {
      throw new AssertionError(e.problems().toString(), e);
    }
    assertEquals("AuditEvent", event.path("resourceType").asText());
    assertEquals(AuditEventForm.PROFILE, event.path("meta").path("profile").path(0).asText());
    assertFalse(event.has("modifierExtension"));
    coding(event.path("type"), DCM, "110106");
    assertEquals(
        1,
        count(
            event.path("subtype"),
            "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle",
            "disclose"));
    assertEquals("R", event.path("action").asText());
    assertEquals("0", event.path("outcome").asText());
    JsonNode source = only(agents(event, DCM, "110153"));
    JsonNode recipient = only(agents(event, DCM, "110152"));
    for (JsonNode agent : List.of(source, recipient)) {
      assertTrue(agent.has("who"));
      assertTrue(agent.has("network"));
    }
    assertEquals(event.path("source").path("observer"), source.path("who"), "val-audit-source");
    List<JsonNode> custodians = agents(event, "http://snomed.info/sct", "159541003");
    assertTrue(custodians.size() <= 1);
    custodians.forEach(custodian -> assertTrue(custodian.has("who")));
    JsonNode patient = only(entities(event, ENTITIES, "1"));
    assertFalse(patient.path("what").isMissingNode());
    coding(patient.path("role"), "http://terminology.hl7.org/CodeSystem/object-role", "1");
    assertTrue(event.path("entity").size() >= 2);
    assertFalse(entities(event, ENTITIES, "2").isEmpty());
  }

  static List<JsonNode> entities(JsonNode event, String system, String code) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode entity : event.path("entity")) {
      if (is(entity.path("type"), system, code)) {
        found.add(entity);
      }
    }
    return found;
  }

  private static List<JsonNode> agents(JsonNode event, String system, String code) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode agent : event.path("agent")) {
      if (count(agent.path("type").path("coding"), system, code) > 0) {
        found.add(agent);
      }
    }
    return found;
  }

  private static JsonNode only(List<JsonNode> found) {
    assertEquals(1, found.size());
    return found.get(0);
  }

  private static int count(JsonNode codings, String system, String code) {
    int count = 0;
    for (JsonNode coding : codings) {
      count += is(coding, system, code) ? 1 : 0;
    }
    return count;
  }

  private static void coding(JsonNode coding, String system, String code) {
    assertTrue(is(coding, system, code), coding.toString());
  }

  private static boolean is(JsonNode coding, String system, String code) {
    return coding.path("system").asText().equals(system)
        && coding.path("code").asText().equals(code);
  }
}
