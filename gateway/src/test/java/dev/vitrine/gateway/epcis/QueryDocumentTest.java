package dev.vitrine.gateway.epcis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.adapters.gs1.identifier.GcpLengths;
import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.query.RecordedEvent;
import dev.vitrine.gateway.store.RecordRef;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How events are written of which some is hidden. */
class QueryDocumentTest {
  private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");

  @Test
  void anEventWhoseTypeIsHiddenIsGivenNone() throws Exception {
    String xml = written(MediaType.APPLICATION_XML_TYPE, "{\"action\": \"ADD\"}");
    assertFalse(xml.contains("ObjectEvent"), xml);
    assertTrue(xml.contains("<EventList><extension><ns1:Event "), xml);
    assertTrue(xml.contains("xmlns:ns1=\"urn:vitrine:epcis:\""), xml);
    assertTrue(
        xml.contains(
            "><recordTime>2026-03-02T00:00:00Z</recordTime><action>ADD</action></ns1:Event>"),
        xml);
    String json = written(MediaType.APPLICATION_JSON_TYPE, "{\"action\": \"ADD\"}");
    assertTrue(
        json.contains("[{\"action\":\"ADD\",\"recordTime\":\"2026-03-02T00:00:00Z\"}]"), json);
  }

  @Test
  void theGatewaysRecordTimeTakesThePlaceOfTheSenders() throws Exception {
    String event =
        """
        {"type": "ObjectEvent", "eventTime": "2026-03-01T08:15:00Z",
         "recordTime": "2020-01-01T00:00:00Z", "eventTimeZoneOffset": "+00:00",
         "action": "OBSERVE", "epcList": ["urn:a:1"]}
        """;
    String xml = written(MediaType.TEXT_XML_TYPE, event);
    assertFalse(xml.contains("2020"), xml);
    assertEquals(
        1, new EpcisFormat().read(xml.getBytes(UTF_8), "text/xml", "party").size(), "it reads");
    assertFalse(written(MediaType.APPLICATION_JSON_TYPE, event).contains("2020"));
  }

  private static String written(MediaType mediaType, String event) throws Exception {
    return new String(
        QueryDocument.of(
            "q",
            List.of(
                new SeenEvent(
                    new RecordRef(0, 0),
                    "sender",
                    "policy",
                    List.of(),
                    new RecordedEvent(
                        EpcisEvent.read(event.getBytes(UTF_8), Map.of()), NOW, null))),
            new Negotiation(mediaType, IdentifierForm.of(null), WordForm.inXml(null), Map.of()),
            GcpLengths.unknown(),
            NOW),
        UTF_8);
  }
}
