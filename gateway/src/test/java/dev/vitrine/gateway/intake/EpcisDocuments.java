package dev.vitrine.gateway.intake;

import java.util.UUID;

/** Small EPCIS documents. */
final class EpcisDocuments {
  private EpcisDocuments() {}

  /** An event nobody has sent before. */
  static String event() {
    return event("\"action\": \"OBSERVE\"");
  }

  /** An event that is refused, at its action. */
  static String wrongEvent() {
    return event("\"action\": \"LOOK\"");
  }

  static String document(String... events) {
    return """
        {"@context": "https://ref.gs1.org/standards/epcis/epcis-context.jsonld",
         "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-03-01T09:00:00Z",
         "epcisBody": {"eventList": [%s]}}
        """
        .formatted(String.join(" , ", events));
  }

  static String queryDocument(String... events) {
    return """
        {"@context": "https://ref.gs1.org/standards/epcis/epcis-context.jsonld",
         "type": "EPCISQueryDocument", "schemaVersion": "2.0",
         "creationDate": "2026-03-01T09:00:00Z",
         "epcisBody": {"queryResults": {"queryName": "SimpleEventQuery",
           "resultsBody": {"eventList": [%s]}}}}
        """
        .formatted(String.join(",", events));
  }

  /** An event in XML nobody has sent before. */
  static String xmlEvent() {
    return """
        <ObjectEvent><eventTime>2026-03-01T08:15:00Z</eventTime>
          <eventTimeZoneOffset>+00:00</eventTimeZoneOffset><eventID>urn:uuid:%s</eventID>
          <epcList><epc>urn:epc:id:sgtin:9506000.013435.A1</epc></epcList>
          <action>OBSERVE</action><ext:note>é</ext:note></ObjectEvent>"""
        .formatted(UUID.randomUUID());
  }

  static String xmlDocument(String... events) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0"
            xmlns:ext="https://example.com/ext/" creationDate="2026-03-01T09:00:00Z">
          <EPCISBody><EventList>%s</EventList></EPCISBody></epcis:EPCISDocument>
        """
        .formatted(String.join("\n", events));
  }

  private static String event(String action) {
    return """
        {"eventID": "urn:uuid:%s", "type": "ObjectEvent", "eventTime": "2026-03-01T08:15:00Z",
         "eventTimeZoneOffset": "+00:00", "ext:note": "é", "epcList": ["urn:epc:id:sgtin:9506000.013435.A1"], %s}
        """
        .formatted(UUID.randomUUID(), action)
        .strip();
  }
}
