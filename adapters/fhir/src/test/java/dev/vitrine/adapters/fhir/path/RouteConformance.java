package dev.vitrine.adapters.fhir.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.Samples;
import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.adapters.fhir.template.BuiltInPaths;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Routes give what nodes give: for every expression of the built-in templates, over all samples.
 */
class RouteConformance {
  @Test
  void shorterWaysLeadToTheSamePlaces() throws Exception {
    Map<String, List<FhirPath>> paths = BuiltInPaths.byType();
    long compared = 0;
    long found = 0;
    for (byte[] document : Samples.documents()) {
      JsonObject resource = StrictJsonReader.read(document, new Problems());
      for (FhirPath path : paths.getOrDefault(resource.string("resourceType"), List.of())) {
        FhirPath nodes = path.byNodes();
        Json expected = nodes.first(resource, References.NONE);
        Json actual = path.first(resource, References.NONE);
        assertAlike(expected, actual, path);
        List<Json> all = nodes.values(resource, References.NONE);
        List<Json> others = path.values(resource, References.NONE);
        assertEquals(all.size(), others.size(), path.toString());
        for (int i = 0; i < all.size(); i++) {
          assertAlike(all.get(i), others.get(i), path);
        }
        compared++;
        found += expected == null ? 0 : 1;
      }
    }
    assertTrue(compared > 10_000, "compared " + compared);
    assertTrue(found > 5_000, "found " + found);
  }

  /** A value that the expression made is another one each time; an element is the same. */
  private static void assertAlike(@Nullable Json expected, @Nullable Json actual, FhirPath path) {
    if (expected instanceof JsonPrimitive) {
      assertEquals(expected, actual, path.toString());
    } else {
      assertSame(expected, actual, path.toString());
    }
  }
}
