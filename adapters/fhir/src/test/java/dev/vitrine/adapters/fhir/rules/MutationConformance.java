package dev.vitrine.adapters.fhir.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.adapters.fhir.Samples;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One change of one place makes a valid resource invalid, and is refused there by its rule. */
class MutationConformance {
  /** Mutants of one sample that are looked at, of all that there are. */
  private static final int OF_ONE = 150;

  private static final int SAMPLE_BYTES = 60_000;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Map<String, Integer> kinds = new TreeMap<>();
  private final List<String> survivors = new ArrayList<>();

  /** Each of the 146 types, with every element of it and of its parts. */
  @Test
  void mutantsOfEveryTypeAreRefusedInTheirPlace() throws IOException {
    Random random = new Random(4_0_1);
    for (String type : Instances.types()) {
      ObjectNode resource = new Instances(2).resource(type);
      assertEquals(List.of(), problems(resource), type);
      mutate(type, resource, 200, random);
    }
    report("types");
  }

  @Test
  void mutantsOfSamplesAreRefusedInTheirPlace() throws IOException {
    Random random = new Random(20261125);
    int samples = 0;
    for (String set :
        List.of("hl7.fhir.r4.examples-4.0.1", "fhir-test-cases/valid-edge", "bulk-10-patients")) {
      Path folder = Samples.folder().resolve(set);
      for (Map.Entry<String, byte[]> document : Samples.under(folder).entrySet()) {
        boolean many = document.getKey().contains(".ndjson") && random.nextInt(20) != 0;
        if (document.getValue().length <= SAMPLE_BYTES && !many) {
          ObjectNode resource = (ObjectNode) MAPPER.readTree(document.getValue());
          assertEquals(List.of(), problems(resource), document.getKey());
          mutate(document.getKey(), resource, OF_ONE, random);
          samples++;
        }
      }
    }
    report(samples + " samples");
  }

  private void mutate(String name, ObjectNode resource, int most, Random random) {
    int[] count = {0};
    Mutants.of(resource, (kind, expected) -> count[0]++);
    double share = most / (double) count[0];
    Mutants.of(
        resource,
        (kind, expected) -> {
          if (random.nextDouble() < share) {
            List<String> problems = problems(resource);
            kinds.merge(kind, 1, Integer::sum);
            if (!problems.contains(expected)) {
              survivors.add(name + ": " + kind + " wants " + expected + ", has " + problems);
            }
          }
        });
  }

  private void report(String of) {
    int all = kinds.values().stream().mapToInt(Integer::intValue).sum();
    System.out.println("mutants of " + of + ": " + all + " refused in their place " + kinds);
    assertEquals(
        List.of(), survivors.subList(0, Math.min(10, survivors.size())), "of " + survivors.size());
    assertTrue(kinds.size() >= 10 && all > 5_000, kinds.toString());
  }

  static List<String> problems(ObjectNode resource) {
    try {
      Problems problems = new Problems();
      JsonObject read = StrictJsonReader.read(MAPPER.writeValueAsBytes(resource), problems);
      ResourceCheck.of(read, problems);
      problems.refuseIfAny();
      return List.of();
    } catch (InvalidDocumentException e) {
      return e.problems().stream().map(each -> each.code() + " at " + each.location()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
