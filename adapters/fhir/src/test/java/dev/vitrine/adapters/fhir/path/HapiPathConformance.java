package dev.vitrine.adapters.fhir.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import dev.vitrine.adapters.fhir.Samples;
import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.adapters.fhir.template.BuiltInPaths;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.junit.jupiter.api.Test;

/** Beside HAPI's FHIRPath: every expression of the built-in templates over HL7's examples. */
class HapiPathConformance {
  @Test
  void expressionsGiveWhatHapiGives() throws Exception {
    FhirContext context = FhirContext.forR4();
    IFhirPath hapi = context.newFhirPath();
    Map<String, List<FhirPath>> paths = BuiltInPaths.byType();
    Map<String, String> differ = new TreeMap<>();
    int compared = 0;
    int found = 0;
    for (Map.Entry<String, byte[]> example :
        Samples.under(Samples.folder().resolve("hl7.fhir.r4.examples-4.0.1")).entrySet()) {
      JsonObject ours = StrictJsonReader.read(example.getValue(), new Problems());
      List<FhirPath> own = paths.get(ours.string("resourceType"));
      if (own == null) {
        continue;
      }
      IBaseResource theirs =
          context
              .newJsonParser()
              .parseResource(new String(example.getValue(), StandardCharsets.UTF_8));
      for (FhirPath path : own) {
        if (path.toString().contains("resolve()")) {
          // HAPI's looks elsewhere
          continue;
        }
        List<String> one = ours(path, ours);
        List<String> two = theirs(hapi, path, theirs);
        if (!one.equals(two) && !known(path, one, two)) {
          differ.put(example.getKey() + " " + path, one + " instead of " + two);
        }
        compared++;
        found += one.isEmpty() ? 0 : 1;
      }
    }
    assertEquals(Map.of(), differ);
    assertTrue(compared > 500, "compared " + compared);
    assertTrue(found > 200, "found " + found);
  }

  /**
   * FHIRPath gives nothing for nothing there; HAPI a fault for single(), an empty text for join().
   */
  private static boolean known(FhirPath path, List<String> ours, List<String> theirs) {
    String text = path.toString();
    return ours.isEmpty()
        && ((text.contains(".single()") && theirs.equals(List.of("EVALUATION")))
            || (text.contains(".join(") && theirs.equals(List.of(""))));
  }

  private static List<String> ours(FhirPath path, JsonObject resource) {
    List<String> values = new ArrayList<>();
    try {
      for (Json value : path.values(resource, References.NONE)) {
        values.add(value instanceof JsonPrimitive primitive ? primitive.text() : "{}");
      }
    } catch (FhirPathException e) {
      values.add(e.kind().toString());
    }
    return values;
  }

  private static List<String> theirs(IFhirPath hapi, FhirPath path, IBaseResource resource) {
    List<String> values = new ArrayList<>();
    try {
      for (IBase value : hapi.evaluate(resource, path.toString(), IBase.class)) {
        values.add(
            value instanceof IPrimitiveType<?> primitive
                ? String.valueOf(primitive.getValueAsString())
                : "{}");
      }
    } catch (RuntimeException e) {
      values.add("EVALUATION");
    }
    return values;
  }
}
