package dev.vitrine.adapters.fhir;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Published FHIR documents, where they are there. */
public final class Samples {
  private Samples() {}

  /** The folder of published samples; skips the test, loudly, where it is missing. */
  public static Path folder() {
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
    return folder;
  }

  /** Every document under a folder, by name; an NDJSON file gives one for each line. */
  public static Map<String, byte[]> under(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    Map<String, byte[]> found = new LinkedHashMap<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (name.endsWith(".json")) {
        found.put(name, Files.readAllBytes(file));
      } else if (name.endsWith(".ndjson")) {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
          if (!lines.get(i).isBlank()) {
            found.put(name + ':' + (i + 1), lines.get(i).getBytes(StandardCharsets.UTF_8));
          }
        }
      }
    }
    return found;
  }

  /** Every valid document, and every resource of some Bundles as one. */
  public static List<byte[]> documents() throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (String part :
        List.of("hl7.fhir.r4.examples-4.0.1", "bulk-10-patients", "fhir-test-cases/valid-edge")) {
      all.addAll(under(folder().resolve(part)).values());
    }
    for (String part : List.of("synthea-ms-anonymizer", "synthea-blaze")) {
      for (byte[] bundle : under(folder().resolve(part)).values()) {
        all.addAll(Bundles.resources(bundle));
      }
    }
    return all;
  }
}
