package dev.vitrine.gateway.auditevent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.gateway.disclosure.Disclosures;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.store.RecordRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditEventFormTest {
  private final AuditEventForm form = new AuditEventForm("gateway.example/log");

  @Test
  void itKeepsTheProfilesRulesWithMuchAndWithLittle() {
    BalpRules.check(form.of(entry("TREAT", List.of("Patient/1"), "permit:7-0,9-1", 2)));
    BalpRules.check(form.of(entry("", List.of("urn:uuid:1", "Patient/1", "Patient/2"), "", 0)));
  }

  @Test
  void aCheatIsFoundByTheRules() {
    for (String gone :
        List.of("type", "agent", "source", "entity", "subtype", "action", "outcome")) {
      ObjectNode event = form.of(entry("TREAT", List.of("Patient/1"), "", 0));
      event.remove(gone);
      assertThrows(AssertionError.class, () -> BalpRules.check(event), gone);
    }
    ObjectNode other = form.of(entry("TREAT", List.of("Patient/1"), "", 0));
    ((ObjectNode) other.path("source").path("observer")).put("display", "another");
    assertThrows(AssertionError.class, () -> BalpRules.check(other));
  }

  @Test
  void itSaysWhatTheRecordSaysAndTheSameEachTime() {
    DisclosureEntry entry = entry("BTG", List.of("urn:uuid:1", "Patient/1"), "break-glass:7-0", 3);
    ObjectNode event = form.of(entry);
    assertEquals(event.toString(), form.of(entry).toString());
    assertEquals("1042-17", event.path("id").asText());
    assertEquals("2026-11-25T12:00:00.250Z", event.path("recorded").asText());
    assertEquals(
        "BTG", event.path("purposeOfEvent").path(0).path("coding").path(0).path("code").asText());
    String text = event.toString();
    assertTrue(text.contains("{\"reference\":\"Patient/1\",\"type\":\"Patient\"}"), text);
    assertTrue(text.contains("{\"type\":\"also\",\"valueString\":\"urn:uuid:1\"}"), text);
    assertTrue(text.contains("{\"type\":\"shown\",\"valueString\":\"gender\"}"), text);
    assertTrue(text.contains("{\"type\":\"facts\",\"valueString\":\"3\"}"), text);
    assertTrue(text.contains("{\"type\":\"decided\",\"valueString\":\"break-glass\"}"), text);
    assertTrue(text.contains("\"value\":\"7-0\""), text);
    assertTrue(text.contains("urn:vitrine:policy:a%20policy"), text);
    assertTrue(text.contains("urn:vitrine:party:9506000000013"), text);
  }

  @Test
  void withoutAPurposeNoneIsMadeUp() {
    assertFalse(form.of(entry("", List.of("Patient/1"), "", 0)).has("purposeOfEvent"));
  }

  @Test
  void datesAreRangesAndBadOnesAreRefused() {
    long noon = 1_795_608_000_250L;
    assertTrue(DateRange.of(List.of()).holds(noon));
    assertTrue(DateRange.of(List.of("2026-11-25T12:00:00.250Z")).holds(noon));
    assertFalse(DateRange.of(List.of("2026-11-25T12:00:00.251Z")).holds(noon));
    assertTrue(DateRange.of(List.of("ge2026-11-25T12:00:00.250Z")).holds(noon));
    assertFalse(DateRange.of(List.of("gt2026-11-25T12:00:00.250Z")).holds(noon));
    assertTrue(DateRange.of(List.of("le2026-11-25T12:00:00.250Z")).holds(noon));
    assertFalse(DateRange.of(List.of("lt2026-11-25T12:00:00.250Z")).holds(noon));
    assertTrue(DateRange.of(List.of("2026")).holds(noon));
    assertFalse(DateRange.of(List.of("ge2026-01-01", "le2026-11-01")).holds(noon));
    for (String bad :
        List.of("", "x", "ge", "ne2026", "ge2026-13-01", "2026-11-25T12:00", "ap2026")) {
      assertThrows(GatewayException.InvalidRequest.class, () -> DateRange.of(List.of(bad)), bad);
    }
  }

  private static DisclosureEntry entry(
      String purpose, List<String> subjects, String consents, int facts) {
    return new DisclosureEntry(
        new RecordRef(1042, 17),
        Disclosures.schema(),
        1_795_608_000_250L,
        "view",
        "7-3",
        "fhir.Patient.v1",
        "hospital-a",
        "9506000000013",
        "hospital,researcher",
        purpose,
        "a policy,another",
        List.of("gender", "leaves:/name/0/family"),
        facts,
        facts > 0 ? "court.example" : "",
        consents,
        subjects);
  }
}
