package dev.vitrine.adapters.fhir;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.TypedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the adapter says of published documents: HL7's examples, Synthea's, HL7's test cases. */
class FhirConformance {
  private static final String MEDIA_TYPE = "application/fhir+json";

  /** What is said of each first; docs/fhir.md gives the reason for each that is accepted. */
  private static final Map<String, String> INVALID =
      new TreeMap<>(
          Map.ofEntries(
              entry("ai3.json", "unknown-element at Patient.unknownElement"),
              entry("ai4.json", "wrong-type at Patient.birthDate"),
              entry("attachment-with-invalid-binary.json", "wrong-type at Media.content.data"),
              entry("attachment-with-wrong-size.json", "wrong-size at Media.content.size"),
              entry(
                  "bad-json-close-1.json",
                  "invalid-json at Bundle.entry[0].resource.name[0].given"),
              entry("bundle-duplicate-id.json", "invalid-full-url at Bundle.entry[0].fullUrl"),
              entry("bundle-sig-2.json", "null-value at Bundle.meta"),
              entry("empty-array.json", "empty-array at DocumentReference.category[0].coding"),
              entry("encounter-period.json", "accepted"),
              entry("hakan-se.json", "wrong-type at MedicationRequest.authoredOn"),
              entry("json-comma-bad-1.json", "invalid-json at Patient.name[0].family"),
              entry("json-comments-1.json", "invalid-json at Resource"),
              entry("json-comments.json", "invalid-property-name at Patient.?"),
              entry("json-no-quotes-1.json", "invalid-json at Resource"),
              entry("obs-quantity.json", "missing-element at Observation.code"),
              entry("obs-temp-bad.json", "accepted"),
              entry("pat-example-ext.json", "accepted"),
              entry("pat-security-bad-string.json", "accepted"),
              entry("pat-security-bad-xhtml.json", "invalid-narrative at Patient.text.div"),
              entry("patient-id-bad-1.json", "invalid-id at Patient.id"),
              entry("resource-invalid-id-1.json", "invalid-id at Location.id"),
              entry("resource-invalid-id-2.json", "invalid-id at Location.id"),
              entry(
                  "risk-assessment-probability-range.json",
                  "invariant at RiskAssessment.prediction[0].probabilityDecimal"),
              entry("shc-bad-1.json", "unknown-code at Bundle.entry[1].resource.status"),
              entry("versioned-extension.json", "invalid-extension at Patient.extension[1].url")));

  private final FhirFormat format = new FhirFormat();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hl7.fhir.r4.examples-4.0.1",
        "synthea-ms-anonymizer",
        "synthea-blaze",
        "bulk-10-patients",
        "fhir-test-cases/valid-edge"
      })
  void acceptsEveryValidDocument(String set) throws IOException {
    Map<String, byte[]> documents = Samples.under(Samples.folder().resolve(set));
    List<String> refused = new ArrayList<>();
    Map<String, Integer> schemas = new TreeMap<>();
    for (var document : documents.entrySet()) {
      try {
        TypedRecord record = record(document.getValue());
        schemas.merge(record.schema().id(), 1, Integer::sum);
        checkLeaves(record);
      } catch (InvalidDocumentException e) {
        refused.add(document.getKey() + " " + e.problems());
      }
    }
    assertFalse(documents.isEmpty());
    assertEquals(List.of(), refused, "of " + documents.size());
    System.out.println(set + ": " + documents.size() + " accepted " + schemas);
  }

  @ParameterizedTest
  @CsvSource({"synthea-ms-anonymizer, 879", "synthea-blaze, 2124"})
  void acceptsEveryResourceInSyntheaBundles(String set, int expected) throws Exception {
    int count = 0;
    for (byte[] bundle : Samples.under(Samples.folder().resolve(set)).values()) {
      for (byte[] resource : Bundles.resources(bundle)) {
        checkLeaves(record(resource));
        count++;
      }
    }
    assertEquals(expected, count);
  }

  @Test
  void refusesEveryInvalidDocumentWithPlaceAndReason() throws IOException {
    Map<String, byte[]> documents =
        Samples.under(Samples.folder().resolve("fhir-test-cases/invalid"));
    Map<String, String> outcomes = new TreeMap<>();
    for (var document : documents.entrySet()) {
      try {
        record(document.getValue());
        outcomes.put(document.getKey(), "accepted");
      } catch (InvalidDocumentException e) {
        Problem first = e.problems().get(0);
        assertFalse(first.reason().isEmpty(), document.getKey());
        assertFalse(first.remedy().isEmpty(), document.getKey());
        outcomes.put(document.getKey(), first.code() + " at " + first.location());
      }
    }
    assertEquals(INVALID, outcomes);
  }

  private TypedRecord record(byte[] body) throws InvalidDocumentException {
    return format.read(body, MEDIA_TYPE, "urn:party").get(0).record();
  }

  private void checkLeaves(TypedRecord record) {
    List<byte[]> leaves =
        Objects.requireNonNull(record.list(record.schema().indexOf(Schema.LEAVES)));
    List<Element> elements = format.elements(record.document(), record.mediaType());
    assertEquals(elements.size(), leaves.size());
    String text = new String(record.document(), StandardCharsets.UTF_8);
    for (int i = 0; i < leaves.size(); i++) {
      Element element = Element.of(leaves.get(i)).orElseThrow();
      assertEquals(elements.get(i), element);
      assertTrue(element.type() != 'n' || text.contains(element.value()));
    }
  }
}
