package dev.vitrine.adapters.gs1.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.record.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EpcisEventTest {
  private static final String AGGREGATION =
      """
      {"type":"AggregationEvent","eventTime":"2026-01-31T08:15:00.000+01:00",
       "action":"ADD","bizStep":"urn:epcglobal:cbv:bizstep:packing","disposition":"in_progress",
       "parentID":"urn:epc:id:sscc:0614141.1234567890",
       "childEPCs":["urn:epc:id:sgtin:0614141.107346.2017"],
       "childQuantityList":[{"epcClass":"urn:epc:class:lgtin:4012345.012345.998877",
                             "quantity":200.50,"uom":"KGM"}],
       "readPoint":{"id":"urn:epc:id:sgln:0614141.07346.1234"},
       "sourceList":[{"type":"owning_party","source":"urn:epc:id:pgln:4023333.00000"}],
       "example:colour":{"example:tone":true,"example:none":null}}
      """;

  @Test
  void tellsWhatTheEventSays() throws InvalidDocumentException {
    EpcisEvent event = read(AGGREGATION);

    assertEquals("AggregationEvent", event.type());
    assertEquals(1_769_843_700_000L, event.eventTime().orElseThrow());
    assertEquals("packing", event.bizStep());
    assertEquals("in_progress", event.disposition());
    assertEquals("urn:epc:id:sgln:0614141.07346.1234", event.readPoint());
    assertNull(event.bizLocation());
    assertTrue(event.recordTime().isEmpty());
    assertFalse(event.declaredWrong());
    assertEquals(
        List.of(new EpcisEvent.Typed("owning_party", "urn:epc:id:pgln:4023333.00000")),
        event.sources());
  }

  @Test
  void namesEveryIdentifierWithItsRole() throws InvalidDocumentException {
    assertEquals(
        List.of(
            new EpcisEvent.Identifier(
                Role.PARENT, "urn:epc:id:sscc:0614141.1234567890", null, null),
            new EpcisEvent.Identifier(
                Role.CHILD, "urn:epc:id:sgtin:0614141.107346.2017", null, null),
            new EpcisEvent.Identifier(
                Role.CHILD_QUANTITY, "urn:epc:class:lgtin:4012345.012345.998877", "200.50", "KGM")),
        read(AGGREGATION).identifiers());
  }

  @Test
  void expandsNamesByItsOwnPrefixes() throws InvalidDocumentException {
    EpcisEvent event = read(AGGREGATION);

    assertEquals("https://ns.example/colour", event.expanded("example:colour"));
    assertEquals("other:colour", event.expanded("other:colour"));
    assertEquals("colour", event.expanded("colour"));
    assertEquals(
        new Value.Members(
            Map.of("example:tone", new Value.Flag(true), "example:none", new Value.Null())),
        event.tree().get("example:colour"));
  }

  @Test
  void countsMembersOfTheWrongTypeAsAbsent() throws InvalidDocumentException {
    EpcisEvent event =
        read("{\"type\":7,\"epcList\":\"x\",\"readPoint\":[],\"eventTime\":\"now\"}");

    assertNull(event.type());
    assertNull(event.readPoint());
    assertTrue(event.eventTime().isEmpty());
    assertTrue(event.identifiers().isEmpty());
  }

  @Test
  void refusesWhatIsNoObject() {
    assertThrows(InvalidDocumentException.class, () -> read("[]"));
    assertThrows(InvalidDocumentException.class, () -> read("{\"a\":1,\"a\":2}"));
  }

  private static EpcisEvent read(String json) throws InvalidDocumentException {
    return EpcisEvent.read(
        json.getBytes(StandardCharsets.UTF_8), Map.of("example", "https://ns.example/"));
  }
}
