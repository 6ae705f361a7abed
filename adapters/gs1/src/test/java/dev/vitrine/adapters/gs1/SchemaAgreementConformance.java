package dev.vitrine.adapters.gs1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The hand-written checks against GS1's official JSON Schema, as an independent validator reads it:
 * over every published event, and over what comes of it by changing one thing at a time. They agree
 * but for the differences that {@code docs/epcis.md} lists, each of which is recognised here by
 * what was changed.
 */
class SchemaAgreementConformance {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** So many changes of one event at most, spread evenly over it. */
  private static final int MUTANTS_OF_ONE = 60;

  /** So many events of one document at most. */
  private static final int EVENTS_OF_ONE = 8;

  private final EpcisFormat format = new EpcisFormat();

  @Test
  void agreesOnEveryPublishedEventAndItsMutants() throws IOException {
    Path folder = SampleFolder.require();
    JsonSchema schema = schema(folder);
    Map<String, Integer> differences = new TreeMap<>();
    List<String> examples = new ArrayList<>();
    int compared = 0;
    int refused = 0;
    for (JsonNode event : events(folder)) {
      List<EventMutants.Mutant> mutants = EventMutants.of(event);
      int step = Math.max(1, mutants.size() / MUTANTS_OF_ONE);
      for (int i = 0; i < mutants.size(); i += step) {
        EventMutants.Mutant mutant = mutants.get(i);
        Set<ValidationMessage> theirs = schema.validate(mutant.event());
        String ours = problems(mutant.event());
        compared++;
        refused += theirs.isEmpty() ? 0 : 1;
        if (theirs.isEmpty() != ours.isEmpty() && !(theirs.isEmpty() && isLooseTime(mutant))) {
          String key = mutant.change() + (theirs.isEmpty() ? " schema accepts" : " schema refuses");
          if (differences.merge(key, 1, Integer::sum) == 1) {
            examples.add(
                key
                    + " at "
                    + mutant.place()
                    + ": "
                    + ours
                    + theirs.stream()
                        .map(ValidationMessage::getMessage)
                        .limit(2)
                        .collect(Collectors.joining(" | ")));
          }
        }
      }
    }
    System.out.printf(
        "EPCIS schema agreement: %d documents compared, %d of them refused%n", compared, refused);
    assertEquals(List.of(), examples, differences.toString());
    assertTrue(compared > 4000 && refused > 2000, compared + " compared, " + refused + " refused");
  }

  /** The schema's pattern for times does not reach to the end of the text. */
  private static boolean isLooseTime(EventMutants.Mutant mutant) {
    return mutant.change().endsWith("ZX\"");
  }

  private String problems(JsonNode event) throws IOException {
    try {
      format.read(JSON.writeValueAsBytes(event), "application/json", "party");
      return "";
    } catch (InvalidDocumentException e) {
      return e.problems().get(0).code() + " at " + e.problems().get(0).location() + " ";
    }
  }

  /** Published events, each once, with a context, since the schema wants one on a bare event. */
  private static Set<JsonNode> events(Path folder) throws IOException {
    Set<JsonNode> events = new LinkedHashSet<>();
    for (Path file : SampleFolder.jsonFiles(folder)) {
      byte[] body = Files.readAllBytes(file);
      if (!SampleFolder.isEventDocument(body) || SampleFolder.isInvalidFolder(file)) {
        continue;
      }
      String text = new String(body, StandardCharsets.UTF_8);
      JsonNode root = JSON.readTree(text.startsWith("\ufeff") ? text.substring(1) : text);
      JsonNode list = root.at("/epcisBody/eventList");
      if (list.isMissingNode()) {
        list = root.at("/epcisBody/queryResults/resultsBody/eventList");
      }
      Iterable<JsonNode> found = list.isMissingNode() ? List.of(root) : list;
      int taken = 0;
      for (JsonNode event : found) {
        // two measurement types came into the vocabulary after the schema
        boolean comparable = event.isObject() && !event.toString().contains("EffectiveDose");
        if (comparable && taken++ < EVENTS_OF_ONE) {
          ((ObjectNode) event)
              .putArray("@context")
              .add("https://ref.gs1.org/standards/epcis/epcis-context.jsonld");
          events.add(event);
        }
      }
    }
    return events;
  }

  private static JsonSchema schema(Path folder) throws IOException {
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(
            JSON.readTree(folder.resolve("gs1-EPCIS/EPCIS-JSON-Schema.json").toFile()), config);
  }
}
