package dev.vitrine.adapters.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.SlotKind;
import dev.vitrine.proofs.record.TypedRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private static final String OBSERVATION =
      "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},%s}";

  @Test
  void bloodPressureHasBothPressuresAsNumbers() throws Exception {
    TypedRecord record = Reading.sample("observation-blood-pressure.json");
    Map<String, String> slots = Reading.slots(record);
    assertEquals("fhir.BloodPressure.v1", record.schema().id());
    assertEquals("138", slots.get("systolic"));
    assertEquals("86", slots.get("diastolic"));
    assertEquals("mm[Hg]", record.schema().slot("systolic").unit());
    assertEquals("final", slots.get("status"));
    assertEquals("http://loinc.org|85354-9", slots.get("code"));
    assertEquals("Patient/lindqvist-1957", slots.get("subject"));
    assertEquals(millis("2026-03-02T07:37:40Z"), slots.get("effective.lo"));
    assertEquals(millis("2026-03-02T07:37:40.999Z"), slots.get("effective.hi"));
    assertTrue(record.tags().contains("code=http://loinc.org|85354-9"));
    assertTrue(record.tags().contains("patient=Patient/lindqvist-1957"));
    assertTrue(record.tags().contains("type=Observation"));
    assertTrue(record.tags().contains("_id=bp-20260302"));
  }

  @Test
  void pressureInAnotherUnitOrWithAComparatorOrTwiceIsAbsent() throws Exception {
    String component =
        "{\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"%s\"}]},"
            + "\"valueQuantity\":{\"value\":%s,\"system\":\"http://unitsofmeasure.org\","
            + "\"code\":\"%s\"%s}}";
    String diastolic = component.formatted("8462-4", "80", "mm[Hg]", "");
    String plain = component.formatted("8480-6", "120.0", "mm[Hg]", "");
    assertEquals("120", pressure(plain, diastolic).get("systolic"));
    assertEquals("80", pressure(plain, diastolic).get("diastolic"));
    for (String other :
        List.of(
            component.formatted("8480-6", "16", "kPa", ""),
            component.formatted("8480-6", "120", "mm[Hg]", ",\"comparator\":\"<\""),
            component.formatted("8480-6", "120.5", "mm[Hg]", ""),
            plain + "," + plain)) {
      assertFalse(pressure(other, diastolic).containsKey("systolic"), other);
    }
  }

  private static Map<String, String> pressure(String systolic, String diastolic) throws Exception {
    String json =
        "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"coding\":[{"
            + "\"system\":\"http://loinc.org\",\"code\":\"55284-4\"}]},\"component\":["
            + systolic
            + ","
            + diastolic
            + "]}";
    return Reading.slots(Reading.record(json));
  }

  @Test
  void quantityKeepsItsLexemeUnitAndExactValue() throws Exception {
    TypedRecord record = Reading.sample("observation-glucose.json");
    Map<String, String> slots = Reading.slots(record);
    assertEquals("fhir.LabQuantity.v1", record.schema().id());
    assertEquals("loinc|15074-8|mmol/L", slots.get("key"));
    assertTrue(record.tags().contains("code-unit=loinc|15074-8|mmol/L"));
    assertEquals("6.300000", slots.get("value"));
    assertEquals("6.30", slots.get("value.lexeme"));
    assertEquals("http://unitsofmeasure.org|mmol/L", slots.get("value.unit"));
    assertEquals("Quantity", observation("\"valueQuantity\":{\"value\":1}").get("value.type"));
    assertTrue(
        record
            .schema()
            .slot("value")
            .requires()
            .containsAll(List.of("status", "value.unit", "value.comparator")));
    assertTrue(record.tags().contains("identifier=urn:oid:2.999.17.6.2|LAB-77180-03"));
  }

  @Test
  void valueThatCannotBeExactIsAbsentButKeepsItsLexeme() throws Exception {
    for (String value : List.of("1E-22", "1.0000001", "-1000001", "1e300", "-1E+245")) {
      Map<String, String> slots =
          observation("\"valueQuantity\":{\"value\":" + value + ",\"unit\":\"g\"}");
      assertFalse(slots.containsKey("value"), value);
      assertEquals(value, slots.get("value.lexeme"));
      assertEquals("|g", slots.get("value.unit"));
    }
    assertEquals("-2.500000", observation("\"valueQuantity\":{\"value\":-2.5}").get("value"));
    assertEquals("0.000000", observation("\"valueQuantity\":{\"value\":0}").get("value"));
  }

  @Test
  void stringThatLooksLikeATimeIsNone() throws Exception {
    assertEquals("2012", observation("\"valueString\":\"2012\"").get("valueText"));
    assertFalse(observation("\"valueString\":\"2012\"").containsKey("valueTime.lo"));
    assertTrue(observation("\"valueDateTime\":\"2012\"").containsKey("valueTime.lo"));
  }

  @Test
  void periodWithAnOpenEndHasNoUpperBound() throws Exception {
    Map<String, String> slots =
        observation("\"effectivePeriod\":{\"start\":\"2026-03-02T08:00:00Z\"}");
    assertEquals(millis("2026-03-02T08:00:00Z"), slots.get("effective.lo"));
    assertFalse(slots.containsKey("effective.hi"));
  }

  private static Map<String, String> observation(String member) throws Exception {
    return Reading.slots(Reading.record(OBSERVATION.formatted(member)));
  }

  @Test
  void partialBirthDateIsAnInterval() throws Exception {
    TypedRecord record = Reading.sample("patient-okafor.json");
    Map<String, String> slots = Reading.slots(record);
    assertEquals(days("1970-03-01"), slots.get("birthDate.lo"));
    assertEquals(days("1970-03-31"), slots.get("birthDate.hi"));
    assertEquals("1970-03", slots.get("birthDate"));
    assertEquals("true", slots.get("active"));
    assertEquals("Daniel", slots.get("name.given"));
    assertTrue(record.tags().contains("patient=Patient/okafor-1970"));
    assertTrue(record.schema().slot("birthDate.hi").requires().contains("deceased"));
  }

  @Test
  void firstDayOf1800IsOne() throws Exception {
    String json = "{\"resourceType\":\"Patient\",\"birthDate\":\"%s\"}";
    TypedRecord record = Reading.record(json.formatted("1800-01-01"));
    assertEquals(1, record.integer(record.schema().indexOf("birthDate.lo")));
    Map<String, String> older = Reading.slots(Reading.record(json.formatted("1799-12-31")));
    assertFalse(older.containsKey("birthDate.lo"));
    assertEquals("1799-12-31", older.get("birthDate"));
  }

  @Test
  void lotAndGtinTieMedicineToSupplyChain() throws Exception {
    for (String name : List.of("immunization-lindqvist.json", "medication-dispense-okafor.json")) {
      TypedRecord record = Reading.sample(name);
      Map<String, String> slots = Reading.slots(record);
      assertEquals("VTR2611A", slots.get("lotNumber"), name);
      assertEquals("09506000134352", slots.get("gtin"), name);
      assertEquals(days("2027-11-30"), slots.get("expirationDate.hi"), name);
      assertTrue(record.tags().contains("lot-number=VTR2611A"), name);
    }
  }

  @Test
  void conditionShowsNothingWithoutItsStatuses() throws Exception {
    TypedRecord record = Reading.sample("condition-hypertension.json");
    assertTrue(
        record
            .schema()
            .slot("code")
            .requires()
            .containsAll(List.of("clinicalStatus", "verificationStatus")));
    assertTrue(record.tags().contains("code=http://hl7.org/fhir/sid/icd-10|I10"));
  }

  @Test
  void otherTypesTakeTheGenericSchema() throws Exception {
    TypedRecord record = Reading.sample("encounter-lindqvist.json");
    assertEquals("fhir.Resource.v1", record.schema().id());
    Map<String, String> slots = Reading.slots(record);
    assertEquals("Encounter", slots.get("resourceType"));
    assertEquals("finished", slots.get("status"));
    assertEquals("Patient/lindqvist-1957", slots.get("subject"));
  }

  @Test
  void modifierExtensionAnywhereIsNamedAndEverySlotRequiresIt() throws Exception {
    String json =
        OBSERVATION.formatted(
            "\"component\":[{\"code\":{\"text\":\"y\"},\"modifierExtension\":["
                + "{\"url\":\"http://example.org/not\",\"valueBoolean\":true}]}]");
    assertEquals(
        "http://example.org/not", Reading.slots(Reading.record(json)).get("modifierExtensions"));
    for (Schema schema : new FhirFormat().schemas()) {
      for (Slot slot : schema.slots().subList(1, schema.slots().size() - 2)) {
        assertTrue(slot.requires().contains("modifierExtensions"), schema + "." + slot.name());
      }
    }
  }

  /** One patient's records can be tied without showing whose they are. */
  @Test
  void whomARecordIsAboutCanBeProvedAbout() throws Exception {
    for (Schema schema : new FhirFormat().schemas()) {
      List<String> provable =
          schema.slots().stream()
              .filter(slot -> slot.kind() == SlotKind.TEXT && slot.provable())
              .map(Slot::name)
              .toList();
      assertFalse(provable.isEmpty(), schema.id());
      assertTrue(
          List.of("subject", "patient", "reference", "key").containsAll(provable), schema.id());
    }
    assertEquals(
        "Patient/p1",
        Reading.slots(Reading.record("{\"resourceType\":\"Patient\",\"id\":\"p1\"}"))
            .get("reference"));
    assertFalse(
        Reading.slots(Reading.record("{\"resourceType\":\"Patient\"}")).containsKey("reference"));
  }

  @Test
  void everySchemaHasItsOwnNameAndHash() {
    Set<String> names = new HashSet<>();
    for (Schema schema : new FhirFormat().schemas()) {
      assertTrue(names.add(schema.id()));
      assertTrue(names.add(HexFormat.of().formatHex(schema.hash())));
    }
    assertEquals(30, names.size());
  }

  private static String millis(String instant) {
    return Long.toString(Instant.parse(instant).toEpochMilli());
  }

  private static String days(String date) {
    return Long.toString(LocalDate.parse(date).toEpochDay());
  }
}
