package dev.vitrine.adapters.fhir.template;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.adapters.fhir.Reading;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.TypedRecord;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Anyone can add a template without code; a fault in one is named with its place. */
class TemplateFileTest {
  private static final String GLUCOSE =
      """
      {
        "id": "acme.Glucose.v1",
        "about": "Glucose in blood, in mmol/L whatever the laboratory wrote.",
        "resource": "Observation",
        "guard": "code.coding.exists(system = 'http://loinc.org' and code = '15074-8')",
        "priority": 500,
        "slots": [
          {"name": "status", "path": "status", "kind": "code", "modifier": true},
          {"name": "subject", "path": "subject", "kind": "reference", "provable": true},
          {"name": "glucose", "path": "value", "kind": "measure", "unit": "mmol/L",
           "bits": 32, "scale": 3},
          {"name": "fasting", "path": "component.exists()", "kind": "boolean",
           "requires": ["glucose"]}
        ],
        "tags": [{"name": "code", "path": "code.coding", "kind": "token"}]
      }""";

  private static final String OBSERVATION =
      """
      {"resourceType":"Observation","status":"final","subject":{"reference":"Patient/7"},
       "code":{"coding":[{"system":"http://loinc.org","code":"15074-8"}]},
       "valueQuantity":{"value":%s,"system":"http://unitsofmeasure.org","code":"%s"}}""";

  private static Templates with(String... files) throws InvalidTemplateException {
    return Templates.with(
        IntStream.range(0, files.length)
            .mapToObj(i -> new TemplateFile(i + ".json", files[i].getBytes(StandardCharsets.UTF_8)))
            .toList());
  }

  private static TypedRecord read(String json, String... files) throws Exception {
    return new FhirFormat(with(files))
        .read(json.getBytes(StandardCharsets.UTF_8), Reading.MEDIA_TYPE, "")
        .get(0)
        .record();
  }

  private static String fault(String... files) {
    return String.valueOf(
        assertThrows(InvalidTemplateException.class, () -> with(files)).getMessage());
  }

  @Test
  void fileMakesASchemaThatRecordsAreOf() throws Exception {
    TypedRecord record = read(OBSERVATION.formatted("6.3", "mmol/L"), GLUCOSE);
    assertEquals("acme.Glucose.v1", record.schema().id());
    Map<String, String> slots = Reading.slots(record);
    assertEquals("6.300", slots.get("glucose"));
    assertEquals("false", slots.get("fasting"));
    assertEquals("Patient/7", slots.get("subject"));
    assertEquals("Observation", slots.get("resourceType"));
    assertTrue(record.tags().contains("code=http://loinc.org|15074-8"));
    assertEquals(
        List.of("modifierExtensions", "implicitRules", "status", "glucose"),
        record.schema().slot("fasting").requires());
    Slot glucose = record.schema().slot("glucose");
    assertEquals("mmol/L", glucose.unit());
    assertEquals(3, glucose.scale());
    assertTrue(new FhirFormat(with(GLUCOSE)).schemas().contains(record.schema()));
  }

  /** The number is the one in the slot's unit to the digit, or there is none. */
  @ParameterizedTest
  @CsvSource({
    "6300, umol/L, 6.300",
    "6.3, mol/m3, 6.300",
    "0.0063, mol/L, 6.300",
    "113.5, mg/dL, ",
    "6.3, [iU]/L, ",
    "6.3001, mmol/L, ",
    "6.3, mmol/l, 6.300",
    "6.3, nonsense, "
  })
  void numberIsConvertedExactlyOrAbsent(String value, String unit, String expected)
      throws Exception {
    TypedRecord record = read(OBSERVATION.formatted(value, unit), GLUCOSE);
    assertEquals("acme.Glucose.v1", record.schema().id());
    assertEquals(expected, Reading.slots(record).get("glucose"));
  }

  @Test
  void guardAndPriorityChoose() throws Exception {
    String lower = GLUCOSE.replace("acme.Glucose.v1", "acme.Any.v1").replace("500", "400");
    String higher = GLUCOSE.replace("acme.Glucose.v1", "acme.First.v1").replace("500", "600");
    String json = OBSERVATION.formatted("1", "mmol/L");
    assertEquals("acme.First.v1", read(json, lower, GLUCOSE, higher).schema().id());
    assertEquals("acme.Glucose.v1", read(json, lower, GLUCOSE).schema().id());
    String other = json.replace("15074-8", "2339-0");
    assertEquals("fhir.Observation.v1", read(other, GLUCOSE).schema().id());
  }

  @Test
  void guardThatCannotBeEvaluatedDoesNotHold() throws Exception {
    String strange =
        GLUCOSE.replace(
            "code.coding.exists(system = 'http://loinc.org' and code = '15074-8')",
            "code.coding.single().exists()");
    String twice =
        OBSERVATION
            .formatted("1", "mmol/L")
            .replace("\"coding\":[", "\"coding\":[{\"code\":\"x\"},");
    assertEquals("fhir.Observation.v1", read(twice, strange).schema().id());
  }

  @Test
  void valueThatCannotBeEvaluatedIsAbsent() throws Exception {
    String single =
        GLUCOSE.replace("\"path\": \"status\"", "\"path\": \"code.coding.single().code\"");
    String twice =
        OBSERVATION
            .formatted("1", "mmol/L")
            .replace("\"coding\":[", "\"coding\":[{\"code\":\"x\"},");
    assertFalse(Reading.slots(read(twice, single)).containsKey("status"));
    assertEquals("1.000", Reading.slots(read(twice, single)).get("glucose"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "\"acme.Glucose.v1\" ! \"fhir.Mine.v1\" ! 0.json: id: a reserved name",
        "\"acme.Glucose.v1\" ! \"gs1.epcis.v1\" ! 0.json: id: a reserved name",
        "\"acme.Glucose.v1\" ! \"Glucose\" ! 0.json: id: not a name with a version",
        "\"acme.Glucose.v1\" ! \"acme.Glucose.v0\" ! 0.json: id: not a name",
        "\"acme.Glucose.v1\" ! \"acme..v1\" ! 0.json: id: not a name",
        "\"Observation\" ! \"Observations\" ! 0.json: resource: not a type",
        "\"Observation\" ! \"*\" ! 0.json: resource: a type has to be named",
        "\"priority\": 500, !  ! 0.json: priority: a guard comes with",
        "500 ! 0 ! 0.json: priority: a guard comes with",
        "500 ! 1001 ! 0.json: priority: not a whole number",
        "500 ! 1.5 ! 0.json: priority: not a whole number",
        "\"about\" ! \"remark\" ! 0.json: remark: not a member",
        "code.coding.exists( ! code.coding.exists(( ! 0.json: guard: ) is missing (at character",
        "\"path\": \"value\" ! \"path\": \"value.matches('x')\" ! 0.json: slots[2].path: not supported: function matches() (at character 7)",
        "\"path\": \"value\" ! \"from\": \"value\" ! 0.json: slots[2].from: not for slots of kind measure",
        "\"path\": \"value\" ! \"path\": \"valueQuantity\" ! 0.json: slots[2].path: Observation has no element valueQuantity (at character 1)",
        "\"path\": \"value\" ! \"path\": \"Patient.value\" ! 0.json: slots[2].path: a path over Observation begins with its type",
        "\"kind\": \"measure\" ! \"kind\": \"length\" ! 0.json: slots[2].kind: not one of boolean, code",
        "\"unit\": \"mmol/L\" ! \"unit\": \"mmool/L\" ! 0.json: slots[2].unit: not a unit",
        "\"unit\": \"mmol/L\", ! ! 0.json: slots[2].unit: missing",
        "\"bits\": 32 ! \"bits\": 33 ! 0.json: slots[2]: glucose: bits must be",
        "\"scale\": 3 ! \"scale\": 19 ! 0.json: slots[2].scale: not a whole number",
        "[\"glucose\"] ! [\"nothing\"] ! 0.json: slots: fasting requires a slot that is not there",
        "[\"glucose\"] ! \"glucose\" ! 0.json: slots[3].requires: not an array",
        "\"name\": \"fasting\" ! \"name\": \"glucose\" ! 0.json: slots: slot named twice",
        "\"name\": \"fasting\" ! \"name\": \"resourceType\" ! 0.json: slots: slot named twice",
        "\"provable\": true ! \"provable\": \"yes\" ! 0.json: slots[1].provable: not true or false",
        "\"provable\": true ! \"modifier\": true ! ",
        "\"kind\": \"boolean\", ! \"kind\": \"boolean\", \"modifier\": true, ! 0.json: slots[3]: a modifier stands before",
        "\"name\": \"code\", \"path\" ! \"name\": \"type\", \"path\" ! 0.json: tags[0].name: letters",
        "\"kind\": \"token\" ! \"kind\": \"words\" ! 0.json: tags[0].kind: not a kind",
        "\"resource\" ! \"id\" ! A property of this name occurs twice"
      })
  void faultIsNamedWithItsPlace(String from, String to, String expected) {
    String file =
        GLUCOSE.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to == null ? "" : to));
    if (expected == null) {
      assertDoesNotThrow(() -> with(file));
    } else {
      assertTrue(fault(file).contains(expected), fault(file));
    }
  }

  @Test
  void hostileFilesAreRefused() {
    assertTrue(fault("").contains("empty"));
    assertTrue(fault("[]").contains("not a JSON object"));
    assertTrue(fault("{\"id\":\"a.b.v1\"}").contains("resource: missing"));
    assertTrue(fault(GLUCOSE + " ".repeat(70_000)).contains("bytes"));
    assertTrue(fault(GLUCOSE.replace("value", "v".repeat(3_000))).contains("longer than"));
    assertTrue(fault(GLUCOSE, GLUCOSE).contains("1.json: id: "));
    assertTrue(
        fault(Collections.nCopies(257, GLUCOSE).toArray(String[]::new)).contains("more than 256"));
    String many = "{\"name\":\"n%d\",\"path\":\"status\",\"kind\":\"text\"},";
    StringBuilder slots = new StringBuilder("\"slots\": [");
    for (int i = 0; i < 100; i++) {
      slots.append(many.formatted(i));
    }
    assertTrue(
        fault(GLUCOSE.replace(", \"modifier\": true", "").replace("\"slots\": [", slots))
            .contains("number of slots"));
    assertTrue(
        fault(GLUCOSE.replace("\"guard\"", "\"\\u001b[31m\""))
            .startsWith("0.json: ?: not a member"));
  }

  @Test
  void templateForAllOfATypeMayBeAddedWhereThereIsNone() throws Exception {
    String encounter =
        """
        {"id": "acme.Encounter.v1", "resource": "Encounter", "slots": [
          {"name": "status", "path": "status", "kind": "code", "modifier": true},
          {"name": "period", "path": "period", "kind": "span"}]}""";
    TypedRecord record =
        read(
            "{\"resourceType\":\"Encounter\",\"status\":\"finished\",\"class\":{\"code\":\"x\"}}",
            encounter);
    assertEquals("acme.Encounter.v1", record.schema().id());
    assertTrue(
        fault(
                encounter
                    .replace("Encounter", "Patient")
                    .replace("\"status\", \"kind", "\"gender\", \"kind")
                    .replace("\"period\", \"kind", "\"birthDate\", \"kind"))
            .contains("for all resources of this type"));
    assertTrue(
        fault(encounter, encounter.replace("acme.Encounter", "acme.Visit"))
            .contains("1.json: guard"));
  }
}
