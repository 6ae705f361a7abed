package dev.vitrine.adapters.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.adapters.fhir.consent.Consent;
import dev.vitrine.adapters.fhir.consent.ConsentAnswer;
import dev.vitrine.adapters.fhir.consent.ConsentRequest;
import dev.vitrine.adapters.fhir.consent.ConsentedRecord;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What HL7's own examples of Consent say. */
class ConsentConformance {
  @ParameterizedTest
  @CsvSource({
    // an opt-in that ended with 2015: it no longer permits
    "example-basic,Observation,2015-06-01T00:00:00Z,PERMIT",
    "example-basic,Observation,2026-06-01T00:00:00Z,DENY",
    // speaks of what is related to a Task, which a record does not tell
    "example-notThis,Observation,2026-06-01T00:00:00Z,DENY",
    // half an hour for one class
    "example-smartonfhir,MedicationRequest,2016-06-23T07:15:00Z,PERMIT",
    "example-smartonfhir,Observation,2016-06-23T07:15:00Z,DENY",
    "example-smartonfhir,MedicationRequest,2016-06-23T08:00:00Z,DENY"
  })
  void officialExamples(String name, String type, Instant at, ConsentAnswer expected)
      throws Exception {
    Consent consent =
        Consent.read(
                Files.readAllBytes(
                    Samples.folder()
                        .resolve("hl7.fhir.r4.examples-4.0.1/Consent-consent-" + name + ".json")))
            .orElseThrow();
    ConsentedRecord record =
        new ConsentedRecord(type, type + "/1", Set.of(), Set.of(), Optional.empty());

    assertEquals(
        expected,
        consent.answer(
            new ConsentRequest(Set.of("Organization/f001"), "TREAT", record, at.toEpochMilli())));
  }
}
