package dev.vitrine.adapters.fhir.consent;

import dev.vitrine.adapters.fhir.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A code of a code system.
 *
 * @param system its URI; empty where none was given
 */
public record Coded(String system, String code) {
  /** A Coding's code; null where it has none. */
  static @Nullable Coded of(JsonObject coding) {
    String code = coding.string("code");
    String system = coding.string("system");
    return code == null ? null : new Coded(system == null ? "" : system, code);
  }

  /** All codes of a CodeableConcept. */
  static List<Coded> all(@Nullable JsonObject concept) {
    List<Coded> codes = new ArrayList<>();
    if (concept != null) {
      for (JsonObject coding : concept.objects("coding")) {
        Coded code = of(coding);
        if (code != null) {
          codes.add(code);
        }
      }
    }
    return codes;
  }
}
