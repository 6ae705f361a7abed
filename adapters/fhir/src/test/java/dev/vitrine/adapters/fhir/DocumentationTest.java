package dev.vitrine.adapters.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.json.FhirLimits;
import dev.vitrine.adapters.fhir.path.FhirPath;
import dev.vitrine.adapters.fhir.template.TemplateTables;
import dev.vitrine.proofs.record.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** docs/fhir.md says what the code does. */
class DocumentationTest {
  private static final String BEGIN = "<!-- templates -->";
  private static final String END = "<!-- end of templates -->";

  @Test
  void templatesAreTheOnesDescribed() throws IOException {
    String text = Files.readString(Path.of("..", "..", "docs", "fhir.md"));
    int start = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    assertTrue(start >= 0 && end > start, "the page has no place for the templates' tables");
    assertEquals(
        TemplateTables.markdown().strip(),
        text.substring(start + BEGIN.length(), end).strip(),
        "print the tables with TemplateTables");
  }

  @Test
  void commonSlotsAreDescribed() throws IOException {
    String text = Files.readString(Path.of("..", "..", "docs", "fhir.md"));
    String shared = text.substring(text.indexOf("Slots of every template"), text.indexOf(BEGIN));
    for (Slot slot : new FhirFormat().schemas().get(0).slots().subList(0, 7)) {
      assertTrue(shared.contains("`" + slot.name() + "`"), slot.name());
    }
  }

  @Test
  void functionsOfFhirPathAreTheOnesDescribed() throws IOException {
    String text = Files.readString(Path.of("..", "..", "docs", "fhir.md"));
    int start = text.indexOf("Functions: ");
    String listed = text.substring(start, text.indexOf("\n\n", start));
    Set<String> names = new TreeSet<>(FhirPath.functions());
    names.addAll(Set.of("is", "as", "ofType"));
    Set<String> found = new TreeSet<>();
    for (String word : listed.split("`")) {
      if (word.matches("[a-zA-Z]+")) {
        found.add(word);
      }
    }
    assertEquals(names, found);
  }

  @Test
  void limitsAreTheOnesDescribed() throws IOException {
    String text = Files.readString(Path.of("..", "..", "docs", "fhir.md"));
    for (String row :
        List.of(
            "| document | " + (FhirLimits.DOCUMENT_BYTES >> 20) + " MiB |",
            "| depth of nesting | " + FhirLimits.DEPTH + " |",
            "| members of an object | " + FhirLimits.MEMBERS + " |",
            "| a member's name | " + FhirLimits.NAME + " characters |",
            "| a number | " + FhirLimits.NUMBER + " characters, exponent ±" + FhirLimits.EXPONENT,
            "| problems reported | " + FhirLimits.PROBLEMS + " |",
            "| look-up tags | " + FhirLimits.TAGS + ", each up to " + FhirLimits.TAG)) {
      assertTrue(text.contains(row), row);
    }
  }
}
