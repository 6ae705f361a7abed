package dev.vitrine.adapters.gs1.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Submission;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every parameter of the query against one event that has it all and one that has nothing. */
class SimpleEventQueryTest {
  private static final QueryReader READER = new QueryReader(MasterData.NONE);
  private static final Map<String, String> PREFIXES = Map.of("ex", "https://ns.example.com/epcis/");
  private static final Instant RECORDED = Instant.parse("2026-03-02T10:00:00Z");
  private static final String HASH = "ni:///sha-256;00?ver=CBV2.0";

  private static final String RICH =
      """
      {"type": "ObjectEvent", "eventID": "urn:uuid:1", "action": "OBSERVE",
       "eventTime": "2026-03-01T08:15:00.0001Z", "eventTimeZoneOffset": "+00:00",
       "bizStep": "shipping", "disposition": "in_transit",
       "persistentDisposition": {"set": ["completeness_verified"], "unset": ["completeness_inferred"]},
       "epcList": ["urn:epc:id:sgtin:9506000.013435.A.1"],
       "quantityList": [{"epcClass": "urn:epc:class:lgtin:9506000.013435.L1", "quantity": 2.5, "uom": "KGM"}],
       "readPoint": {"id": "urn:epc:id:sgln:9506000.00101.7", "ex:gate": "north"},
       "bizLocation": {"id": "https://id.gs1.org/414/9506000001012", "ex:hall": 3},
       "bizTransactionList": [{"type": "po", "bizTransaction": "urn:epc:id:gdti:9506000.00001.1"}],
       "sourceList": [{"type": "owning_party", "source": "urn:epc:id:pgln:9506000.00001"}],
       "destinationList": [{"type": "urn:example:role", "destination": "urn:epc:id:pgln:9506000.00002"}],
       "errorDeclaration": {"declarationTime": "2026-03-03T00:00:00Z", "reason": "incorrect_data",
         "correctiveEventIDs": ["urn:uuid:2"], "ex:why": "typo", "ex:more": {"ex:deep": 4}},
       "sensorElementList": [{"ex:mount": "top", "ex:box": {"ex:lid": true},
         "sensorMetadata": {"time": "2026-03-01T08:00:00Z", "startTime": "2026-03-01T07:00:00Z",
           "endTime": "2026-03-01T08:00:00Z", "deviceID": "urn:epc:id:giai:9506000.1",
           "bizRules": "https://example.com/rules", "dataProcessingMethod": "https://example.com/method",
           "ex:firmware": "1.2", "ex:inner": {"ex:rev": 7}},
         "sensorReport": [
           {"type": "Temperature", "value": 20, "minValue": 18.5, "maxValue": 21, "meanValue": 19.75,
            "sDev": 0.5, "percRank": 50, "percValue": 19.5, "uom": "CEL", "ex:probe": "p1",
            "ex:parts": [{"ex:part": "x"}], "deviceID": "urn:epc:id:giai:9506000.2"},
           {"type": "gs1:Humidity", "stringValue": "ok", "booleanValue": true, "hexBinaryValue": "0aF",
            "uriValue": "https://example.com/u", "microorganism": "https://example.com/m",
            "chemicalSubstance": "https://example.com/c"}]}],
       "ilmd": {"cbvmda:lotNumber": "L1", "ex:score": 7.25, "ex:best": "2026-05-01T00:00:00Z",
         "ex:origin": {"ex:farm": "F", "ex:rank": 2}},
       "ex:note": "hello", "ex:count": 12, "ex:when": "2026-03-01T09:15:00+01:00", "ex:list": ["a", "b"],
       "ex:outer": {"ex:inside": "deep", "ex:size": [{"ex:cm": 10}]},
       "other:note": "bye"}
      """;

  private static final String TRANSFORMATION =
      """
      {"type": "TransformationEvent", "eventTime": "2026-03-01T08:15:00Z",
       "transformationID": "urn:epc:id:gdti:9506000.00001.T",
       "inputEPCList": ["urn:epc:id:sgtin:9506000.013435.IN"],
       "inputQuantityList": [{"epcClass": "urn:epc:class:lgtin:9506000.013435.LIN", "quantity": 5}],
       "outputEPCList": ["https://id.gs1.org/01/09506000134352/21/OUT"],
       "outputQuantityList": [{"epcClass": "urn:epc:idpat:sgtin:9506000.013435.*", "quantity": 9}]}
      """;

  private static final String AGGREGATION =
      """
      {"type": "AggregationEvent", "eventTime": "2026-03-01T08:15:00Z", "action": "ADD",
       "parentID": "urn:epc:id:sscc:9506000.0000000001",
       "childEPCs": ["urn:epc:id:sgtin:9506000.013435.CHILD"],
       "childQuantityList": [{"epcClass": "urn:epc:class:lgtin:9506000.013435.LCH", "quantity": 4}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          eventType; ObjectEvent; AggregationEvent
          GE_eventTime; 2026-03-01T08:15:00.0001Z; 2026-03-01T08:15:00.0002Z
          LT_eventTime; 2026-03-01T08:15:00.0002Z; 2026-03-01T08:15:00.0001Z
          GE_eventTime; 2026-03-01T09:15:00 01:00; 2026-03-01T09:15:00-01:00
          GE_recordTime; 2026-03-02T10:00:00Z; 2026-03-02T10:00:01Z
          LT_recordTime; 2026-03-02T10:00:01Z; 2026-03-02T10:00:00Z
          EQ_action; ADD|OBSERVE; ADD|DELETE
          EQ_bizStep; https://ref.gs1.org/cbv/BizStep-shipping; receiving
          EQ_disposition; urn:epcglobal:cbv:disp:in_transit; expired
          EQ_persistentDisposition_set; completeness_verified; completeness_inferred
          EQ_persistentDisposition_unset; completeness_inferred; completeness_verified
          EQ_readPoint; https://id.gs1.org/414/9506000001012/254/7; urn:epc:id:sgln:9506000.00101.0
          WD_readPoint; urn:epc:id:sgln:9506000.00101.0; urn:epc:id:sgln:9506000.00102.0
          WD_readPoint; urn:epc:id:sgln:9506000.00101.7; urn:epc:id:sgln:9506000.00101.8
          EQ_bizLocation; urn:epc:id:sgln:9506000.00101.0; urn:epc:id:sgln:9506000.00101.7
          WD_bizLocation; urn:epc:id:sgln:9506000.00101.0; urn:epc:id:sgln:9506000.00101.7
          EQ_bizTransaction_po; urn:epc:id:gdti:9506000.00001.1; urn:epc:id:gdti:9506000.00001.2
          EQ_bizTransaction_urn:epcglobal:cbv:btt:po; urn:epc:id:gdti:9506000.00001.1; urn:x:y
          EQ_source_owning_party; urn:epc:id:pgln:9506000.00001; urn:epc:id:pgln:9506000.00002
          EQ_destination_urn:example:role; urn:epc:id:pgln:9506000.00002; urn:epc:id:pgln:9506000.00001
          MATCH_epc; https://example.org/01/09506000134352/21/A.1; urn:epc:id:sgtin:9506000.013435.A
          MATCH_epc; urn:epc:idpat:sgtin:9506000.013435.*; urn:epc:idpat:sgtin:9506000.013436.*
          MATCH_epc; urn:epc:idpat:sgtin:9506000.*.*; urn:epc:idpat:sgtin:9506001.*.*
          MATCH_anyEPC; urn:epc:id:sgtin:9506000.013435.A.1; urn:epc:id:sgtin:9506000.013435.A.2
          MATCH_epcClass; urn:epc:class:lgtin:9506000.013435.L1; urn:epc:class:lgtin:9506000.013435.L2
          MATCH_epcClass; https://id.gs1.org/01/09506000134352/10/L1; https://id.gs1.org/01/09506000134352
          MATCH_anyEPCClass; urn:epc:class:lgtin:9506000.013435.L1; urn:epc:class:lgtin:9506000.013435.L2
          EQ_quantity; 2.50|3; 2
          GT_quantity; 2.4; 2.5
          GE_quantity; 2.5; 2.6
          LT_quantity; 2.6; 2.5
          LE_quantity; 2.5; 2.4
          EQ_quantity_GRM; 2500; 2501
          GE_quantity_KGM; 2.5; 2.6
          LT_quantity_GRM; 2500.1; 2500
          EQ_eventID; urn:uuid:0|urn:uuid:1; urn:uuid:0
          EQ_eventID; 'ni:///sha-256;00?ver=CBV2.0'; 'ni:///sha-256;01?ver=CBV2.0'
          GE_errorDeclarationTime; 2026-03-03T00:00:00Z; 2026-03-03T00:00:01Z
          LT_errorDeclarationTime; 2026-03-03T00:00:01Z; 2026-03-03T00:00:00Z
          GE_errorDeclaration_Time; 2026-03-03T00:00:00Z; 2026-03-03T00:00:01Z
          EQ_errorReason; incorrect_data; did_not_occur
          EQ_correctiveEventID; urn:uuid:2; urn:uuid:3
          EQ_ERROR_DECLARATION_ex:why; typo; slip
          EQ_INNER_ERROR_DECLARATION_ex:deep; 4; 5
          GT_ERROR_DECLARATION_ex:why; 2026-03-03T00:00:00Z; 1
          EQ_type; Temperature; Speed
          EQ_type; https://gs1.org/voc/Temperature; https://example.com/Own
          EQ_deviceID; urn:epc:id:giai:9506000.1; urn:epc:id:giai:9506000.3
          EQ_deviceID; https://id.gs1.org/8004/95060002; https://id.gs1.org/8004/95060003
          EQ_dataProcessingMethod; https://example.com/method; https://example.com/other
          EQ_microorganism; https://example.com/m; https://example.com/other
          EQ_chemicalSubstance; https://example.com/c; https://example.com/other
          EQ_bizRules; https://example.com/rules; https://example.com/other
          EQ_stringValue; ok; no
          EQ_booleanValue; true; false
          EQ_hexBinaryValue; 0AF; 0A0
          EQ_uriValue; https://example.com/u; https://example.com/other
          GE_time; 2026-03-01T08:00:00Z; 2026-03-01T08:00:01Z
          LT_time; 2026-03-01T08:00:01Z; 2026-03-01T08:00:00Z
          GE_startTime; 2026-03-01T07:00:00Z; 2026-03-01T07:00:01Z
          LT_startTime; 2026-03-01T07:00:01Z; 2026-03-01T07:00:00Z
          GE_endTime; 2026-03-01T08:00:00Z; 2026-03-01T08:00:01Z
          LT_endTime; 2026-03-01T08:00:01Z; 2026-03-01T08:00:00Z
          EQ_value_CEL; 20.0; 21
          EQ_value_FAH; 68; 69
          GT_value_KEL; 293.14; 293.15
          GE_value_CEL; 20; 20.1
          LT_value_CEL; 20.1; 20
          LE_value_CEL; 20; 19.9
          EQ_value_CEL; 20; 20.00001
          GE_minValue_CEL; 18.5; 18.6
          LT_maxValue_FAH; 69.9; 69.7
          LE_meanValue_CEL; 19.75; 19.74
          EQ_sDev_CEL; 0.5; 0.4
          EQ_percValue_CEL; 19.5; 19.4
          EQ_percRank; 50; 51
          GE_percRank; 50; 51
          EQ_SENSORELEMENT_ex:mount; top; side
          EQ_INNER_SENSORELEMENT_ex:lid; true; false
          EQ_SENSORMETADATA_ex:firmware; 1.2; 1.3
          EQ_INNER_SENSORMETADATA_ex:rev; 7; 8
          GT_INNER_SENSORMETADATA_ex:rev; 6; 7
          EQ_SENSORREPORT_ex:probe; p1; p2
          EQ_INNER_SENSORREPORT_ex:part; x; y
          EQ_readPoint_ex:gate; north; south
          EQ_bizLocation_ex:hall; 3.0; 4
          EQ_ILMD_cbvmda:lotNumber; L1|L2; L2
          EQ_ILMD_urn:epcglobal:cbv:mda#lotNumber; L1; L2
          GT_ILMD_ex:score; 7; 7.25
          LT_ILMD_ex:best; 2026-05-01T00:00:01Z; 2026-05-01T00:00:00Z
          EQ_INNER_ILMD_ex:farm; F; G
          GE_INNER_ILMD_ex:rank; 2; 3
          EQ_ex:note; hello; bye
          EQ_other:note; bye; hello
          EQ_https://ns.example.com/epcis#note; hello; bye
          EQ_https://ns.example.com/epcis/note; hello; bye
          EQ_ex:count; 12.0; 13
          EQ_ex:when; 2026-03-01T08:15:00Z; 2026-03-01T08:15:01Z
          EQ_ex:list; b; c
          GT_ex:count; 11; 12
          LE_ex:when; 2026-03-01T08:15:00Z; 2026-03-01T08:14:59Z
          EQ_INNER_ex:inside; deep; flat
          LE_INNER_ex:cm; 10; 9
          """)
  void holdsForWhatMatchesAndForNothingElse(String name, String matching, String other)
      throws Exception {
    if (name.startsWith("GT_ERROR")) {
      // a text is neither later nor more than anything
      assertFalse(matches(RICH, name, matching));
      assertFalse(matches(RICH, name, other));
      return;
    }
    assertTrue(matches(RICH, name, matching), name);
    assertFalse(matches(RICH, name, other), name);
    if (!name.endsWith("recordTime") && !other.startsWith("ni:") && !matching.startsWith("ni:")) {
      assertFalse(matches("{}", name, matching), "nothing is fulfilled by absence");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          EXISTS_errorDeclaration
          EXISTS_sensorElementList
          EXISTS_ex:note
          EXISTS_INNER_ex:inside
          EXISTS_ILMD_ex:score
          EXISTS_INNER_ILMD_ex:farm
          EXISTS_ERROR_DECLARATION_ex:why
          EXISTS_INNER_ERROR_DECLARATION_ex:deep
          EXISTS_SENSORELEMENT_ex:mount
          EXISTS_SENSORMETADATA_ex:firmware
          EXISTS_SENSORREPORT_ex:probe
          EXISTS_readPoint_ex:gate
          """)
  void existence(String name) throws Exception {
    assertTrue(matches(RICH, name, "true"));
    assertTrue(matches(RICH, name, ""));
    assertFalse(matches("{}", name, "true"));
    assertTrue(matches("{}", name, "false"), "not asked");
    assertTrue(json("{\"" + name + "\": null, \"@context\": " + context() + "}").matches(rich()));
    assertFalse(json("{\"" + name + "\": 1}").matches(recorded("{}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          EQ_transformationID; urn:epc:id:gdti:9506000.00001.T; urn:x:y
          MATCH_inputEPC; urn:epc:id:sgtin:9506000.013435.IN; urn:epc:id:sgtin:9506000.013435.OUT
          MATCH_outputEPC; urn:epc:id:sgtin:9506000.013435.OUT; urn:epc:id:sgtin:9506000.013435.IN
          MATCH_outputEPC; urn:epc:idpat:sgtin:9506000.013435.*; urn:epc:idpat:sgtin:9506000.013436.*
          MATCH_anyEPC; urn:epc:id:sgtin:9506000.013435.OUT; urn:epc:id:sgtin:9506000.013435.X
          MATCH_inputEPCClass; urn:epc:class:lgtin:9506000.013435.LIN; urn:epc:idpat:sgtin:9506000.013435.*
          MATCH_outputEPCClass; https://id.gs1.org/01/09506000134352; urn:epc:class:lgtin:9506000.013435.LIN
          MATCH_anyEPCClass; urn:epc:class:lgtin:9506000.013435.LIN; urn:epc:class:lgtin:9506000.013435.X
          EQ_quantity; 9; 4
          """)
  void transformations(String name, String matching, String other) throws Exception {
    assertTrue(matches(TRANSFORMATION, name, matching));
    assertFalse(matches(TRANSFORMATION, name, other));
    assertFalse(matches(TRANSFORMATION, "MATCH_epc", matching), "no such list");
    assertFalse(matches(TRANSFORMATION, "MATCH_epcClass", matching), "no such list");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          MATCH_parentID; https://id.gs1.org/00/095060000000000015; urn:epc:id:sscc:9506000.0000000002
          MATCH_parentID; urn:epc:idpat:sscc:9506000.*; urn:epc:idpat:sscc:9506001.*
          MATCH_anyEPC; urn:epc:id:sscc:9506000.0000000001; urn:epc:id:sscc:9506000.0000000002
          MATCH_epc; urn:epc:id:sgtin:9506000.013435.CHILD; urn:epc:id:sscc:9506000.0000000001
          MATCH_epcClass; urn:epc:class:lgtin:9506000.013435.LCH; urn:epc:class:lgtin:9506000.013435.X
          """)
  void aggregations(String name, String matching, String other) throws Exception {
    assertTrue(matches(AGGREGATION, name, matching));
    assertFalse(matches(AGGREGATION, name, other));
  }

  @Test
  void allParametersTogetherMustHold() throws Exception {
    EventQuery both =
        READER.url(
            Map.of("EQ_action", List.of("OBSERVE"), "EQ_bizStep", List.of("receiving", "shipping")),
            Map.of());
    assertTrue(both.matches(rich()));
    EventQuery contradictory =
        READER.url(
            Map.of("EQ_action", List.of("ADD"), "EQ_bizStep", List.of("shipping")), Map.of());
    assertFalse(contradictory.matches(rich()));
  }

  @Test
  void masterDataAnswersForAttributesAndPlaces() throws Exception {
    MasterData known =
        new MasterData() {
          @Override
          public boolean within(String place, String site) {
            return place.startsWith("urn:epc:id:sgln:9506000.00101") && site.equals("urn:site");
          }

          @Override
          public List<String> attribute(String id, String name) {
            return name.equals("cbvmda:site") && id.contains("9506000") ? List.of("S") : List.of();
          }
        };
    QueryReader reader = new QueryReader(known);
    Map<String, String> good = new LinkedHashMap<>();
    good.put("WD_readPoint", "urn:site");
    good.put("HASATTR_readPoint", "cbvmda:x|cbvmda:site");
    good.put("HASATTR_source_owning_party", "cbvmda:site");
    good.put("EQATTR_bizLocation_cbvmda:site", "S");
    good.put("EQ_ATTR_source_owning_party_cbvmda:site", "S");
    for (var one : good.entrySet()) {
      EventQuery query = reader.url(Map.of(one.getKey(), List.of(one.getValue())), Map.of());
      assertTrue(query.matches(rich()), one.getKey());
      assertFalse(query.matches(recorded("{}")), one.getKey());
    }
    assertFalse(
        reader
            .url(Map.of("EQATTR_bizLocation_cbvmda:site", List.of("T")), Map.of())
            .matches(rich()));
    assertFalse(
        READER.url(Map.of("HASATTR_readPoint", List.of("cbvmda:site")), Map.of()).matches(rich()),
        "of nothing is master data known here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          eventType; Object Event
          GE_eventTime; yesterday
          LT_recordTime; 2026-03-01
          EQ_action; SHIPPED
          EQ_bizStep; moving
          EQ_disposition; urn:epcglobal:cbv:disp:moving
          EQ_errorReason; oops
          EQ_type; Warmth
          EQ_quantity; many
          GT_quantity; 1|2
          GT_quantity_kilo; 1
          EQ_value_CEL; warm
          EQ_value_C; 1
          EQ_booleanValue; perhaps
          EXISTS_errorDeclaration; perhaps
          GT_ex:count; many
          orderBy; size
          orderDirection; SIDEWAYS
          eventCountLimit; 0
          maxEventCount; -1
          eventCountLimit; 5
          EQ_bizTransaction_parcel; urn:x:y
          EQ_source_me; urn:x:y
          GT_eventTime; 2026-03-01T00:00:00Z
          EQ_color; red
          WD_epc; urn:x:y
          HASATTR_color; x
          EQATTR_color; x
          nonsense; 1
          GE_value_CEL; 1e999999999
          """)
  void refusesByName(String name, String value) {
    QueryParameterException refused =
        assertThrows(
            QueryParameterException.class,
            () -> READER.url(Map.of(name, List.of(value)), PREFIXES));
    assertEquals(name, refused.parameter());
    assertFalse(String.valueOf(refused.getMessage()).contains(value + value), "says no value");
  }

  @Test
  void limitsExcludeEachOther() {
    QueryParameterException refused =
        assertThrows(
            QueryParameterException.class,
            () ->
                READER.url(
                    Map.of(
                        "orderBy", List.of("eventTime"),
                        "eventCountLimit", List.of("1"),
                        "maxEventCount", List.of("1")),
                    Map.of()));
    assertEquals("maxEventCount", refused.parameter());
  }

  @Test
  void boundsHold() {
    assertThrows(
        QueryParameterException.class,
        () ->
            READER.url(
                Map.of("EQ_eventID", List.of("x".repeat(QueryLimits.VALUE_CHARS + 1))), Map.of()));
    assertThrows(
        QueryParameterException.class,
        () -> READER.url(Map.of("EQ_eventID", List.of("|".repeat(QueryLimits.VALUES))), Map.of()));
    Map<String, List<String>> many = new LinkedHashMap<>();
    for (int i = 0; i <= QueryLimits.PARAMETERS; i++) {
      many.put("EQ_ex:f" + i, List.of("x"));
    }
    assertThrows(QueryParameterException.class, () -> READER.url(many, Map.of()));
    assertThrows(
        InvalidDocumentException.class, () -> READER.json(new byte[QueryLimits.BYTES + 1]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "{\"a\": 1, \"a\": 2}", "{", ""})
  void aQueryInJsonIsOneObject(String json) {
    assertThrows(InvalidDocumentException.class, () -> READER.json(json.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"EQ_action\": null}",
        "{\"EQ_action\": {}}",
        "{\"EQ_action\": []}",
        "{\"EQ_action\": [[]]}",
        "{\"unknown\": 1}"
      })
  void aParameterInJsonHasValues(String json) {
    assertThrows(QueryParameterException.class, () -> READER.json(json.getBytes(UTF_8)));
  }

  @Test
  void jsonAndUrlSayTheSame() throws Exception {
    EventQuery json =
        json(
            """
            {"EQ_action": ["OBSERVE"], "GE_quantity": 1, "EQ_booleanValue": true,
             "orderBy": "eventTime", "eventCountLimit": 3}
            """);
    EventQuery url =
        READER.url(
            Map.of(
                "EQ_action", List.of("OBSERVE"),
                "GE_quantity", List.of("1"),
                "EQ_booleanValue", List.of("true"),
                "orderBy", List.of("eventTime"),
                "eventCountLimit", List.of("3")),
            Map.of());
    assertEquals(url.text(), json.text());
    assertTrue(json.matches(rich()));
    assertEquals(3, json.eventCountLimit().orElseThrow());
  }

  @Test
  void ordersByTimesNumbersAndTextsWithTheAbsentLast() throws Exception {
    for (String by : List.of("eventTime", "ex:n")) {
      List<RecordedEvent> events =
          List.of(
              recorded("{\"eventTime\": \"2026-01-01T00:00:00Z\", \"ex:n\": 9}"),
              recorded("{}"),
              recorded("{\"eventTime\": \"2026-01-02T00:00:00+02:00\", \"ex:n\": 10}"),
              recorded("{\"eventTime\": \"2026-01-01T20:00:00Z\", \"ex:n\": 9.5}"));
      assertEquals(List.of(0, 3, 2, 1), order(events, by, "ASC"), by);
      assertEquals(List.of(2, 3, 0, 1), order(events, by, "DESC"), by);
    }
    assertEquals(
        List.of(1, 0),
        order(
            List.of(recorded("{\"ex:n\": \"b\"}"), recorded("{\"ex:n\": \"B\"}")), "ex:n", "ASC"));
  }

  @Test
  void everyMatchingEventCarriesTheTagsThatAreLookedUp() throws Exception {
    Submission taken = taken();
    RecordedEvent event = recorded(new String(taken.record().document(), UTF_8));
    for (String[] parameter :
        new String[][] {
          {"EQ_eventID", "urn:uuid:1"},
          {"MATCH_epc", "https://example.org/01/09506000134352/21/A.1"},
          {"MATCH_anyEPC", "urn:epc:idpat:sgtin:9506000.013435.*"},
          {"MATCH_epcClass", "https://id.gs1.org/01/09506000134352/10/L1"},
          {"EQ_readPoint", "https://id.gs1.org/414/9506000001012/254/7"},
          {"EQ_bizLocation", "urn:epc:id:sgln:9506000.00101.0"},
          {"EQ_bizStep", "urn:epcglobal:cbv:bizstep:shipping"},
          {"EQ_disposition", "in_transit"},
          {"eventType", "ObjectEvent"}
        }) {
      EventQuery query = READER.url(Map.of(parameter[0], List.of(parameter[1])), Map.of());
      assertTrue(query.matches(event), parameter[0]);
      assertEquals(1, query.lookups().size(), parameter[0]);
      assertCarries(taken, query.lookups().get(0));
    }
    EventQuery days =
        READER.url(
            Map.of(
                "GE_eventTime", List.of("2026-03-01T00:00:00Z"),
                "LT_eventTime", List.of("2026-03-02T00:00:00Z")),
            Map.of());
    assertTrue(days.matches(event));
    assertCarries(taken, days.lookups().get(0));
  }

  @Test
  void aViewThatLacksTheMembersCannotMatch() throws Exception {
    EventQuery query = READER.url(Map.of("MATCH_epc", List.of("urn:x:y")), Map.of());
    assertTrue(query.mayMatch("childEPCs"::equals));
    assertFalse(query.mayMatch("bizStep"::equals));
    EventQuery recorded =
        READER.url(Map.of("GE_recordTime", List.of("2026-03-01T00:00:00Z")), Map.of());
    assertTrue(recorded.mayMatch(member -> false), "the repository's own");
    EventQuery byId = READER.url(Map.of("EQ_eventID", List.of(HASH)), Map.of());
    assertTrue(byId.mayMatch(EventQuery.HASH::equals));
    EventQuery own = READER.url(Map.of("EQ_ex:note", List.of("x")), Map.of());
    assertTrue(own.mayMatch(EventQuery.EXTENSIONS::equals));
  }

  private static void assertCarries(Submission taken, Lookup lookup) {
    List<String> tags = taken.record().tags();
    assertTrue(
        lookup.values().stream().anyMatch(value -> tags.contains(lookup.tag() + "=" + value)),
        lookup + " " + tags);
  }

  private static Submission taken() throws InvalidDocumentException {
    String event =
        """
        {"type": "ObjectEvent", "eventID": "urn:uuid:1", "action": "OBSERVE",
         "eventTime": "2026-03-01T08:15:00.0001Z", "eventTimeZoneOffset": "+00:00",
         "bizStep": "shipping", "disposition": "in_transit",
         "epcList": ["urn:epc:id:sgtin:9506000.013435.A.1"],
         "quantityList": [{"epcClass": "urn:epc:class:lgtin:9506000.013435.L1", "quantity": 2}],
         "readPoint": {"id": "urn:epc:id:sgln:9506000.00101.7"},
         "bizLocation": {"id": "https://id.gs1.org/414/9506000001012"}}
        """;
    return new EpcisFormat().read(event.getBytes(UTF_8), "application/json", "party").get(0);
  }

  private static List<Integer> order(List<RecordedEvent> events, String by, String direction)
      throws QueryParameterException {
    Ordering ordering =
        READER
            .url(Map.of("orderBy", List.of(by), "orderDirection", List.of(direction)), Map.of())
            .ordering()
            .orElseThrow();
    return java.util.stream.IntStream.range(0, events.size())
        .boxed()
        .sorted(
            java.util.Comparator.comparing(i -> ordering.key(events.get(i)), ordering.comparator()))
        .toList();
  }

  private static String context() {
    return "{\"ex\": \"https://ns.example.com/epcis/\"}";
  }

  private static EventQuery json(String json)
      throws QueryParameterException, InvalidDocumentException {
    return READER.json(json.getBytes(UTF_8));
  }

  private static boolean matches(String event, String name, String value) throws Exception {
    return READER.url(Map.of(name, List.of(value)), PREFIXES).matches(recorded(event));
  }

  private static RecordedEvent rich() throws InvalidDocumentException {
    return recorded(RICH);
  }

  private static RecordedEvent recorded(String event) throws InvalidDocumentException {
    Optional<String> hash = event.equals("{}") ? Optional.empty() : Optional.of(HASH);
    return new RecordedEvent(
        EpcisEvent.read(event.getBytes(UTF_8), PREFIXES), RECORDED, hash.orElse(null));
  }
}
