package dev.vitrine.adapters.fhir.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.adapters.fhir.Reading;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The templates that are not about what was there before they were files. */
class BuiltInTemplatesTest {
  private static final String VITAL =
      """
      {"resourceType":"Observation","status":"final",
       "code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},
       "valueQuantity":{"value":%s,"system":"http://unitsofmeasure.org","code":"%s"}}""";

  private static Map<String, String> read(String schema, String json) throws Exception {
    TypedRecord record = Reading.record(json);
    assertEquals(schema, record.schema().id());
    return Reading.slots(record);
  }

  @ParameterizedTest
  @CsvSource({
    "8867-4, 72, /min, heartRate, 72.000",
    "8867-4, 1.2, Hz, heartRate, 72.000",
    "9279-1, 16, {breaths}/min, respiratoryRate, 16.000",
    "8310-5, 98.6, [degF], temperature, 37.000",
    "8310-5, 37.2, Cel, temperature, 37.200",
    "59408-5, 97, %, oxygenSaturation, 97.000",
    "2708-6, 0.97, 1, oxygenSaturation, 97.000",
    "8302-2, 70.5, [in_i], height, 179.07000",
    "8302-2, 1.79, m, height, 179.00000",
    "29463-7, 185, [lb_av], weight, 83.91458845",
    "29463-7, 3450, g, weight, 3.45000000",
    "39156-5, 24.7, kg/m2, bmi, 24.700000",
    "9843-4, 50, cm, headCircumference, 50.00000"
  })
  void vitalSignIsANumberInItsUnit(
      String code, String value, String unit, String slot, String expected) throws Exception {
    Map<String, String> slots = read("fhir.VitalSigns.v1", VITAL.formatted(code, value, unit));
    assertEquals(expected, slots.get(slot));
    assertEquals(value, slots.get("value.lexeme"), "as written, beside it");
    assertEquals("http://unitsofmeasure.org|" + unit, slots.get("value.unit"));
    assertEquals(
        1,
        slots.keySet().stream()
            .filter(
                name -> name.matches("heartRate|respir.*|temp.*|oxy.*|height|weight|bmi|head.*"))
            .count());
  }

  @ParameterizedTest
  @CsvSource({
    "8310-5, 99, [degF], temperature",
    "8867-4, 72, 1, heartRate",
    "8867-4, 72, bpm, heartRate",
    "29463-7, 83.123456789, kg, weight",
    "8302-2, 179, mm[Hg], height"
  })
  void vitalSignThatIsNotExactIsAbsent(String code, String value, String unit, String slot)
      throws Exception {
    Map<String, String> slots = read("fhir.VitalSigns.v1", VITAL.formatted(code, value, unit));
    assertFalse(slots.containsKey(slot));
    assertEquals(value, slots.get("value.lexeme"));
  }

  @Test
  void laboratoryResultIsKeyedByCodeAndUnit() throws Exception {
    String json =
        """
        {"resourceType":"Observation","status":"final",
         "category":[{"coding":[{"code":"laboratory",
           "system":"http://terminology.hl7.org/CodeSystem/observation-category"}]}],
         "code":{"coding":[{"system":"urn:local","code":"GLU"},
           {"system":"http://loinc.org","code":"2339-0"}]},
         "valueQuantity":{"value":95,"system":"%s","code":"mg/dL"}}""";
    Map<String, String> slots =
        read("fhir.LabQuantity.v1", json.formatted("http://unitsofmeasure.org"));
    assertEquals("loinc|2339-0|mg/dL", slots.get("key"));
    assertEquals("2339-0", slots.get("loinc"));
    assertEquals("95.000000", slots.get("value"));
    assertFalse(
        read("fhir.Observation.v1", json.formatted("urn:units")).containsKey("key"),
        "a unit of another system makes no key");
    TypedRecord record = Reading.record(json.formatted("http://unitsofmeasure.org"));
    assertTrue(record.tags().contains("code-unit=loinc|2339-0|mg/dL"));
    assertTrue(record.schema().slot("key").provable());
  }

  @Test
  void medicationRequestSaysWhatWasOrdered() throws Exception {
    Map<String, String> slots =
        read(
            "fhir.MedicationRequest.v1",
            """
            {"resourceType":"MedicationRequest","status":"active","intent":"order",
             "doNotPerform":false,"subject":{"reference":"Patient/7"},"authoredOn":"2026-03-02",
             "contained":[{"resourceType":"Medication","id":"m","code":{"coding":[
               {"system":"https://www.gs1.org/gtin","code":"09506000134352"}],"text":"drops"}}],
             "medicationReference":{"reference":"#m"},
             "dosageInstruction":[{"text":"one a day","asNeededBoolean":true,
               "doseAndRate":[{"doseQuantity":{"value":2.50,"unit":"mL",
                 "system":"http://unitsofmeasure.org","code":"mL"}}]}],
             "dispenseRequest":{"numberOfRepeatsAllowed":3,
               "expectedSupplyDuration":{"value":2,"system":"http://unitsofmeasure.org",
                 "code":"wk"}}}""");
    assertEquals("order", slots.get("intent"));
    assertEquals("https://www.gs1.org/gtin|09506000134352", slots.get("medication"));
    assertEquals("drops", slots.get("medication.text"));
    assertEquals("#m", slots.get("medication.reference"));
    assertEquals("09506000134352", slots.get("gtin"));
    assertEquals("2.50", slots.get("dose.lexeme"));
    assertEquals("true", slots.get("asNeeded"));
    assertEquals("3", slots.get("repeatsAllowed"));
    assertEquals("14", slots.get("expectedSupply"), "two weeks in days");
    assertFalse(slots.containsKey("substitutionAllowed"));
  }

  @Test
  void allergyProcedureAndDeliverySayWhatTheyAreAbout() throws Exception {
    Map<String, String> allergy =
        read(
            "fhir.AllergyIntolerance.v1",
            """
            {"resourceType":"AllergyIntolerance","criticality":"high",
             "clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"nuts"},
             "patient":{"reference":"Patient/7"},"onsetString":"as a child",
             "reaction":[{"manifestation":[{"text":"hives"}],"severity":"mild"}]}""");
    assertEquals("nuts", allergy.get("code.text"));
    assertEquals("hives", allergy.get("reaction.manifestation.text"));
    assertEquals("1", allergy.get("reactions"));
    assertEquals("as a child", allergy.get("onset.text"));
    assertFalse(allergy.containsKey("onset.lo"));
    Map<String, String> procedure =
        read(
            "fhir.Procedure.v1",
            """
            {"resourceType":"Procedure","status":"completed","subject":{"reference":"Patient/7"},
             "code":{"coding":[{"system":"http://snomed.info/sct","code":"80146002"}]},
             "performedPeriod":{"start":"2026-03-02T08:00:00Z"}}""");
    assertEquals("http://snomed.info/sct|80146002", procedure.get("code"));
    assertTrue(procedure.containsKey("performed.lo"));
    assertFalse(procedure.containsKey("performed.hi"));
    Map<String, String> delivery =
        read(
            "fhir.SupplyDelivery.v1",
            """
            {"resourceType":"SupplyDelivery","status":"completed",
             "contained":[{"resourceType":"Device","id":"d","lotNumber":"L9"}],
             "suppliedItem":{"quantity":{"value":4},"itemReference":{"reference":"#d"}},
             "occurrenceDateTime":"2026-03-02"}""");
    assertEquals("L9", delivery.get("lotNumber"));
    assertEquals("4.000000", delivery.get("quantity"));
    assertEquals("#d", delivery.get("item.reference"));
  }

  private static final String IPS =
      """
      {"resourceType":"Bundle","type":"document","timestamp":"2026-03-02T08:00:00Z",
       "identifier":{"system":"urn:ietf:rfc:3986","value":"urn:uuid:1"},"entry":[
        {"fullUrl":"urn:uuid:0b8b5a3e-5a4f-4b52-9ea5-1d3d6b2f0a11","resource":
         {"resourceType":"Composition","status":"final","date":"2026-03-02",
          "type":{"coding":[{"system":"http://loinc.org","code":"%s"}]},
          "subject":{"reference":"Patient/7"},"author":[{"display":"a","reference":"Practitioner/1"}],
          "title":"Summary","section":[
           {"title":"Allergies","code":{"coding":[{"system":"http://loinc.org","code":"48765-2"}]},
            "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">x</div>"}},
           {"title":"Problems","code":{"coding":[{"system":"http://loinc.org","code":"11450-4"}]},
            "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">x</div>"}}]}},
        {"fullUrl":"http://example.org/Patient/7","resource":{"resourceType":"Patient","id":"7"}}]}""";

  @Test
  void patientSummaryIsADocumentWithSections() throws Exception {
    Map<String, String> slots = read("fhir.Ips.v1", IPS.formatted("60591-5"));
    assertEquals("final", slots.get("status"));
    assertEquals("Patient/7", slots.get("subject"));
    assertEquals("Practitioner/1", slots.get("author"));
    assertEquals("48765-2 11450-4", slots.get("sections"));
    assertEquals("true", slots.get("section.allergies"));
    assertEquals("false", slots.get("section.medications"));
    assertEquals("2", slots.get("entries"));
    assertEquals("urn:ietf:rfc:3986|urn:uuid:1", slots.get("identifier"));
    read("fhir.Resource.v1", IPS.formatted("34133-9"));
  }

  /** What a Bundle's entries refer to among each other is read where a template asks for it. */
  @Test
  void recordsOfEntriesLinkToTheirBundleAndReadWhatTheyReferTo() throws Exception {
    String dispense =
        """
        {"resourceType":"MedicationDispense","status":"completed",
         "medicationReference":{"reference":"Medication/9"}}""";
    String bundle =
        IPS.formatted("60591-5")
            .replaceFirst(
                "\\]\\}$",
                """
                ,{"fullUrl":"http://example.org/MedicationDispense/8","resource":%s},
                 {"fullUrl":"http://example.org/Medication/9","resource":
                  {"resourceType":"Medication","id":"9","batch":{"lotNumber":"L3"}}}]}"""
                    .formatted(dispense));
    Submission read =
        new FhirFormat()
            .read(bundle.getBytes(StandardCharsets.UTF_8), Reading.MEDIA_TYPE, "")
            .get(0);
    assertEquals("fhir.Ips.v1", read.record().schema().id());
    assertEquals("4", Reading.slots(read.record()).get("entries"));
    TypedRecord part =
        read.parts().stream()
            .filter(record -> record.schema().id().equals("fhir.MedicationDispense.v1"))
            .findFirst()
            .orElseThrow();
    assertEquals("L3", Reading.slots(part).get("lotNumber"));
    assertEquals(read.record(), part.link(part.schema().indexOf("bundle")));
    assertFalse(Reading.slots(Reading.record(dispense)).containsKey("lotNumber"));
  }
}
