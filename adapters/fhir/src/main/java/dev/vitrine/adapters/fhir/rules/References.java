package dev.vitrine.adapters.fhir.rules;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.proofs.record.InvalidDocumentException;

/**
 * Where references point to, as far as the document itself tells: {@code type}, and what a local
 * reference names. The {@code Type} in {@code Type/id} is not held against the definition: HL7's
 * own examples break it, and its validator lets it pass.
 */
final class References {
  private References() {}

  static void check(
      JsonObject reference, R4Element element, Container container, Trail trail, Problems problems)
      throws InvalidDocumentException {
    String literal = reference.string("reference");
    if (literal != null && literal.startsWith("#")) {
      container.refer(literal, element, trail.at("reference"));
    }
    String type = reference.string("type");
    if (type != null && !element.allowsTarget(type) && R4.resource(type) != null) {
      wrongTarget(problems, trail.at("type"), element);
    }
  }

  static void wrongTarget(Problems problems, String place, R4Element element)
      throws InvalidDocumentException {
    problems.add(
        "wrong-target",
        place,
        "The element can't refer to a resource of this type.",
        "Refer to one of: " + String.join(", ", element.targets()) + ".");
  }
}
