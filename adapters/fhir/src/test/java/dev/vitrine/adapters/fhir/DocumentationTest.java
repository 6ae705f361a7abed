package dev.vitrine.adapters.fhir;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.json.FhirLimits;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/fhir.md says what the code does. */
class DocumentationTest {
  @Test
  void everySlotOfEverySchemaIsDescribed() throws IOException {
    String text = Files.readString(Path.of("..", "..", "docs", "fhir.md"));
    for (Schema schema : new FhirFormat().schemas()) {
      int start = text.indexOf("### `" + schema.id() + "`");
      assertTrue(start >= 0, schema.id());
      String section = text.substring(start, text.indexOf("\n#", start + 1));
      String shared = text.substring(text.indexOf("Slots of every template"), start);
      for (Slot slot : schema.slots()) {
        String name = "`" + slot.name() + "`";
        assertTrue(
            section.contains("| " + name + " |") || shared.contains(name),
            schema + "." + slot.name());
      }
    }
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
