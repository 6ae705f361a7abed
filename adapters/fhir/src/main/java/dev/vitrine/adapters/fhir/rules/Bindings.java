package dev.vitrine.adapters.fhir.rules;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.List;

/** Required bindings: of codes by their text, of concepts by system and code of one coding. */
final class Bindings {
  private Bindings() {}

  static void code(JsonPrimitive code, CodeSet codes, Trail trail, Problems problems)
      throws InvalidDocumentException {
    if (!codes.contains(code.text())) {
      unknown(trail.toString(), codes, problems);
    }
  }

  /**
   * A concept needs one coding of the value set. One that has extensions in place of codings may
   * say so why there is none.
   */
  static void concept(JsonObject concept, CodeSet codes, Trail trail, Problems problems)
      throws InvalidDocumentException {
    List<JsonObject> codings = concept.objects("coding");
    boolean known = codings.isEmpty() && concept.has("extension");
    for (JsonObject coding : codings) {
      String code = coding.string("code");
      String system = coding.string("system");
      known |= coding.has("extension") && code == null;
      known |=
          code != null && (system == null ? codes.contains(code) : codes.contains(system, code));
    }
    if (!known) {
      unknown(trail.toString(), codes, problems);
    }
  }

  private static void unknown(String place, CodeSet codes, Problems problems)
      throws InvalidDocumentException {
    problems.add(
        "unknown-code",
        place,
        "The code is not in the value set that the element is bound to.",
        "Use one of these, in their exact spelling: " + codes.listed() + ".");
  }
}
