package dev.vitrine.adapters.gs1;

import java.util.List;

/** Small documents of our own in XML; the events are those of {@link Samples}. */
final class XmlSamples {
  static final String EVENT =
      """
      <ObjectEvent>
        <eventTime>2026-03-01T08:15:00.250+01:00</eventTime>
        <recordTime>2026-03-01T07:15:01Z</recordTime>
        <eventTimeZoneOffset>+01:00</eventTimeZoneOffset>
        <eventID>urn:uuid:11111111-2222-4333-8444-555555555555</eventID>
        <epcList><epc>urn:epc:id:sgtin:9506000.013435.A1</epc> <epc>
          urn:epc:id:sgtin:9506000.013435.A2 </epc></epcList>
        <action>ADD</action>
        <bizStep>urn:epcglobal:cbv:bizstep:commissioning</bizStep>
        <disposition>https://ref.gs1.org/cbv/Disp-active</disposition>
        <readPoint><id>urn:epc:id:sgln:9506000.00101.0</id></readPoint>
        <bizLocation><id>urn:epc:id:sgln:9506000.00102.0</id></bizLocation>
        <bizTransactionList>
          <bizTransaction type="po">urn:epc:id:gdti:9506000.00001.P1</bizTransaction>
          <bizTransaction>https://example.com/tx/7</bizTransaction></bizTransactionList>
        <sourceList>
          <source type="possessing_party">urn:epc:id:pgln:9521321.00001</source>
          <source type="cbv:SDT-owning_party">urn:epc:id:pgln:9506000.00001</source></sourceList>
        <destinationList>
          <destination type="possessing_party">urn:epc:id:pgln:9521141.00001</destination>
        </destinationList>
        <ilmd><cbvmda:lotNumber>LOT-7</cbvmda:lotNumber>
          <cbvmda:itemExpirationDate>2027-05-31</cbvmda:itemExpirationDate></ilmd>
        <ext:note><plain>1.00</plain><plain/><plain>true</plain>
          <plain><![CDATA[Grüße]]> &#xE9; /~</plain></ext:note>
      </ObjectEvent>""";

  /** A document of the same event in JSON. */
  static final String TWIN =
      Samples.document(
              Samples.OBJECT_EVENT
                  .replace(
                      "\"@context\": [\"https://ref.gs1.org/standards/epcis/epcis-context.jsonld\"],",
                      "")
                  .replace("[1.00, null, true,", "[\"1.00\", \"\", \"true\","))
          .replace(
              "\"https://ref.gs1.org/standards/epcis/epcis-context.jsonld\"",
              "{\"ext\": \"https://example.com/ext/\"}");

  static final String SENSOR_EVENT =
      """
      <ObjectEvent>
        <eventTime>2026-03-01T08:15:00Z</eventTime>
        <eventTimeZoneOffset>+00:00</eventTimeZoneOffset>
        <action>OBSERVE</action>
        <readPoint><id>urn:epc:id:sgln:9506000.00101.0</id></readPoint>
        <sensorElementList><sensorElement>
          <sensorReport type="Temperature" value="4.50" uom="CEL" time="2026-03-01T07:00:00Z"/>
          <sensorReport type="gs1:Temperature" value=" 278.15" uom="KEL"/>
          <sensorMetadata startTime="2026-03-01T05:00:00Z" endTime="2026-03-01T08:00:00Z"
            deviceID="urn:epc:id:giai:9506000.7"/>
          <sensorReport type='Temperature' minValue="37.4" maxValue="46.4" uom="FAH"></sensorReport>
          <sensorReport type="Angle" value="12.123456" uom="DD" component="x"/>
        </sensorElement></sensorElementList>
      </ObjectEvent>""";

  /** What EPCIS 1.2 wraps. */
  static final String OLD_AGGREGATION =
      """
      <AggregationEvent>
        <eventTime>2026-03-01T08:15:00Z</eventTime>
        <eventTimeZoneOffset>-05:30</eventTimeZoneOffset>
        <baseExtension><eventID>urn:uuid:6</eventID>
          <errorDeclaration><declarationTime>2026-03-02T00:00:00.123456Z</declarationTime>
            <reason>urn:epcglobal:cbv:er:did_not_occur</reason>
            <correctiveEventIDs><correctiveEventID>urn:uuid:7</correctiveEventID>
            </correctiveEventIDs></errorDeclaration></baseExtension>
        <parentID>urn:epc:id:sscc:9506000.1000004711</parentID>
        <childEPCs><epc>urn:epc:id:sgtin:9506000.013435.77</epc></childEPCs>
        <action>ADD</action>
        <extension><childQuantityList><quantityElement>
            <epcClass>urn:epc:class:lgtin:9506000.013435.AB</epcClass>
            <quantity>+012.50</quantity><uom>KGM</uom></quantityElement></childQuantityList>
          <extension><persistentDisposition><set>completeness_verified</set>
            </persistentDisposition></extension></extension>
        <ext:note>one</ext:note>
      </AggregationEvent>""";

  static final String OLD_TRANSFORMATION =
      """
      <TransformationEvent>
        <eventTime>2026-03-01T08:15:00Z</eventTime>
        <eventTimeZoneOffset>+00:00</eventTimeZoneOffset>
        <inputEPCList><epc>urn:epc:id:sgtin:9506000.020010.1</epc></inputEPCList>
        <outputQuantityList><quantityElement>
          <epcClass>urn:epc:class:lgtin:9506000.013435.Z</epcClass><quantity>7</quantity>
        </quantityElement></outputQuantityList>
      </TransformationEvent>""";

  static final String VENDOR_EVENT =
      """
      <ext:InspectionEvent ext:by="B.">
        <eventTime>2026-03-01T08:15:00Z</eventTime>
        <eventTimeZoneOffset>+00:00</eventTimeZoneOffset>
        <ext:result>good</ext:result>
      </ext:InspectionEvent>""";

  static final List<String> EVENTS = List.of(EVENT, SENSOR_EVENT, OLD_AGGREGATION, VENDOR_EVENT);

  private XmlSamples() {}

  static String document(String... events) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- a document of our own -->
        <epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0"
            xmlns:cbvmda="urn:epcglobal:cbv:mda" xmlns:ext="https://example.com/ext/"
            creationDate="2026-03-01T09:00:00Z">
          <EPCISHeader><extension><EPCISMasterData><VocabularyList/></EPCISMasterData></extension>
          </EPCISHeader>
          <EPCISBody><EventList>
        %s
          </EventList></EPCISBody>
        </epcis:EPCISDocument>
        """
        .formatted(String.join("\n", events));
  }

  static String oldDocument(String... events) {
    return document(events).replace("xsd:2", "xsd:1").replace("\"2.0\"", "\"1.2\"");
  }

  static String queryDocument(String... events) {
    return """
        <q:EPCISQueryDocument xmlns:q="urn:epcglobal:epcis-query:xsd:2" schemaVersion="2.0"
            xmlns:cbvmda="urn:epcglobal:cbv:mda" xmlns:ext="https://example.com/ext/"
            creationDate="2026-03-01T09:00:00Z"><EPCISBody><q:QueryResults>
          <queryName>SimpleEventQuery</queryName><subscriptionID>s</subscriptionID>
          <resultsBody><EventList>%s</EventList></resultsBody>
        </q:QueryResults></EPCISBody></q:EPCISQueryDocument>"""
        .formatted(String.join("\n", events));
  }
}
