package dev.vitrine.adapters.gs1.identifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.adapters.gs1.SampleFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every EPC URI in the published JSON documents. */
class PublishedIdentifierConformance {
  /** Places without the extension that the scheme asks for, be it 0. */
  private static final Set<String> MALFORMED =
      Set.of(
          "urn:epc:id:sgln:0054321.00729",
          "urn:epc:id:sgln:0054321.00730",
          "urn:epc:id:sgln:0054321.00731");

  @Test
  void everyEpcUriIsReadAndWrittenTheSame() throws IOException {
    Set<String> found = new TreeSet<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(SampleFolder.require())) {
      files = all.filter(file -> file.toString().matches(".*\\.(json|jsonld)")).toList();
    }
    for (Path file : files) {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      try {
        collect(
            new ObjectMapper().readTree(text.startsWith("\ufeff") ? text.substring(1) : text),
            found);
      } catch (JsonProcessingException e) {
        // some are published as examples of what is no JSON
        assertNotNull(e.getMessage());
      }
    }
    Set<String> refused = new TreeSet<>();
    int read = 0;
    for (String uri : found) {
      if (!(Gs1Identifier.parse(uri) instanceof Gs1Identifier id)) {
        refused.add(uri);
        continue;
      }
      read++;
      assertEquals(Translation.to(uri), id.toEpcUri(GcpLengths.unknown()));
      assertEquals(id, Gs1Identifier.parse(id.canonicalLink()), uri);
      EpcScheme scheme = id.scheme();
      assertNotNull(scheme, uri);
      if (scheme != EpcScheme.LGTIN) {
        String stars = "*" + ".*".repeat(scheme.components() - 1);
        IdPattern pattern = IdPattern.of("urn:epc:idpat:" + scheme.urnName() + ':' + stars);
        assertNotNull(pattern, uri);
        assertTrue(pattern.matches(uri) && pattern.matches(id.canonicalLink()), uri);
      }
    }
    assertEquals(MALFORMED, refused);
    assertEquals(326, read);
  }

  /** Regular expressions in schemas look alike; they have backslashes, which no EPC URI has. */
  private static void collect(JsonNode node, Set<String> found) {
    if (node.isTextual()) {
      String text = node.textValue();
      if (text.startsWith("urn:epc:") && text.indexOf('\\') < 0) {
        found.add(text);
      }
    }
    node.forEach(child -> collect(child, found));
  }
}
