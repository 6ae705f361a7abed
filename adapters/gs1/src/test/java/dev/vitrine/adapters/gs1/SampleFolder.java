package dev.vitrine.adapters.gs1;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The published EPCIS samples that the property {@code vitrine.shared} points to. */
public final class SampleFolder {
  private static final Set<String> ROOT_TYPES =
      Set.of(
          "EPCISDocument",
          "EPCISQueryDocument",
          "ObjectEvent",
          "AggregationEvent",
          "TransactionEvent",
          "TransformationEvent",
          "AssociationEvent");

  private SampleFolder() {}

  /** The folder; where it is missing the test is skipped, or fails if nothing may be missing. */
  public static Path require() {
    String shared = System.getProperty("vitrine.shared", "");
    Path folder = Path.of(shared, "samples", "gs1");
    boolean there = !shared.isEmpty() && Files.isDirectory(folder);
    if (!there && "1".equals(System.getenv("VITRINE_REQUIRE_ALL"))) {
      fail("vitrine.shared must point to the published samples");
    }
    assumeTrue(there, "SKIPPED: no published EPCIS samples; set -Dvitrine.shared");
    return folder;
  }

  /** Every JSON file, in order of names. */
  static List<Path> jsonFiles(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().matches(".*\\.(json|jsonld)"))
          .sorted()
          .toList();
    }
  }

  /**
   * Whether a file is meant as an event document: its root object has the type of one, or an event
   * time. Schemas, contexts, ontologies, API descriptions, query parameters, generator designs and
   * resolver data have neither.
   */
  static boolean isEventDocument(byte[] body) throws IOException {
    JsonNode root;
    try {
      String text = new String(body, StandardCharsets.UTF_8);
      root = new ObjectMapper().readTree(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (JsonProcessingException e) {
      return false;
    }
    boolean design = root.has("eventCount") || root.has("identifierSyntax");
    return root.isObject()
        && !design
        && (ROOT_TYPES.contains(root.path("type").asText())
            || root.has("eventTime")
            || root.has("epcisBody"));
  }

  /** Folders whose documents are published as wrong ones. */
  static boolean isInvalidFolder(Path file) {
    List<String> parts = new ArrayList<>();
    file.forEach(part -> parts.add(part.toString()));
    return parts.contains("Invalid");
  }
}
