package dev.vitrine.adapters.fhir.rules;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A resource with those it contains: the space in which {@code #id} references must resolve. */
final class Container {
  private record Local(String id, R4Element element, String place) {}

  private final Map<String, String> types = new HashMap<>();
  private final List<Local> references = new ArrayList<>();

  Container(JsonObject resource) {
    for (JsonObject contained : resource.objects("contained")) {
      String id = contained.string("id");
      String type = contained.string("resourceType");
      if (id != null) {
        types.put(id, type == null ? "" : type);
      }
    }
  }

  /** Notes a local reference under {@code element}; one to the container itself is {@code #}. */
  void refer(String reference, R4Element element, String place) {
    if (reference.length() > 1) {
      references.add(new Local(reference.substring(1), element, place));
    }
  }

  void report(Problems problems) throws InvalidDocumentException {
    for (Local reference : references) {
      String type = types.get(reference.id());
      if (type == null) {
        problems.add(
            "unresolved-reference",
            reference.place(),
            "A local reference names no contained resource (ref-1).",
            "Contain the resource, or refer to it by type and id.");
      } else if (R4.resource(type) != null && !reference.element().allowsTarget(type)) {
        References.wrongTarget(problems, reference.place(), reference.element());
      }
    }
  }
}
