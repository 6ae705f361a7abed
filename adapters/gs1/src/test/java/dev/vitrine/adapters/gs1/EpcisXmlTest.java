package dev.vitrine.adapters.gs1;

import static dev.vitrine.adapters.gs1.Reading.event;
import static dev.vitrine.adapters.gs1.Reading.list;
import static dev.vitrine.adapters.gs1.Reading.number;
import static dev.vitrine.adapters.gs1.Reading.readXml;
import static dev.vitrine.adapters.gs1.Reading.text;
import static dev.vitrine.adapters.gs1.Reading.xmlProblems;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.SlotKind;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpcisXmlTest {
  private final EpcisFormat format = new EpcisFormat();

  @Test
  void fillsTheSameSlotsAsJson() throws InvalidDocumentException {
    assertSame(event(XmlSamples.TWIN), one(XmlSamples.document(XmlSamples.EVENT)));
    assertSame(event(Samples.SENSOR_EVENT), one(XmlSamples.document(XmlSamples.SENSOR_EVENT)));
  }

  @Test
  void documentIsTheElementsOwnBytes() throws InvalidDocumentException {
    String[] events = XmlSamples.EVENTS.toArray(String[]::new);
    for (String whole :
        List.of(
            XmlSamples.document(events),
            XmlSamples.oldDocument(events),
            XmlSamples.queryDocument(events))) {
      for (String marked : List.of(whole, "\ufeff" + whole, whole.replace("\n", "\r\n"))) {
        List<Submission> read = readXml(marked);
        assertEquals(events.length, read.size());
        for (int i = 0; i < events.length; i++) {
          String sent = marked.contains("\r") ? events[i].replace("\n", "\r\n") : events[i];
          assertArrayEquals(Samples.bytes(sent), read.get(i).record().document());
          assertEquals("application/xml", read.get(i).record().mediaType());
        }
      }
    }
    TypedRecord report =
        readXml(XmlSamples.document(XmlSamples.SENSOR_EVENT)).get(0).parts().get(1);
    assertArrayEquals(
        Samples.bytes("<sensorReport type=\"gs1:Temperature\" value=\" 278.15\" uom=\"KEL\"/>"),
        report.document());
    assertEquals(new BigDecimal("5.000"), number(report, "celsius"));
  }

  @Test
  void leavesAndEventsComeFromTheSliceAlone() throws InvalidDocumentException {
    String[] events = XmlSamples.EVENTS.toArray(String[]::new);
    for (Submission submission : readXml(XmlSamples.document(events))) {
      TypedRecord event = submission.record();
      assertEquals(
          list(event, Schema.LEAVES), format.elements(event.document(), event.mediaType()));
      EpcisEvent value = format.event(event.document(), "text/xml", Map.of("ext", "urn:x:"));
      assertEquals(text(event, "eventType"), value.type());
      assertEquals("urn:x:a", value.expanded("ext:a"));
      for (TypedRecord part : submission.parts()) {
        assertEquals(list(part, Schema.LEAVES), format.elements(part.document(), "text/xml"));
      }
    }
    byte[] other = Samples.bytes("<a><b></a>");
    assertThrows(IllegalArgumentException.class, () -> format.elements(other, "application/xml"));
  }

  @Test
  void readsWhatVersion12Wraps() throws InvalidDocumentException {
    String wrapped = "<extension>" + XmlSamples.OLD_TRANSFORMATION + "<extension/></extension>";
    List<Submission> read =
        readXml(XmlSamples.oldDocument(wrapped, XmlSamples.OLD_AGGREGATION, wrapped));
    assertEquals(3, read.size());
    assertEquals("TransformationEvent", text(read.get(2).record(), "eventType"));
    assertEquals(new BigDecimal("7.000"), number(read.get(0).record(), "quantity"));
    TypedRecord aggregation = read.get(1).record();
    assertEquals("urn:uuid:6", text(aggregation, "eventID"));
    assertEquals("did_not_occur", text(aggregation, "errorDeclaration"));
    List<Element> leaves = list(aggregation, Schema.LEAVES);
    assertTrue(leaves.contains(new Element("/childQuantityList/0/quantity", 'n', "12.50")));
    assertTrue(
        leaves.contains(new Element("/persistentDisposition/set/0", 's', "completeness_verified")));
    assertTrue(
        leaves.contains(new Element("/errorDeclaration/correctiveEventIDs/0", 's', "urn:uuid:7")));
    assertTrue(leaves.stream().noneMatch(leaf -> leaf.pointer().contains("xtension")));
  }

  @Test
  void mapsExtensions() throws InvalidDocumentException {
    String extensions =
        """
        <ext:a/><ext:b> x <!-- c --> y </ext:b><ext:a at=" v ">t</ext:a>
        <ext:c><d e="1"/><ext:d>2</ext:d><d xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          xsi:nil="true"/></ext:c><ext:q>"\\&#9;&lt;</ext:q>""";
    TypedRecord event = one(XmlSamples.document(extended(extensions)));
    assertEquals(
        List.of(
            new Element("/ext:a/0", 's', ""),
            new Element("/ext:a/1/#text", 's', "t"),
            new Element("/ext:a/1/at", 's', " v "),
            new Element("/ext:b", 's', "x  y"),
            new Element("/ext:c/d/0/e", 's', "1"),
            new Element("/ext:c/d/1", 'z', ""),
            new Element("/ext:c/ext:d", 's', "2"),
            new Element("/ext:q", 's', "\"\\\t<")),
        list(event, "extensions"));
    assertEquals("{\"ext\":\"https://example.com/ext/\"}", text(event, "context"));
  }

  @Test
  void takesStandardElementsWithThePrefixOfEpcis() throws InvalidDocumentException {
    String qualified =
        XmlSamples.SENSOR_EVENT.replace("<", "<epcis:").replace("<epcis:/", "</epcis:");
    TypedRecord event = one(XmlSamples.document(qualified));
    assertEquals("ObjectEvent", text(event, "eventType"));
    assertEquals(
        list(one(XmlSamples.document(XmlSamples.SENSOR_EVENT)), Schema.LEAVES),
        list(event, Schema.LEAVES));
    String standard =
        XmlSamples.document(XmlSamples.SENSOR_EVENT)
            .replace("epcis:EPCIS", "EPCIS")
            .replace("xmlns:epcis=", "xmlns=");
    assertEquals("ObjectEvent", text(one(standard), "eventType"));
  }

  @Test
  void keepsPrefixesAsTheyAreDeclaredWhereTheyAreUsed() throws InvalidDocumentException {
    String inner =
        extended("<a:x xmlns:a='urn:a:'><b:y xmlns:b='urn:b:'/></a:x><bizStep>w:mix</bizStep>");
    String document =
        XmlSamples.document(inner, extended("<ext:x/>"))
            .replace("creationDate", "xmlns:w='urn:w:' xmlns:unused='urn:u:' creationDate");
    List<Submission> read = readXml(document);
    assertEquals(
        "{\"a\":\"urn:a:\",\"b\":\"urn:b:\",\"w\":\"urn:w:\"}",
        text(read.get(0).record(), "context"));
    assertEquals("{\"ext\":\"https://example.com/ext/\"}", text(read.get(1).record(), "context"));
    assertNull(text(one(XmlSamples.document(extended(""))), "context"));
  }

  @Test
  void masterDataIsKnownByItsNameSpace() throws InvalidDocumentException {
    String event = XmlSamples.EVENT.replace("cbvmda:", "m:");
    String document =
        XmlSamples.document(event)
            .replace("creationDate", "xmlns:m='urn:epcglobal:cbv:mda' creationDate");
    assertEquals("LOT-7", text(one(document), "lot"));
  }

  /** Part of the document, what it is replaced by, and the problem that makes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<action>ADD | <action>add | action /EPCISDocument/EPCISBody/EventList/ObjectEvent[2]/action",
        "<action>ADD</action> | <x/> | required "
            + "/EPCISDocument/EPCISBody/EventList/ObjectEvent[2]/action",
        "<action>ADD</action> | <action>ADD</action><action>ADD</action> | duplicate-key "
            + "/EPCISDocument/EPCISBody/EventList/ObjectEvent[2]/action[1]",
        "<action>ADD</action> | <action x='1'>ADD</action> | unknown-member "
            + "/EPCISDocument/EPCISBody/EventList/ObjectEvent[2]/action/@x",
        "<action>ADD</action> | <action>ADD<b/></action> | mixed-content "
            + "/EPCISDocument/EPCISBody/EventList/ObjectEvent/action/b",
        ".A1</epc> | .A1 b</epc> | uri "
            + "/EPCISDocument/EPCISBody/EventList/ObjectEvent[2]/epcList/epc[1]",
        "</epcList> | <id>x</id></epcList> | unknown-member "
            + "/EPCISDocument/EPCISBody/EventList/ObjectEvent[2]/epcList/id",
        "type=\"possessing_party\"> | > | required "
            + "/EPCISDocument/EPCISBody/EventList/ObjectEvent[2]/sourceList/source[1]/@type",
        "type=\"po\" | type=\"pox\" | vocabulary "
            + "/EPCISDocument/EPCISBody/EventList/ObjectEvent[2]/bizTransactionList"
            + "/bizTransaction[1]/@type",
        "type=\"Angle\" | | required /EPCISDocument/EPCISBody/EventList/ObjectEvent[1]"
            + "/sensorElementList/sensorElement/sensorReport[4]/@type",
        "value=\"4.50\" | value=\"INF\" | type /EPCISDocument/EPCISBody/EventList/ObjectEvent[1]"
            + "/sensorElementList/sensorElement/sensorReport[1]/@value",
        "schemaVersion=\"2.0\" | | required /EPCISDocument/@schemaVersion",
        "creationDate=\"2026-03-01T09:00:00Z\" | creationDate=\"today\" | date-time "
            + "/EPCISDocument/@creationDate",
        "EventList> | Events> | unknown-member /EPCISDocument/EPCISBody/Events",
        "EPCISBody> | Body> | required /EPCISDocument/EPCISBody",
        "<EPCISHeader> | x<EPCISHeader> | type /EPCISDocument",
        "epcis:xsd:2 | epcis:xsd:3 | name-space /EPCISDocument",
        "epcis:EPCISDocument | epcis:EPCISCaptureJob | type /EPCISCaptureJob",
        "ObjectEvent | Event | vocabulary /EPCISDocument/EPCISBody/EventList/Event[2]",
        "cbv:mda | cbv:other | context /EPCISDocument/EPCISBody/EventList/ObjectEvent[1]",
        "<ext:note> | <ext:note xmlns='urn:n'> | name-space "
            + "/EPCISDocument/EPCISBody/EventList/ObjectEvent[2]",
        "<plain/> | <ext:p xmlns:ext='urn:n'/> | name-space "
            + "/EPCISDocument/EPCISBody/EventList/ObjectEvent[2]",
        "<plain/> | <value:p xmlns:value='urn:n'/> | context "
            + "/EPCISDocument/EPCISBody/EventList/ObjectEvent[2]",
        "<plain/> | <e:p xmlns:e='urn:epcglobal:epcis:xsd:2'/> | context "
            + "/EPCISDocument/EPCISBody/EventList/ObjectEvent[2]",
        "<plain/> | <e:p xmlns:e='no uri'/> | name-space "
            + "/EPCISDocument/EPCISBody/EventList/ObjectEvent[2]",
      })
  void saysWhereInTheXml(String part, String other, String problem) {
    String document = XmlSamples.document(XmlSamples.SENSOR_EVENT, XmlSamples.EVENT);
    assertTrue(document.contains(part), part);
    List<String> found = xmlProblems(document.replace(part, other == null ? "" : other));
    assertTrue(found.contains(problem), found::toString);
  }

  @Test
  void placesOfBareEventsAndQueryDocuments() throws InvalidDocumentException {
    String bare =
        XmlSamples.SENSOR_EVENT.replace("<ObjectEvent>", "<ObjectEvent schemaVersion='2.0'>");
    assertEquals(1, readXml(bare).size());
    assertEquals(
        List.of("action /ObjectEvent/action"), xmlProblems(bare.replace("OBSERVE", "WATCH")));
    String query = XmlSamples.queryDocument(XmlSamples.SENSOR_EVENT.replace("OBSERVE", "WATCH"));
    assertEquals(
        List.of(
            "action /EPCISQueryDocument/EPCISBody/q:QueryResults/resultsBody/EventList"
                + "/ObjectEvent[1]/action"),
        xmlProblems(query));
    assertEquals(
        List.of("required /EPCISQueryDocument/EPCISBody/q:QueryResults/queryName"),
        xmlProblems(
            XmlSamples.queryDocument(XmlSamples.SENSOR_EVENT)
                .replaceAll("<queryName>.*</queryName>", "")));
    assertEquals(List.of("no-events /EPCISDocument"), xmlProblems(XmlSamples.document()));
    assertEquals(
        List.of("no-events /EPCISDocument"), xmlProblems(XmlSamples.document("<extension/>")));
  }

  private static TypedRecord one(String document) throws InvalidDocumentException {
    return readXml(document).get(0).record();
  }

  private static String extended(String children) {
    return XmlSamples.VENDOR_EVENT
        .replace("<ext:result>good</ext:result>", children)
        .replace(" ext:by=\"B.\"", "")
        .replace("ext:InspectionEvent", "ObjectEvent")
        .replace("</eventTimeZoneOffset>", "</eventTimeZoneOffset><action>ADD</action><epcList/>");
  }

  private static void assertSame(TypedRecord expected, TypedRecord actual) {
    for (Slot slot : expected.schema().slots()) {
      int index = expected.schema().indexOf(slot.name());
      if (slot.name().equals("document")) {
        continue;
      }
      if (slot.kind() == SlotKind.TEXT) {
        assertEquals(text(expected, slot.name()), text(actual, slot.name()), slot.name());
      } else if (slot.kind() == SlotKind.INT) {
        assertEquals(expected.integer(index), actual.integer(index), slot.name());
      } else {
        Set<Element> wanted = new HashSet<>(list(expected, slot.name()));
        assertEquals(wanted, new HashSet<>(list(actual, slot.name())), slot.name());
      }
    }
  }
}
