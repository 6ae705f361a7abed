package dev.vitrine.adapters.gs1;

import static dev.vitrine.adapters.gs1.Reading.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.record.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpcisRefusalTest {
  /** Part of the event, what it is replaced by, and the problem that makes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"type\": \"ObjectEvent\", | \"kind\": 1, | required /type",
        "ObjectEvent | ThingEvent | vocabulary /type",
        "\"ADD\" | \"add\" | action /action",
        "\"ADD\" | 7 | type /action",
        "\"ADD\" | \"OBSERVE\" | ilmd-action /ilmd",
        "\"+01:00\" | \"+1:00\" | zone-offset /eventTimeZoneOffset",
        "\"+01:00\" | \"+14:30\" | zone-offset /eventTimeZoneOffset",
        "08:15:00.250+01:00 | 08:15:00.250 | date-time /eventTime",
        "08:15:00.250+01:00 | 24:15:00Z | date-time /eventTime",
        "2026-03-01T08 | 2026-02-29T08 | date-time /eventTime",
        "\"2026-03-01T08:15:00.250+01:00\" | 1772349300250 | type /eventTime",
        "013435.A2 | 013435.A1 | duplicate-item /epcList",
        "\"urn:epc:id:sgtin:9506000.013435.A2\" | \"no uri\" | uri /epcList/1",
        "\"urn:epc:id:sgtin:9506000.013435.A2\" | null | type /epcList/1",
        "cbv:bizstep:commissioning | cbv:bizstep:juggling | vocabulary /bizStep",
        "\"epcList\" | \"childEPCs\" | unknown-member /childEPCs",
        "\"epcList\" | \"ext:epcList\" | required /epcList",
        "\"epcList\" | \"epclist\" | unknown-member /epclist",
        "\"recordTime\" | \"action\" | duplicate-key /action",
        "{\"id\": \"urn:epc:id:sgln:9506000.00101.0\"} | {\"ID\": 1} | required /readPoint/id",
        "{\"type\": \"po\", | {\"type\": \"po\", \"ext:x\": 1, "
            + "| unknown-member /bizTransactionList/0/ext:x",
        "\"type\": \"possessing_party\", | | required /sourceList/0/type",
        "cbvmda:lotNumber | lotNumber | unknown-member /ilmd/lotNumber",
        "{\"plain\" | {\"plain\": 1, \"plain\" | duplicate-key /ext:note/plain",
      })
  void saysWhere(String part, String other, String problem) {
    assertTrue(Samples.OBJECT_EVENT.contains(part), part);
    String changed = Samples.OBJECT_EVENT.replace(part, other == null ? "" : other);
    assertTrue(problems(changed).contains(problem), () -> problems(changed).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"type\": \"Angle\", | | required /sensorElementList/0/sensorReport/3/type",
        "\"Angle\" | \"Vibes\" | vocabulary /sensorElementList/0/sensorReport/3/type",
        "12.123456 | \"12\" | type /sensorElementList/0/sensorReport/3/value",
        "\"component\" | \"part\" | unknown-member /sensorElementList/0/sensorReport/3/part",
        "\"component\": \"x\" | \"hexBinaryValue\": \"0g\" "
            + "| hex-binary /sensorElementList/0/sensorReport/3/hexBinaryValue",
        "\"readPoint\" | \"bizLocation\" | required /epcList",
        "T05:00:00Z | T05:00:00 | date-time /sensorElementList/0/sensorMetadata/startTime",
        "\"sensorReport\" | \"ext:report\" | required /sensorElementList/0/sensorReport",
      })
  void saysWhereInSensorData(String part, String other, String problem) {
    assertTrue(Samples.SENSOR_EVENT.contains(part), part);
    String changed = Samples.SENSOR_EVENT.replace(part, other == null ? "" : other);
    assertTrue(problems(changed).contains(problem), () -> problems(changed).toString());
  }

  @Test
  void otherTypesHaveTheirOwnRules() {
    assertEquals(
        List.of("required /childEPCs"),
        problems(
            Samples.ASSOCIATION_EVENT
                .replace("DELETE", "ADD")
                .replaceAll("\"childEPCs\".*?\\],", "")));
    assertEquals(
        List.of("required /parentID"),
        problems(Samples.ASSOCIATION_EVENT.replaceAll("\"parentID\": \"[^\"]*\",", "")));
    assertEquals(
        List.of("required /bizTransactionList"),
        problems(Samples.TRANSACTION_EVENT.replaceAll("\\[\\{.*?\\}\\]", "[]")));
    assertEquals(
        List.of("required /inputEPCList"),
        problems(Samples.TRANSFORMATION_EVENT.replaceAll("\"inputEPCList\".*?\\],", "")));
    assertEquals(
        List.of("uom /childQuantityList/0/uom"),
        problems(Samples.AGGREGATION_EVENT.replace("KGM", "kg")));
    assertEquals(
        List.of("required /errorDeclaration/declarationTime"),
        problems(Samples.TRANSFORMATION_EVENT.replace("declarationTime", "ext:time")));
  }

  @Test
  void documentsHaveTheirOwnRules() {
    String document = Samples.document(Samples.TRANSACTION_EVENT);
    assertEquals(List.of("required /@context"), problems(document.replace("@context", "ext:c")));
    assertEquals(List.of("date-time /creationDate"), problems(document.replace("T09:00:00Z", "")));
    assertEquals(
        List.of("schema-version /schemaVersion"), problems(document.replace("2.0", "two")));
    assertEquals(
        List.of("unknown-member /epcisBody/events", "required /epcisBody/eventList"),
        problems(document.replace("eventList", "events")));
    assertEquals(List.of("no-events "), problems(Samples.document()));
    assertEquals(
        List.of("required /epcisBody/queryResults/queryName"),
        problems(
            Samples.queryDocument(Samples.TRANSACTION_EVENT).replace("queryName", "ext:name")));
    assertEquals(
        List.of("type /epcisBody/eventList/0"), problems(Samples.document("\"an event\"")));
    assertEquals(List.of("type "), problems("[" + Samples.TRANSACTION_EVENT + "]"));
  }

  @Test
  void everyEventsProblemsAreListedUpToALimit() {
    String wrong = Samples.TRANSACTION_EVENT.replace("ADD", "PUT");
    assertEquals(
        List.of("action /epcisBody/eventList/0/action", "action /epcisBody/eventList/2/action"),
        problems(Samples.document(wrong, Samples.TRANSACTION_EVENT, wrong)));
    String[] many = new String[50];
    java.util.Arrays.fill(many, wrong);
    assertEquals(EpcisLimits.PROBLEMS, problems(Samples.document(many)).size());
  }

  @Test
  void jsonIsTakenStrictly() {
    String event = Samples.TRANSACTION_EVENT.strip();
    // the parser looks at a value with its name, so a bad token is reported at its object
    assertEquals(List.of("trailing-content "), problems(event + " {}"));
    assertEquals(List.of("json-syntax "), problems(event + " x"));
    assertEquals(List.of("json-syntax "), problems(event.replace("\"ADD\"", "NaN")));
    assertEquals(List.of("json-syntax "), problems(event.substring(0, event.length() - 1)));
    assertEquals(List.of("json-syntax "), problems("/* hello */" + event));
    assertEquals(List.of("json-syntax "), problems(event.replace("}]", "}],")));
    assertEquals(List.of("json-syntax "), problems(event.replace("\"ADD\"", "'ADD'")));
    assertEquals(List.of("json-syntax "), problems(with(event, "\"ext:n\": 01")));
    assertEquals(List.of("character /ext:n"), problems(with(event, "\"ext:n\": \"\\ud800\"")));
    assertEquals(
        List.of("character /ext:n"), problems(with(event, "\"ext:n\": \"\\udc00\\ud800\"")));
    assertEquals(List.of("character /ext:n"), problems(with(event, "\"ext:n\": \"\\u0000\"")));
    assertEquals(List.of("character "), problems(with(event, "\"ext:\\u0000\": 1")));
    assertEquals(List.of("json-syntax "), problems(""));
    assertEquals(List.of("json-syntax "), problems("  "));
  }

  @Test
  void onlyUtf8IsRead() {
    byte[] utf16 = Samples.TRANSACTION_EVENT.getBytes(StandardCharsets.UTF_16LE);
    assertEquals(List.of("encoding "), problems(utf16));
    String marked = with(Samples.TRANSACTION_EVENT.strip(), "\"ext:n\": \"####\"");
    for (int[] bad :
        new int[][] {
          {0xc0, 0xaf},
          {0xed, 0xa0, 0x80},
          {0xf4, 0x90, 0x80, 0x80},
          {0xff},
          {0x80},
          {0xe2, 0x82},
          {0xf0, 0x80, 0x80, 0xaf},
          {0xc3},
          {0xe0, 0x80, 0x80},
          {0}
        }) {
      byte[] body = Samples.bytes(marked);
      int at = marked.indexOf('#');
      for (int i = 0; i < bad.length; i++) {
        body[at + i] = (byte) bad[i];
      }
      assertEquals(List.of("encoding "), problems(body));
    }
  }

  @Test
  void otherSyntaxesAreRefusedByTheirMediaType() {
    InvalidDocumentException refusal =
        assertThrows(
            InvalidDocumentException.class,
            () -> new EpcisFormat().read(Samples.bytes("a,b"), "text/csv", "party"));
    assertEquals("media-type", refusal.problems().get(0).code());
  }

  private static String with(String event, String member) {
    return event.substring(0, event.length() - 1) + ", " + member + "}";
  }
}
