package dev.vitrine.gateway.bench;

import java.nio.charset.StandardCharsets;

/**
 * Distinct FHIR Observations of about 1.2 KB: a laboratory result as a hospital's system sends it.
 */
final class Observations {
  private Observations() {}

  /** Observation {@code number}. */
  static byte[] document(long number) {
    return """
      {"resourceType":"Observation","id":"glucose-%1$010d",\
      "meta":{"versionId":"1","lastUpdated":"2026-03-02T11:20:31.000+01:00"},\
      "identifier":[{"system":"urn:oid:2.999.17.6.2","value":"LAB-%1$010d"}],"status":"final",\
      "category":[{"coding":[{"system":\
      "http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],\
      "code":{"coding":[{"system":"http://loinc.org","code":"15074-8",\
      "display":"Glucose [Moles/volume] in Blood"}],"text":"Glucose"},\
      "subject":{"reference":"Patient/p%1$010d"},"encounter":{"reference":"Encounter/e%1$010d"},\
      "effectiveDateTime":"2026-03-02T08:45:00+01:00","issued":"2026-03-02T11:20:31.000+01:00",\
      "performer":[{"reference":"Organization/laboratory"}],\
      "valueQuantity":{"value":6.%2$02d,"unit":"mmol/L",\
      "system":"http://unitsofmeasure.org","code":"mmol/L"},\
      "interpretation":[{"coding":[{"system":\
      "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation","code":"H",\
      "display":"High"}]}],"referenceRange":[{"low":{"value":3.90,"unit":"mmol/L",\
      "system":"http://unitsofmeasure.org","code":"mmol/L"},"high":{"value":6.10,"unit":"mmol/L",\
      "system":"http://unitsofmeasure.org","code":"mmol/L"}}]}\
      """
        .formatted(number, number % 100)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
