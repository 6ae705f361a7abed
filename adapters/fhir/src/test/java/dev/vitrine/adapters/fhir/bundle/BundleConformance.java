package dev.vitrine.adapters.fhir.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Published Bundles, taken apart; what should come out is found by Jackson's tree. */
class BundleConformance {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final FhirFormat format = new FhirFormat();

  @Test
  void everyResourceOfEverySyntheaBundleIsTakenAndItsPatientFound() throws Exception {
    int resources = 0;
    for (Path file : bundles("synthea-ms-anonymizer", "synthea-blaze")) {
      byte[] bytes = Files.readAllBytes(file);
      ReadBundle read = format.readBundle(bytes, "application/fhir+json", "party");
      assertEquals(BundleKind.TRANSACTION, read.kind());
      assertEquals(List.of(), read.problems(), file.toString());
      check(bytes, read.submissions().stream().map(Submission::record).toList());
      resources += read.submissions().size();
      Set<String> patients =
          read.submissions().stream()
              .flatMap(submission -> submission.record().tags().stream())
              .filter(tag -> tag.startsWith("patient=Patient/"))
              .collect(Collectors.toSet());
      assertEquals(1, patients.size(), file + " " + patients);
      long aboutOne =
          read.submissions().stream()
              .filter(s -> s.record().tags().contains(patients.iterator().next()))
              .count();
      assertTrue(aboutOne > read.submissions().size() / 2, file + " " + aboutOne);
    }
    assertEquals(879 + 2124, resources);
  }

  @Test
  void hl7sBundlesAreTakenAsFarAsTheyAskForNothingElse() throws Exception {
    for (Path file : bundles("hl7.fhir.r4.examples-4.0.1", "fhir-test-cases/valid-edge")) {
      byte[] bytes = Files.readAllBytes(file);
      ReadBundle read = format.readBundle(bytes, "application/fhir+json", "party");
      if (file.endsWith("Bundle-bundle-transaction.json")) {
        assertEquals(
            List.of(
                "Bundle.entry[3].request.url",
                "Bundle.entry[4].request.ifMatch",
                "Bundle.entry[5].request.method",
                "Bundle.entry[6].request.method",
                "Bundle.entry[7].request.url",
                "Bundle.entry[8].request.method",
                "Bundle.entry[9].request.method"),
            read.problems().stream().map(problem -> problem.location()).toList());
      } else {
        assertEquals(List.of(), read.problems(), file.toString());
        check(bytes, read.submissions().stream().map(Submission::record).toList());
      }
    }
  }

  /** The records' documents are the Bundle's resources: the same values, and the same bytes. */
  private static void check(byte[] bundle, List<TypedRecord> records) throws IOException {
    List<JsonNode> expected = new ArrayList<>();
    for (JsonNode entry : JSON.readTree(bundle).path("entry")) {
      expected.add(entry.path("resource"));
    }
    assertEquals(expected.size(), records.size());
    String text = new String(bundle, StandardCharsets.UTF_8);
    int from = 0;
    for (int i = 0; i < records.size(); i++) {
      assertEquals(expected.get(i), JSON.readTree(records.get(i).document()));
      String document = new String(records.get(i).document(), StandardCharsets.UTF_8);
      int at = text.indexOf(document, from);
      assertTrue(at >= from, "entry " + i);
      from = at + document.length();
    }
    assertArrayEquals(bundle, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Path> bundles(String... sets) throws IOException {
    String shared = System.getProperty("vitrine.shared", "");
    Path folder = Path.of(shared, "samples", "fhir");
    boolean there = !shared.isEmpty() && Files.isDirectory(folder);
    assertFalse(
        !there && "1".equals(System.getenv("VITRINE_REQUIRE_ALL")),
        "VITRINE_REQUIRE_ALL=1, but -Dvitrine.shared has no samples/fhir");
    String skipped = "SKIPPED: no published FHIR samples; give -Dvitrine.shared=DIR";
    if (!there) {
      System.err.println(skipped);
    }
    assumeTrue(there, skipped);
    List<Path> found = new ArrayList<>();
    for (String set : sets) {
      try (Stream<Path> files = Files.list(folder.resolve(set))) {
        for (Path file : files.sorted().toList()) {
          if (isBundle(file)) {
            found.add(file);
          }
        }
      }
    }
    assertFalse(found.isEmpty());
    return found;
  }

  private static boolean isBundle(Path file) throws IOException {
    return file.toString().endsWith(".json")
        && JSON.readTree(Files.readAllBytes(file)).path("resourceType").asText().equals("Bundle");
  }
}
