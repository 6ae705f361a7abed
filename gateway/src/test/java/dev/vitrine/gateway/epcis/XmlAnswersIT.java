package dev.vitrine.gateway.epcis;

import static dev.vitrine.gateway.epcis.Trade.AS_SENT;
import static dev.vitrine.gateway.epcis.Trade.EVENTS;
import static dev.vitrine.gateway.epcis.Trade.LIST;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.adapters.gs1.event.EventSchema;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.SlotKind;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Answers in XML over HTTP, on a real database. */
@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class XmlAnswersIT {
  private static final String XML = "application/xml";
  private static final String MORE =
      """
      , "disposition": "in_transit", "persistentDisposition": {"set": ["completeness_verified"]},
      "readPoint": {"id": "urn:epc:id:sgln:9506000.00101.7"},
      "bizTransactionList": [{"type": "po", "bizTransaction": "urn:epcglobal:cbv:bt:9506000000013:1"}],
      "sourceList": [{"type": "possessing_party", "source": "urn:epc:id:pgln:9506000.00101"}],
      "sensorElementList": [{"sensorReport": [{"type": "Temperature", "value": 4.5, "uom": "CEL",
                                               "time": "2026-03-01T07:00:00Z"}]}],
      "ex:note": "a < b & c"
      """;

  /** Of the bytes, of the gateway's clock, or with words as each syntax has them. */
  private static final Set<String> DIFFER =
      Set.of(Schema.DOCUMENT, Schema.LEAVES, "recordTime", "bizTransactions");

  private final EpcisFormat format = new EpcisFormat();

  @Test
  void anEventOfJsonComesAsXmlThatReadsAsTheSame() throws Exception {
    String token = Trade.stranger();
    String id = Trade.id();
    String event = Trade.event(id, Trade.serial(), MORE);
    Trade.capture(token, event);
    Submission sent =
        format.read(Trade.document(event).getBytes(UTF_8), Rest.EPCIS, "party").get(0);
    for (String words : List.of("Never_Translates", "Always_URN", "Always_Web_URI")) {
      Response answer =
          Rest.as(token)
              .accept(XML)
              .header("GS1-EPC-Format", AS_SENT)
              .header("GS1-CBV-XML-Format", words)
              .get(EVENTS + "/" + id);
      answer
          .then()
          .statusCode(200)
          .contentType(startsWith(XML))
          .header("Vary", containsString("GS1-CBV-XML-Format"));
      Submission read = only(answer);
      assertEquals(slots(sent.record()), slots(read.record()), words);
      assertEquals(1, read.parts().size());
      assertEquals(slots(sent.parts().get(0)), slots(read.parts().get(0)), words);
      assertTrue(
          answer
              .asString()
              .contains(
                  words.equals("Always_Web_URI")
                      ? "<bizStep>https://ref.gs1.org/cbv/BizStep-shipping</bizStep>"
                      : "<bizStep>urn:epcglobal:cbv:bizstep:shipping</bizStep>"),
          answer.asString());
    }
  }

  @Test
  void anEventOfXmlComesAsXmlAndAsJson() throws Exception {
    String token = Trade.stranger();
    String id = Trade.id();
    String event =
        """
        <ObjectEvent xmlns:ex="https://ns.example.com/epcis/">\
        <eventTime>2026-03-01T08:15:00Z</eventTime>\
        <eventTimeZoneOffset>+00:00</eventTimeZoneOffset><eventID>%s</eventID>\
        <epcList><epc>%s</epc></epcList><action>OBSERVE</action>\
        <bizStep>https://ref.gs1.org/cbv/BizStep-shipping</bizStep>\
        <disposition>urn:epcglobal:cbv:disp:in_transit</disposition>\
        <ex:note>a</ex:note></ObjectEvent>"""
            .formatted(id, Trade.epc(Trade.serial()));
    Response created =
        Rest.as(token).accept(XML).contentType(XML).body(event.getBytes(UTF_8)).post(EVENTS);
    assertEquals(201, created.statusCode(), created.asString());
    TypedRecord sent = format.read(event.getBytes(UTF_8), XML, "party").get(0).record();
    Response asSent =
        Rest.as(token).accept("text/xml").header("GS1-EPC-Format", AS_SENT).get(EVENTS + "/" + id);
    asSent.then().statusCode(200).contentType(startsWith("text/xml"));
    assertEquals(slots(sent), slots(only(asSent).record()));
    assertTrue(asSent.asString().contains(">https://ref.gs1.org/cbv/BizStep-shipping<"));
    assertTrue(asSent.asString().contains(">urn:epcglobal:cbv:disp:in_transit<"));
    Response links = Rest.as(token).accept(XML).get(EVENTS + "/" + id);
    assertTrue(links.asString().contains("<epc>https://id.gs1.org/01/"), links.asString());
    assertEquals(slots(sent), slotsOfLinks(links, sent), "the same event by other names");
    Response json = Trade.get(token, EVENTS + "/" + id, Map.of());
    json.then()
        .statusCode(200)
        .contentType("application/json")
        .body(LIST + "[0].bizStep", equalTo("shipping"))
        .body(LIST + "[0].disposition", equalTo("in_transit"))
        .body(LIST + "[0].'ex:note'", equalTo("a"));
  }

  @Test
  void eachWayToEventsHasXmlAndNoOtherList() throws Exception {
    String token = Trade.stranger();
    String id = Trade.id();
    Trade.capture(token, Trade.event(id, Trade.serial(), ""));
    Trade.capture(token, Trade.event(Trade.id(), Trade.serial(), ""));
    Rest.post(
            token,
            "/epcis/queries",
            "application/json",
            "{\"name\": \"x\", \"query\": {\"EQ_eventID\": [\"" + id + "\"]}}")
        .then()
        .statusCode(201);
    for (String path :
        List.of(
            EVENTS + "?EQ_eventID=" + id,
            "/epcis/queries/x/events",
            "/epcis/bizSteps/shipping/events?EQ_eventID=" + id)) {
      Response answer = Rest.as(token).accept(XML).get(path);
      assertEquals(200, answer.statusCode(), path);
      assertEquals(id, text(only(answer).record(), "eventID"), path);
      assertTrue(
          answer
              .asString()
              .contains(
                  "<queryName>"
                      + (path.contains("queries") ? "x" : "SimpleEventQuery")
                      + "</queryName>"),
          path);
    }
    for (String path :
        List.of(
            "/epcis",
            "/epcis/queries",
            "/epcis/queries/x",
            "/epcis/bizSteps",
            "/epcis/bizSteps/shipping")) {
      Rest.as(token)
          .accept(XML)
          .get(path)
          .then()
          .statusCode(406)
          .contentType("application/problem+json")
          .body("type", equalTo("epcisException:NotAcceptableException"));
    }
    Response page = Rest.as(token).accept(XML).get(EVENTS + "?perPage=1");
    Response next =
        Rest.as(token)
            .accept(XML)
            .urlEncodingEnabled(false)
            .get(java.util.Objects.requireNonNull(Trade.next(page)));
    assertFalse(text(only(page).record(), "eventID").equals(text(only(next).record(), "eventID")));
    // JSON where both are as good, XML where it is liked better
    Rest.as(token).accept("*/*").get(EVENTS).then().contentType("application/json");
    Rest.as(token)
        .accept("application/json;q=0.5, application/xml")
        .get(EVENTS)
        .then()
        .contentType(startsWith(XML));
  }

  @Test
  void whatIsNotShownIsNotInXmlEither() {
    String serial = Trade.serial();
    String id = Trade.id();
    String place = "urn:epc:id:sgln:9506000.00101." + serial;
    Trade.capture(
        Trade.supplier(),
        Trade.event(
            id, serial, ", \"readPoint\": {\"id\": \"" + place + "\"}, \"ex:note\": \"secret\""));
    String xml =
        Rest.as(Trade.partner(TestPolicies.SUPPLIER_C))
            .accept(XML)
            .header("GS1-EPC-Format", AS_SENT)
            .queryParam("EQ_readPoint", place)
            .get(EVENTS)
            .asString();
    int from = xml.indexOf("<EventList>");
    int to = xml.indexOf("</EventList>");
    assertTrue(from > 0 && to > from, xml);
    assertEquals(
        "<EventList><ObjectEvent xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
            + "<eventTime>2026-03-01T08:15:00Z</eventTime><recordTime/>"
            + "<bizStep>urn:epcglobal:cbv:bizstep:shipping</bizStep>"
            + "<readPoint><id>"
            + place
            + "</id></readPoint></ObjectEvent>",
        xml.substring(from, to).replaceAll("<recordTime>[^<]*</recordTime>", "<recordTime/>"));
  }

  private Submission only(Response answer) throws InvalidDocumentException {
    List<Submission> read = format.read(answer.asByteArray(), XML, "party");
    assertEquals(1, read.size(), answer.asString());
    return read.get(0);
  }

  /** With the identifiers of another, where they were only written in another form. */
  private Map<String, Object> slotsOfLinks(Response answer, TypedRecord other)
      throws InvalidDocumentException {
    Map<String, Object> slots = slots(only(answer).record());
    Map<String, Object> others = slots(other);
    slots.replace("epc", others.get("epc"));
    slots.replace("epcs", others.get("epcs"));
    return slots;
  }

  private static Map<String, Object> slots(TypedRecord record) {
    Map<String, Object> slots = new TreeMap<>();
    for (Slot slot : record.schema().slots()) {
      int at = record.schema().indexOf(slot.name());
      List<byte[]> list = slot.kind() == SlotKind.ROOT ? record.list(at) : null;
      if (slot.kind() == SlotKind.INT) {
        slots.put(slot.name(), record.integer(at));
      } else if (slot.kind() == SlotKind.ROOT) {
        slots.put(
            slot.name(),
            list == null ? List.of() : list.stream().map(e -> new String(e, UTF_8)).toList());
      } else {
        byte[] text = record.text(at);
        slots.put(slot.name(), text == null ? "" : new String(text, UTF_8));
      }
    }
    slots.keySet().removeAll(DIFFER);
    return slots;
  }

  private static String text(TypedRecord record, String slot) {
    return new String(
        java.util.Objects.requireNonNull(record.text(EventSchema.SCHEMA.indexOf(slot))), UTF_8);
  }
}
