package dev.vitrine.adapters.fhir.template;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.adapters.fhir.path.FhirPath;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Every expression in the built-in templates. */
public final class BuiltInPaths {
  private BuiltInPaths() {}

  /** By the type of resource they are for. */
  public static Map<String, List<FhirPath>> byType() throws Exception {
    Map<String, List<FhirPath>> paths = new HashMap<>();
    for (Template template : Templates.builtIn().all()) {
      String type = template.resource();
      if (type.equals(Template.ANY)) {
        continue;
      }
      String id = template.schema().id();
      String file = id.substring(id.indexOf('.') + 1, id.lastIndexOf('.')) + ".json";
      try (InputStream in = Templates.class.getResourceAsStream(file)) {
        JsonObject root = StrictJsonReader.read(in.readAllBytes(), new Problems());
        List<FhirPath> own = paths.computeIfAbsent(type, key -> new ArrayList<>());
        String guard = root.string("guard");
        if (guard != null) {
          own.add(FhirPath.compile(guard, type));
        }
        for (String part : List.of("slots", "tags")) {
          for (JsonObject entry : root.objects(part)) {
            own.add(FhirPath.compile(Objects.requireNonNull(entry.string("path")), type));
          }
        }
      }
    }
    return paths;
  }
}
