package dev.vitrine.adapters.fhir.rules;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.proofs.record.InvalidDocumentException;
import org.jspecify.annotations.Nullable;

/** What the rules for values have in common. */
final class Invariants {
  /** The code of a problem with an invariant. */
  static final String CODE = "invariant";

  private Invariants() {}

  /** Notes that an invariant is broken. */
  static void broken(Problems problems, String place, String key, String reason, String remedy)
      throws InvalidDocumentException {
    problems.add(CODE, place, reason + " (" + key + ").", remedy);
  }

  /** Whether an element is there, be it only by its extensions. */
  static boolean has(JsonObject object, String name) {
    return object.has(name) || object.has('_' + name);
  }

  /** Whether a choice is there, with any of its types. */
  static boolean hasChoice(JsonObject object, String name) {
    for (int i = 0; i < object.size(); i++) {
      String member = object.name(i);
      int from = member.startsWith("_") ? 1 : 0;
      int end = from + name.length();
      if (member.length() > end
          && member.startsWith(name, from)
          && Character.isUpperCase(member.charAt(end))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a CodeableConcept has a coding of this system with one of these codes. */
  static boolean coded(@Nullable JsonObject concept, String system, String... codes) {
    if (concept != null) {
      for (JsonObject coding : concept.objects("coding")) {
        for (String code : codes) {
          if (system.equals(coding.string("system")) && code.equals(coding.string("code"))) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
