package dev.vitrine.gateway.epcis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.event.EventSchema;
import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.model.ValueWriter;
import dev.vitrine.adapters.gs1.query.EventQuery;
import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is left of an event for whom only some slots are shown. */
class ProjectionTest {
  private static final String EVENT =
      """
      {"type": "ObjectEvent", "eventID": "urn:uuid:1", "eventTime": "2026-03-01T08:15:00Z",
       "eventTimeZoneOffset": "+00:00", "action": "OBSERVE", "bizStep": "shipping",
       "epcList": ["urn:a:1", "urn:a:2"],
       "quantityList": [{"epcClass": "urn:c:1", "quantity": 5}],
       "readPoint": {"id": "urn:p:1", "ex:gate": "n"},
       "sourceList": [{"type": "location", "source": "urn:l:1"},
                      {"type": "possessing_party", "source": "urn:s:1"}],
       "bizTransactionList": [{"type": "po", "bizTransaction": "urn:t:1"},
                              {"bizTransaction": "urn:t:2"}],
       "ilmd": {"ex:lot": "L", "ex:deep": {"ex:n": 4}},
       "ex:own": ["x", 1], "sensorElementList": [{"sensorReport": [{"value": 1}]}]%s}
      """;

  @Test
  void nothingIsShownWithoutASlot() throws Exception {
    Projection none = projection(Map.of(), Map.of());
    assertFalse(none.any());
    assertEquals("", shown(none, ""));
    assertFalse(projection(Map.of("gtin", Disclosure.SHOW), Map.of()).any(), "made of several");
    assertFalse(projection(Map.of("bizStep", Disclosure.PROVE), Map.of()).any(), "proved only");
  }

  @Test
  void theOriginalShowsAll() throws Exception {
    Projection whole = projection(Map.of("document", Disclosure.SHOW), Map.of());
    assertTrue(whole.may("anything") && whole.always("epcList"));
    assertEquals(event(""), whole.of(event("")).orElseThrow().event());
  }

  @Test
  void aSlotShowsItsMemberAndNoOther() throws Exception {
    assertEquals("{\"type\":\"ObjectEvent\"}", shown("eventType"));
    assertEquals("{\"readPoint\":{\"id\":\"urn:p:1\"}}", shown("readPoint"));
    assertEquals("{\"eventID\":\"urn:uuid:1\"}", shown("eventID"));
    assertEquals("", shown("parentID"), "an event without it is not there");
  }

  @Test
  void aSlotWithoutItsCompanionIsNotShown() throws Exception {
    assertEquals("", shown("bizStep"), "it needs errorDeclaration");
    assertEquals("{\"bizStep\":\"shipping\"}", shown("bizStep", "errorDeclaration"));
    Projection both =
        projection(
            Map.of("bizStep", Disclosure.SHOW, "errorDeclaration", Disclosure.SHOW), Map.of());
    assertEquals(
        "{\"bizStep\":\"shipping\",\"errorDeclaration\":{}}",
        shown(both, ", \"errorDeclaration\": {\"declarationTime\": \"2026-03-02T00:00:00Z\"}"),
        "that it was declared wrong shows without a reason");
    assertEquals("", shown("sourceParty"), "it needs its type");
    assertEquals(
        "{\"sourceList\":[{\"type\":\"possessing_party\",\"source\":\"urn:s:1\"}]}",
        shown("sourceParty", "sourcePartyType"));
  }

  @Test
  void listsShowTheElementsThatMayBeShown() throws Exception {
    Map<String, Disclosure> slots =
        Map.of("epcs", Disclosure.SHOW, "bizTransactions", Disclosure.SHOW);
    assertEquals("", shown(projection(slots, Map.of()), ""));
    assertEquals(
        "{\"epcList\":[\"urn:a:2\"],\"bizTransactionList\":[{\"bizTransaction\":\"urn:t:2\"}]}",
        shown(
            projection(
                slots, Map.of("epcs", List.of("urn:a:2"), "bizTransactions", List.of("urn:t:2"))),
            ""));
    Projection all = projection(slots, Map.of("epcs", List.of("*")));
    assertEquals(
        "{\"epcList\":[\"urn:a:1\",\"urn:a:2\"],\"quantityList\":[{\"epcClass\":\"urn:c:1\"}]}",
        shown(all, ""));
    assertTrue(all.always("epcList"));
    assertEquals("", shown("epc"), "there are two");
  }

  @Test
  void mastersDataAndExtensionsByTheirTexts() throws Exception {
    Map<String, Disclosure> slots =
        Map.of("ilmd", Disclosure.SHOW, "extensions", Disclosure.SHOW, "context", Disclosure.SHOW);
    Projection some = projection(slots, Map.of("ilmd", List.of("4"), "extensions", List.of("x")));
    assertEquals("{\"ilmd\":{\"ex:deep\":{\"ex:n\":4}},\"ex:own\":[\"x\"]}", shown(some, ""));
    assertTrue(some.may(EventQuery.EXTENSIONS) && some.may("ilmd") && !some.may("epcList"));
  }

  @Test
  void leavesByTheirPlacesUnlessTheEventWasDeclaredWrong() throws Exception {
    Projection leaves =
        projection(
            Map.of("leaves", Disclosure.SHOW), Map.of("leaves", List.of("/readPoint", "/action")));
    assertEquals(
        "{\"action\":\"OBSERVE\",\"readPoint\":{\"id\":\"urn:p:1\",\"ex:gate\":\"n\"}}",
        shown(leaves, ""));
    assertEquals("", shown(leaves, ", \"errorDeclaration\": {\"reason\": \"incorrect_data\"}"));
    assertTrue(leaves.may("readPoint") && !leaves.may("bizStep"));
    assertFalse(leaves.always("readPoint"), "not in an event declared wrong");
  }

  @Test
  void prefixesThatNothingShownUsesAreHidden() throws Exception {
    Map<String, String> declared = Map.of("ex", "urn:n:", "hidden", "urn:h:", "co", "urn:c:");
    EpcisEvent event =
        EpcisEvent.read(
            """
            {"type": "co:Event", "bizStep": "shipping", "readPoint": {"id": "urn:p:1",
             "ex:gate": "n"}, "hidden:own": 1}
            """
                .getBytes(UTF_8),
            declared);
    Map<String, Disclosure> slots = Map.of("eventType", Disclosure.SHOW, "leaves", Disclosure.SHOW);
    Map<String, List<String>> places = Map.of("leaves", List.of("/readPoint"));
    assertEquals(
        Map.of("ex", "urn:n:", "co", "urn:c:"),
        projection(slots, places).of(event).orElseThrow().event().prefixes());
    assertEquals(
        declared,
        projection(Map.of("eventType", Disclosure.SHOW, "context", Disclosure.SHOW), Map.of())
            .of(event)
            .orElseThrow()
            .event()
            .prefixes(),
        "the context itself is shown");
  }

  @Test
  void theHashIsShownByItsSlotOnly() {
    assertTrue(projection(Map.of("cbvHash", Disclosure.SHOW), Map.of()).may(EventQuery.HASH));
    assertFalse(projection(Map.of("eventID", Disclosure.SHOW), Map.of()).may(EventQuery.HASH));
  }

  private static String shown(String... slots) throws Exception {
    Map<String, Disclosure> shown = new java.util.HashMap<>();
    for (String slot : slots) {
      shown.put(slot, Disclosure.SHOW);
    }
    return shown(projection(shown, Map.of()), "");
  }

  private static String shown(Projection projection, String more) throws Exception {
    return projection
        .of(event(more))
        .map(left -> ValueWriter.write(left.event().tree()))
        .orElse("");
  }

  private static EpcisEvent event(String more) throws InvalidDocumentException {
    return EpcisEvent.read(EVENT.formatted(more).getBytes(UTF_8), Map.of());
  }

  private static Projection projection(
      Map<String, Disclosure> slots, Map<String, List<String>> elements) {
    return new Projection(
        new Decision(
            "p",
            EventSchema.SCHEMA.slots().stream()
                .map(slot -> slots.getOrDefault(slot.name(), Disclosure.HIDE))
                .toList(),
            elements,
            Set.of(),
            Map.of(),
            ""),
        EventSchema.SCHEMA);
  }
}
