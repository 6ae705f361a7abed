package dev.vitrine.adapters.gs1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.xml.XmlWriter;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Submission;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class XmlWriterTest {
  private static final String DATE = "2026-03-01T09:00:00Z";

  private final EpcisFormat format = new EpcisFormat();

  @Test
  void eventsOfXmlComeBackEqual() throws InvalidDocumentException {
    String[] events = XmlSamples.EVENTS.toArray(String[]::new);
    String document =
        XmlSamples.document(events)
            .replace("\"po\"", "\"urn:epcglobal:cbv:btt:po\"")
            .replace("\"possessing_party\"", "\"cbv:SDT-possessing_party\"")
            .replace(">completeness", ">https://ref.gs1.org/cbv/Disp-completeness")
            .replace("\"Temperature\"", "\"https://gs1.org/voc/Temperature\"")
            .replace("'Temperature'", "'gs1:Temperature'")
            .replace("\"Angle\"", "\"gs1:Angle\"")
            .replace("\"x\"", "\"cbv:Comp-x\"");
    List<EpcisEvent> sent = events(document);
    assertEquals(sent, events(XmlWriter.document(sent, DATE)));
    assertEquals(sent, events(XmlWriter.queryDocument(sent, "q", null, DATE)));
    for (EpcisEvent event : sent) {
      assertEquals(List.of(event), events(XmlWriter.event(event)));
    }
  }

  @Test
  void writesInTheOrderOfTheSchemaWithUrisForWords() throws InvalidDocumentException {
    EpcisEvent event =
        EpcisEvent.read(
            Samples.bytes(
                """
                {"bizStep": "shipping", "type": "TransactionEvent", "action": "ADD",
                 "bizTransactionList": [{"type": "po", "bizTransaction": "urn:x:1"}],
                 "ext:a": [1, true, null, "x"], "eventTime": "2026-03-01T08:15:00Z"}
                """),
            Map.of("ext", "https://example.com/ext/"));
    assertEquals(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<TransactionEvent xmlns:ext=\"https://example.com/ext/\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
            + "<eventTime>2026-03-01T08:15:00Z</eventTime>"
            + "<bizTransactionList><bizTransaction type=\"urn:epcglobal:cbv:btt:po\">urn:x:1"
            + "</bizTransaction></bizTransactionList>"
            + "<action>ADD</action>"
            + "<bizStep>urn:epcglobal:cbv:bizstep:shipping</bizStep>"
            + "<ext:a>1</ext:a><ext:a>true</ext:a><ext:a xsi:nil=\"true\"/><ext:a>x</ext:a>"
            + "</TransactionEvent>",
        new String(XmlWriter.event(event), StandardCharsets.UTF_8));
  }

  @Test
  void writesTheQueryAndItsSubscription() {
    String written =
        new String(XmlWriter.queryDocument(List.of(), "a<b", "s&t", DATE), StandardCharsets.UTF_8);
    assertTrue(written.contains("<queryName>a&lt;b</queryName>"), written);
    assertTrue(written.contains("<subscriptionID>s&amp;t</subscriptionID>"), written);
    assertTrue(written.contains("<resultsBody><EventList/></resultsBody>"), written);
  }

  @Test
  void anyNameAndTextCanBeWritten() throws InvalidDocumentException {
    String json =
        """
        {"type": "ext:Event", "eventTime": "2026-03-01T08:15:00Z", "eventTimeZoneOffset": "+00:00",
         "https://full.example/a#b": "\\u0001<&>\\r\\n\\"']]>", "urn:x:y": 1, "un:declared": {},
         "ext:o": {"1 a": "\\ud83d\\ude00", "": 2, "#text": 3, "a:b:c": [[1], []]},
         "xsi:type": "t", "xmlns:a": "b", "epcis:x": "y", "xml:lang": "z", "a+b:c": 1,
         "cbvmda:z": {"#text": "t", "u": "v"}}
        """;
    EpcisEvent event =
        EpcisEvent.read(Samples.bytes(json), Map.of("ext", "urn:e:", "ns1", "urn:taken:"));
    List<EpcisEvent> read = events(XmlWriter.document(List.of(event), DATE));
    EpcisEvent again = read.get(0);
    assertEquals("ext:Event", again.type());
    assertEquals("\ufffd<&>\r\n\"']]>", again.tree().text("ns2:b"));
    assertEquals("1", again.tree().text("ns3:y"));
    assertEquals("t", again.tree().text("_xsi:type"));
    assertEquals("b", again.tree().text("_xmlns:a"));
    assertEquals("y", again.tree().text("_epcis:x"));
    assertEquals("z", again.tree().text("xml:lang"));
    assertEquals("1", again.tree().text("a_x002b_b:c"));
    assertEquals("v", again.tree().object("cbvmda:z").text("u"));
    assertEquals("\ud83d\ude00", again.tree().object("ext:o").text("_x0031__x0020_a"));
    assertEquals("https://full.example/a#", again.prefixes().get("ns2"));
    assertEquals(read, events(XmlWriter.document(read, DATE)));
  }

  private List<EpcisEvent> events(String xml) throws InvalidDocumentException {
    return events(Samples.bytes(xml));
  }

  private List<EpcisEvent> events(byte[] xml) throws InvalidDocumentException {
    List<EpcisEvent> events = new ArrayList<>();
    for (Submission submission : format.read(xml, "application/xml", "party")) {
      events.add(RoundTrips.event(format, submission.record()));
    }
    return events;
  }
}
