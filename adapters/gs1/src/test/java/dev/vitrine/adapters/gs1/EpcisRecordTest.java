package dev.vitrine.adapters.gs1;

import static dev.vitrine.adapters.gs1.Reading.event;
import static dev.vitrine.adapters.gs1.Reading.list;
import static dev.vitrine.adapters.gs1.Reading.number;
import static dev.vitrine.adapters.gs1.Reading.read;
import static dev.vitrine.adapters.gs1.Reading.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.hash.EventHash;
import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EpcisRecordTest {
  @Test
  void objectEventFillsItsSlots() throws InvalidDocumentException {
    TypedRecord event = event(Samples.OBJECT_EVENT);
    assertEquals("ObjectEvent", text(event, "eventType"));
    assertEquals("ADD", text(event, "action"));
    assertEquals("commissioning", text(event, "bizStep"));
    assertEquals("active", text(event, "disposition"));
    assertEquals(millis("2026-03-01T07:15:00.250Z"), number(event, "eventTime"));
    assertEquals(millis("2026-03-01T07:15:01Z"), number(event, "recordTime"));
    assertEquals(BigDecimal.valueOf(60), number(event, "eventTimeZoneOffset"));
    assertEquals("urn:epc:id:sgln:9506000.00101.0", text(event, "readPoint"));
    assertEquals("urn:epc:id:sgln:9506000.00102.0", text(event, "bizLocation"));
    assertEquals("09506000134352", text(event, "gtin"));
    assertEquals("LOT-7", text(event, "lot"));
    assertEquals(days("2027-05-31"), number(event, "expiry"));
    assertEquals(Reading.PARTY, text(event, "capturingParty"));
    assertEquals("urn:uuid:11111111-2222-4333-8444-555555555555", text(event, "eventID"));
    assertEquals(
        EventHash.byText(EpcisEvent.read(Samples.bytes(Samples.OBJECT_EVENT), Map.of())),
        text(event, "cbvHash"));
    assertNull(text(event, "errorDeclaration"));
    assertNull(number(event, "quantity"));
  }

  @Test
  void owningPartyComesBeforePossessingParty() throws InvalidDocumentException {
    TypedRecord event = event(Samples.OBJECT_EVENT);
    assertEquals("urn:epc:id:pgln:9506000.00001", text(event, "sourceParty"));
    assertEquals("owning_party", text(event, "sourcePartyType"));
    assertEquals("urn:epc:id:pgln:9521141.00001", text(event, "destinationParty"));
    assertEquals("possessing_party", text(event, "destinationPartyType"));
  }

  @Test
  void listsHoldRolesAndNoIndexes() throws InvalidDocumentException {
    TypedRecord event = event(Samples.OBJECT_EVENT);
    assertEquals(
        List.of(
            new Element("/epcList", 's', "urn:epc:id:sgtin:9506000.013435.A1"),
            new Element("/epcList", 's', "urn:epc:id:sgtin:9506000.013435.A2")),
        list(event, "epcs"));
    assertEquals(
        List.of(
            new Element("/bizTransactionList/po", 's', "urn:epc:id:gdti:9506000.00001.P1"),
            new Element("/bizTransactionList", 's', "https://example.com/tx/7")),
        list(event, "bizTransactions"));
    assertEquals(
        List.of(
            new Element("/ext:note/plain/0", 'n', "1.00"),
            new Element("/ext:note/plain/1", 'z', ""),
            new Element("/ext:note/plain/2", 'b', "true"),
            new Element("/ext:note/plain/3", 's', "Grüße é /~")),
        list(event, "extensions"));
    assertEquals(2, list(event, "ilmd").size());
  }

  @Test
  void leavesAreWhatElementsGives() throws InvalidDocumentException {
    EpcisFormat format = new EpcisFormat();
    for (Submission submission : read(Samples.document(Samples.EVENTS.toArray(String[]::new)))) {
      TypedRecord event = submission.record();
      assertEquals(
          list(event, Schema.LEAVES), format.elements(event.document(), event.mediaType()));
      for (TypedRecord part : submission.parts()) {
        assertEquals(list(part, Schema.LEAVES), format.elements(part.document(), part.mediaType()));
      }
    }
  }

  @Test
  void documentIsTheEventsOwnBytes() throws InvalidDocumentException {
    String[] events = Samples.EVENTS.toArray(String[]::new);
    String mark = "\ufeff \n";
    for (String whole : List.of(Samples.document(events), Samples.queryDocument(events))) {
      List<Submission> read = read(mark + whole);
      assertEquals(events.length, read.size());
      for (int i = 0; i < events.length; i++) {
        assertArrayEquals(Samples.bytes(events[i].strip()), read.get(i).record().document());
      }
    }
    for (String bare : events) {
      assertArrayEquals(Samples.bytes(bare.strip()), event(mark + bare + " \r\n").document());
    }
  }

  @Test
  void sensorReportsBecomeLinkedRecords() throws InvalidDocumentException {
    Submission submission = read(Samples.SENSOR_EVENT).get(0);
    List<TypedRecord> parts = submission.parts();
    assertEquals(4, parts.size());
    TypedRecord first = parts.get(0);
    assertEquals(submission.record(), first.link(first.schema().indexOf("event")));
    assertEquals("Temperature", text(first, "type"));
    assertEquals("CEL", text(first, "uom"));
    assertEquals(0, new BigDecimal("4.5").compareTo(number(first, "value")));
    assertEquals(0, new BigDecimal("4.5").compareTo(number(first, "celsius")));
    assertEquals(millis("2026-03-01T07:00:00Z"), number(first, "time"));
    assertEquals("urn:epc:id:giai:9506000.7", text(first, "deviceID"));
    assertEquals(new Element("/value", 'n', "4.50"), list(first, Schema.LEAVES).get(1));
    assertEquals("Temperature", text(parts.get(1), "type"));
    assertEquals(0, new BigDecimal("5").compareTo(number(parts.get(1), "celsius")));
    assertEquals(millis("2026-03-01T05:00:00Z"), number(parts.get(1), "startTime"));
    assertNull(number(parts.get(2), "celsius"));
    // six decimals are more than the slot keeps: absent, never rounded
    assertNull(number(parts.get(3), "value"));
    assertEquals(new Element("/value", 'n', "12.123456"), list(parts.get(3), Schema.LEAVES).get(1));
  }

  @Test
  void temperatureSpanCoversEveryReport() throws InvalidDocumentException {
    TypedRecord event = event(Samples.SENSOR_EVENT);
    // the Fahrenheit report has no value: its bounds, 3 and 8 °C, do
    assertEquals(0, new BigDecimal("3").compareTo(number(event, "lowestTemperature")));
    assertEquals(0, new BigDecimal("8").compareTo(number(event, "highestTemperature")));
    assertEquals(millis("2026-03-01T05:00:00Z"), number(event, "temperatureStart"));
    assertEquals(millis("2026-03-01T08:00:00Z"), number(event, "temperatureEnd"));
  }

  @Test
  void oneReportThatCantBeComparedLeavesNoBound() throws InvalidDocumentException {
    for (String other :
        List.of(
            "\"uom\": \"FAH\", \"value\": 40.2",
            "\"value\": 4",
            "\"uom\": \"CEL\", \"meanValue\": 4",
            "\"uom\": \"CEL\", \"value\": 1e999999999",
            "\"exception\": \"ALARM_CONDITION\"")) {
      TypedRecord event =
          event(
              Samples.SENSOR_EVENT.replace(
                  "\"minValue\": 37.4, \"maxValue\": 46.4, \"uom\": \"FAH\"", other));
      assertNull(number(event, "lowestTemperature"), other);
      assertNull(number(event, "highestTemperature"), other);
    }
  }

  @Test
  void absoluteZeroFits() throws InvalidDocumentException {
    TypedRecord event = event(Samples.SENSOR_EVENT.replace("278.15", "0"));
    assertEquals(0, new BigDecimal("-273.15").compareTo(number(event, "lowestTemperature")));
    assertEquals(1, event.integer(event.schema().indexOf("lowestTemperature")));
  }

  @Test
  void aggregationAgreesOnLotAndDigitalLinkExpiry() throws InvalidDocumentException {
    TypedRecord event = event(Samples.AGGREGATION_EVENT);
    assertEquals("urn:epc:id:sscc:9506000.1000004711", text(event, "parentID"));
    assertEquals("09506000134352", text(event, "gtin"));
    assertEquals("AB/1", text(event, "lot"));
    // one identifier says when it expires, the other does not
    assertNull(number(event, "expiry"));
    assertEquals(0, new BigDecimal("12.5").compareTo(number(event, "quantity")));
    assertEquals("KGM", text(event, "uom"));
    assertEquals(BigDecimal.valueOf(-330), number(event, "eventTimeZoneOffset"));
    assertEquals("/childEPCs", list(event, "epcs").get(0).pointer());
    assertEquals("/childQuantityList", list(event, "epcs").get(1).pointer());
  }

  @Test
  void theOnlyInstanceHasASlot() throws InvalidDocumentException {
    String two = Samples.OBJECT_EVENT;
    assertNull(text(event(two), "epc"));
    String one = two.replace(", \"urn:epc:id:sgtin:9506000.013435.A2\"", "");
    assertEquals("urn:epc:id:sgtin:9506000.013435.A1", text(event(one), "epc"));
    // neither the parent nor the class beside it is an instance that the event is about
    assertEquals(
        "https://id.gs1.org/01/09506000134352/10/AB%2F1/21/77?17=270500",
        text(event(Samples.AGGREGATION_EVENT), "epc"));
    // nor is an input
    assertNull(text(event(Samples.TRANSFORMATION_EVENT), "epc"));
    for (String slot : List.of("epc", "lot")) {
      assertTrue(event(one).schema().slot(slot).provable(), slot);
    }
  }

  @Test
  void digitalLinkExpiryTakesTheMonthsLastDay() throws InvalidDocumentException {
    String alone = Samples.AGGREGATION_EVENT.replaceAll("(?s)\"childQuantityList\".*?\\],", "");
    assertEquals(days("2027-05-31"), number(event(alone), "expiry"));
  }

  @Test
  void transformationSpeaksOfItsOutput() throws InvalidDocumentException {
    TypedRecord event = event(Samples.TRANSFORMATION_EVENT);
    assertEquals("09506000134352", text(event, "gtin"));
    assertEquals("Z", text(event, "lot"));
    assertEquals(0, BigDecimal.valueOf(7).compareTo(number(event, "quantity")));
    assertNull(text(event, "uom"));
    assertTrue(event.tags().contains("gtin=09506000200101"), event.tags().toString());
  }

  @Test
  void errorDeclarationShowsEvenWithoutAnExactTime() throws InvalidDocumentException {
    TypedRecord event = event(Samples.TRANSFORMATION_EVENT);
    assertEquals("did_not_occur", text(event, "errorDeclaration"));
    assertNull(number(event, "errorDeclarationTime"));
    assertEquals(List.of("errorDeclaration"), event.schema().slot("disposition").requires());
    String silent =
        Samples.TRANSFORMATION_EVENT.replaceAll(",\\s*\"reason\": \"did_not_occur\"", "");
    assertEquals("unspecified", text(event(silent), "errorDeclaration"));
  }

  @Test
  void differentItemsHaveNoCommonGtin() throws InvalidDocumentException {
    TypedRecord event =
        event(
            Samples.OBJECT_EVENT
                .replace("013435.A2", "020010.A2")
                .replace("cbvmda:lot", "ext:lot"));
    assertNull(text(event, "gtin"));
    assertNull(text(event, "lot"));
    assertTrue(event.tags().contains("gtin=09506000134352"));
    assertTrue(event.tags().contains("gtin=09506000200101"));
  }

  @Test
  void vendorTypesAndMembersAreKept() throws InvalidDocumentException {
    TypedRecord event = event(Samples.VENDOR_EVENT);
    assertEquals("ext:InspectionEvent", text(event, "eventType"));
    assertEquals(2, list(event, "extensions").size());
  }

  @Test
  void tagsNameWhatCanBeLookedUp() throws InvalidDocumentException {
    List<String> tags = event(Samples.OBJECT_EVENT).tags();
    assertTrue(
        tags.containsAll(
            List.of(
                "epc=urn:epc:id:sgtin:9506000.013435.A1",
                "gtin=09506000134352",
                "bizStep=commissioning",
                "eventType=ObjectEvent",
                "readPoint=urn:epc:id:sgln:9506000.00101.0",
                "party=urn:epc:id:pgln:9521141.00001",
                "party=" + Reading.PARTY,
                "lot=LOT-7")),
        tags.toString());
    StringBuilder many = new StringBuilder("\"urn:epc:id:giai:9506000.0\"");
    for (int i = 1; i < 1000; i++) {
      many.append(",\"urn:epc:id:giai:9506000.").append(i).append('"');
    }
    List<String> capped =
        event(
                Samples.OBJECT_EVENT.replaceAll(
                    "\"epcList\": \\[[^\\]]*\\]", "\"epcList\": [" + many + "]"))
            .tags();
    assertEquals(
        EpcisLimits.EPC_TAGS, capped.stream().filter(tag -> tag.startsWith("epc=urn:")).count());
    assertEquals(
        EpcisLimits.EPC_TAGS, capped.stream().filter(tag -> tag.startsWith("epc=https:")).count());
    assertTrue(capped.contains("epc=*"), "an event with more than are tagged must be found too");
  }

  @Test
  void mediaTypes() {
    EpcisFormat format = new EpcisFormat();
    assertTrue(format.accepts("application/ld+json"));
    assertTrue(format.accepts("application/json"));
    assertTrue(format.accepts("application/vnd.gs1.epcis+json"));
    assertTrue(format.accepts("application/xml") && format.accepts("text/xml"));
    assertTrue(!format.accepts("application/soap+xml") && !format.accepts("text/csv"));
  }

  private static BigDecimal millis(String instant) {
    return BigDecimal.valueOf(Instant.parse(instant).toEpochMilli());
  }

  private static BigDecimal days(String date) {
    return BigDecimal.valueOf(LocalDate.parse(date).toEpochDay());
  }

  @Test
  void aSendersOwnHashIsCheckedAndAWrongOneIsMarked() throws Exception {
    String event =
        """
        {"eventID": "ID", "type": "ObjectEvent", "eventTime": "2026-03-01T08:15:00Z",
         "eventTimeZoneOffset": "+00:00", "action": "OBSERVE", "epcList": ["urn:x:1"]}
        """;
    String hash =
        String.valueOf(text(event(event.replace("\"eventID\": \"ID\", ", "")), "cbvHash"));
    assertTrue(hash.startsWith("ni:///sha-256;") && hash.endsWith("?ver=CBV2.0"));

    TypedRecord right = event(event.replace(": \"ID\"", ": \"" + hash + '"'));
    assertEquals(hash, text(right, "cbvHash"));
    assertEquals(List.of("eventID=" + hash), tags(right));

    String other = hash.replace(hash.charAt(14), hash.charAt(14) == '0' ? '1' : '0');
    TypedRecord wrong = event(event.replace(": \"ID\"", ": \"" + other + '"'));
    assertEquals(other, text(wrong, "eventID"));
    assertEquals(hash, text(wrong, "cbvHash"));
    assertEquals(
        List.of("eventID=" + other, "eventID=" + hash, "eventIDClaim=wrong-hash"), tags(wrong));
  }

  private static List<String> tags(TypedRecord record) {
    return record.tags().stream().filter(tag -> tag.startsWith("eventID")).toList();
  }
}
