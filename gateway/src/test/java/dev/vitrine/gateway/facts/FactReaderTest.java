package dev.vitrine.gateway.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.JsonFormat;
import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.v1.Predicate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every kind of fact, from its JSON to words. */
class FactReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Schema EVENT = new EpcisFormat().schemas().get(0);
  private static final Schema PATIENT =
      new FhirFormat()
          .schemas().stream()
              .filter(schema -> schema.id().equals("fhir.Patient.v1"))
              .findFirst()
              .orElseThrow();
  private static final List<Schema> SCHEMAS = List.of(EVENT, EVENT, PATIENT);

  @Test
  void eachKindMeansWhatItSays() throws Exception {
    said(
        "record 0: 2 Cel ≤ lowestTemperature ≤ 8 Cel",
        "{'range': {'of': {'slot': 'lowestTemperature'}, 'atLeast': '2.0', 'atMost': '8'}}");
    said(
        "record 1: lowestTemperature ≥ 2.001 Cel",
        "{'range': {'of': {'record': 1, 'slot': 'lowestTemperature'}, 'moreThan': '2'}}");
    said(
        "record 0: lowestTemperature ≤ -0.001 Cel",
        "{'range': {'of': {'slot': 'lowestTemperature'}, 'lessThan': '0'}}");
    said(
        "record 0: lowestTemperature = 4.5 Cel",
        "{'range': {'of': {'slot': 'lowestTemperature'}, 'atLeast': '4.5', 'atMost': '4.5'}}");
    said(
        "record 0: eventTime ≤ 2026-01-31T23:59:59.999Z",
        "{'before': {'of': {'slot': 'eventTime'}, 'instant': '2026-02-01T00:00:00Z'}}");
    said(
        "record 2: birthDate.lo ≥ 2000-01-02",
        "{'after': {'of': {'record': 2, 'slot': 'birthDate'}, 'instant': '2000-01-01T09:00:00Z'}}");
    said(
        "record 2: birthDate.hi ≤ 2008-03-01",
        "{'age': {'of': {'record': 2, 'slot': 'birthDate'}, 'atLeast': 18}}");
    said(
        "record 2: birthDate.lo ≥ 2008-03-02",
        "{'age': {'of': {'record': 2, 'slot': 'birthDate'}, 'under': 18}}");
    said(
        "-1 Cel ≤ + highestTemperature of record 0 − highestTemperature of record 1 ≤ 1.5 Cel",
        "{'difference': {'of': {'slot': 'highestTemperature'},"
            + " 'minus': {'record': 1, 'slot': 'highestTemperature'},"
            + " 'atLeast': '-1', 'atMost': '1.5'}}");
    said(
        "0 ms ≤ + eventTime of record 1 − eventTime of record 0 ≤ 259200000 ms",
        "{'within': {'of': {'record': 1, 'slot': 'eventTime'}, 'since': {'slot': 'eventTime'},"
            + " 'longest': '259200s'}}");
    said(
        "0 ≤ + quantity of record 0 − 2·quantity of record 1 ≤ 0.5",
        "{'balance': {'slot': 'quantity', 'terms': [{'record': 0, 'weight': 1},"
            + " {'record': 1, 'weight': -2}], 'atLeast': '0', 'atMost': '0.5'}}");
    said(
        "lot of record 0 = lot of record 1",
        "{'equal': {'of': {'slot': 'lot'}, 'other': {'record': 1, 'slot': 'lot'}}}");
    said(
        "lot of record 0 ≠ lot of record 1",
        "{'different': {'of': {'slot': 'lot'}, 'other': {'record': 1, 'slot': 'lot'}}}");
    said("lot of record 0 ≠ VX1", "{'not': {'of': {'slot': 'lot'}, 'value': 'VX1'}}");
    said("quantity of record 0 ≠ 2.500", "{'not': {'of': {'slot': 'quantity'}, 'value': '2.5'}}");
    said(
        "records 0, 1: 2 Cel ≤ each lowestTemperature ≤ 8 Cel, in the order of eventTime, no gap"
            + " over PT15M",
        "{'series': {'records': [0, 1], 'slot': 'lowestTemperature', 'atLeast': '2',"
            + " 'atMost': '8', 'timeSlot': 'eventTime', 'maxGap': '900s'}}");
  }

  @Test
  void whatCanNotBeReadIsRefusedWithItsPlace() throws Exception {
    for (String bad :
        List.of(
            "{}",
            "{'range': {'of': {'slot': 'x'}}}",
            "{'range': {'of': {'slot': 'x'}, 'atLeast': ''}}",
            "{'range': {'of': {'slot': 'x'}, 'atLeast': '+1'}}",
            "{'range': {'of': {'slot': 'x'}, 'atLeast': '1e9'}}",
            "{'range': {'of': {'slot': 'x'}, 'atLeast': '.5'}}",
            "{'range': {'of': {'slot': ''}, 'atLeast': '1'}}",
            "{'range': {'of': {'record': 64, 'slot': 'x'}, 'atLeast': '1'}}",
            "{'range': {'of': {'record': 4294967295, 'slot': 'x'}, 'atLeast': '1'}}",
            "{'age': {'of': {'slot': 'x'}}}",
            "{'age': {'of': {'slot': 'x'}, 'atLeast': 201}}",
            "{'within': {'of': {'slot': 'x'}, 'since': {'slot': 'y'}, 'longest': '-1s'}}",
            "{'balance': {'slot': 'x', 'atLeast': '0', 'atMost': '1'}}",
            "{'not': {'of': {'slot': 'x'}, 'value': ''}}",
            "{'series': {'records': [0], 'slot': 'x', 'atLeast': '1', 'atMost': '2',"
                + " 'timeSlot': 't', 'maxGap': '1s'}}",
            "{'memberOf': {'of': {'slot': 'x'}, 'set': 'AAAA'}}",
            "{'pseudonym': {'of': {'slot': ''}, 'context': 'c'}}")) {
      Predicate predicate = parse(bad);
      MalformedFactException refused =
          assertThrows(
              MalformedFactException.class,
              () ->
                  FactReader.read(
                      "facts",
                      List.of(parse("{'age': {'of': {'slot': 'x'}," + " 'under': 1}}"), predicate)),
              bad);
      assertEquals("facts[1]", refused.problem().location());
      assertTrue(!refused.problem().reason().isEmpty());
    }
  }

  private static void said(String words, String json) throws Exception {
    AskedFact fact = FactReader.read("facts", List.of(parse(json))).get(0);
    assertEquals(
        List.of(words), FactWords.of(SCHEMAS, List.of(fact.fact().predicate(SCHEMAS, NOW))));
  }

  private static Predicate parse(String json) throws Exception {
    Predicate.Builder predicate = Predicate.newBuilder();
    JsonFormat.parser().merge(json.replace('\'', '"'), predicate);
    return predicate.build();
  }
}
