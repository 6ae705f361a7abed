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

  private static String event(String action) {
    return """
        {"eventID": "urn:uuid:%s", "type": "ObjectEvent", "eventTime": "2026-03-01T08:15:00Z",
         "eventTimeZoneOffset": "+00:00", "ext:note": "é", "epcList": ["urn:epc:id:sgtin:9506000.013435.A1"], %s}
        """
        .formatted(UUID.randomUUID(), action)
        .strip();
  }
}
