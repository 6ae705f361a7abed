package dev.vitrine.adapters.gs1;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small documents of our own to test with. */
final class Samples {
  static final String OBJECT_EVENT =
      """
      {"@context": ["https://ref.gs1.org/standards/epcis/epcis-context.jsonld"],
       "type": "ObjectEvent",
       "eventID": "urn:uuid:11111111-2222-4333-8444-555555555555",
       "eventTime": "2026-03-01T08:15:00.250+01:00",
       "eventTimeZoneOffset": "+01:00",
       "recordTime": "2026-03-01T07:15:01Z",
       "epcList": ["urn:epc:id:sgtin:9506000.013435.A1", "urn:epc:id:sgtin:9506000.013435.A2"],
       "action": "ADD",
       "bizStep": "urn:epcglobal:cbv:bizstep:commissioning",
       "disposition": "https://ref.gs1.org/cbv/Disp-active",
       "readPoint": {"id": "urn:epc:id:sgln:9506000.00101.0"},
       "bizLocation": {"id": "urn:epc:id:sgln:9506000.00102.0"},
       "bizTransactionList": [
         {"type": "po", "bizTransaction": "urn:epc:id:gdti:9506000.00001.P1"},
         {"bizTransaction": "https://example.com/tx/7"}],
       "sourceList": [
         {"type": "possessing_party", "source": "urn:epc:id:pgln:9521321.00001"},
         {"type": "cbv:SDT-owning_party", "source": "urn:epc:id:pgln:9506000.00001"}],
       "destinationList": [
         {"type": "possessing_party", "destination": "urn:epc:id:pgln:9521141.00001"}],
       "ilmd": {"cbvmda:lotNumber": "LOT-7", "cbvmda:itemExpirationDate": "2027-05-31"},
       "ext:note": {"plain": [1.00, null, true, "Grüße \\u00e9 /~"]}}
      """;

  static final String SENSOR_EVENT =
      """
      {"type": "ObjectEvent", "eventTime": "2026-03-01T08:15:00Z", "eventTimeZoneOffset": "+00:00",
       "action": "OBSERVE", "readPoint": {"id": "urn:epc:id:sgln:9506000.00101.0"},
       "sensorElementList": [{
         "sensorReport": [
           {"type": "Temperature", "value": 4.50, "uom": "CEL", "time": "2026-03-01T07:00:00Z"},
           {"type": "gs1:Temperature", "value": 278.15, "uom": "KEL"},
           {"type": "Temperature", "minValue": 37.4, "maxValue": 46.4, "uom": "FAH"},
           {"type": "Angle", "value": 12.123456, "uom": "DD", "component": "x"}],
         "sensorMetadata": {"startTime": "2026-03-01T05:00:00Z", "endTime": "2026-03-01T08:00:00Z",
           "deviceID": "urn:epc:id:giai:9506000.7"}}]}
      """;

  static final String AGGREGATION_EVENT =
      """
      {"type": "AggregationEvent", "eventTime": "2026-03-01T08:15:00Z",
       "eventTimeZoneOffset": "-05:30", "parentID": "urn:epc:id:sscc:9506000.1000004711",
       "childEPCs": ["https://id.gs1.org/01/09506000134352/10/AB%2F1/21/77?17=270500"],
       "childQuantityList": [
         {"epcClass": "urn:epc:class:lgtin:9506000.013435.AB%2F1", "quantity": 12.5, "uom": "KGM"}],
       "action": "ADD"}
      """;

  static final String TRANSFORMATION_EVENT =
      """
      {"type": "TransformationEvent", "eventTime": "2026-03-01T08:15:00Z",
       "eventTimeZoneOffset": "+00:00",
       "inputEPCList": ["urn:epc:id:sgtin:9506000.020010.1"],
       "outputQuantityList": [{"epcClass": "urn:epc:class:lgtin:9506000.013435.Z", "quantity": 7}],
       "errorDeclaration": {"declarationTime": "2026-03-02T00:00:00.123456Z",
         "reason": "did_not_occur"}}
      """;

  static final String TRANSACTION_EVENT =
      """
      {"type": "TransactionEvent", "eventTime": "2026-03-01T08:15:00Z",
       "eventTimeZoneOffset": "+00:00", "action": "ADD", "epcList": [],
       "bizTransactionList": [{"type": "inv", "bizTransaction": "urn:epc:id:gdti:9506000.00001.1"}]}
      """;

  static final String ASSOCIATION_EVENT =
      """
      {"type": "AssociationEvent", "eventTime": "2026-03-01T08:15:00Z",
       "eventTimeZoneOffset": "+00:00", "parentID": "urn:epc:id:grai:9506000.10045.3",
       "childEPCs": ["urn:epc:id:giai:9506000.7"], "action": "DELETE"}
      """;

  static final String VENDOR_EVENT =
      """
      {"type": "ext:InspectionEvent", "eventTime": "2026-03-01T08:15:00Z",
       "eventTimeZoneOffset": "+00:00", "ext:result": "good", "anything": 5}
      """;

  static final List<String> EVENTS =
      List.of(
          OBJECT_EVENT,
          SENSOR_EVENT,
          AGGREGATION_EVENT,
          TRANSFORMATION_EVENT,
          TRANSACTION_EVENT,
          ASSOCIATION_EVENT,
          VENDOR_EVENT);

  private Samples() {}

  static String document(String... events) {
    return """
        {"@context": "https://ref.gs1.org/standards/epcis/epcis-context.jsonld",
         "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-03-01T09:00:00Z",
         "epcisBody": {"eventList": [%s]}}
        """
        .formatted(String.join(" ,\n", events));
  }

  static String queryDocument(String... events) {
    return """
        {"epcisBody": {"queryResults": {"resultsBody": {"eventList": [%s]},
           "queryName": "SimpleEventQuery"}},
         "@context": {"ext": "https://example.com/ext/"}, "type": "EPCISQueryDocument"}
        """
        .formatted(String.join(",", events));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
