package dev.vitrine.adapters.fhir.rules;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A resource with those it contains: the space in which {@code #id} references must resolve. */
final class Container {
  private final Set<String> ids = new HashSet<>();
  private final List<String[]> references = new ArrayList<>();

  Container(JsonObject resource) {
    for (JsonObject contained : resource.objects("contained")) {
      String id = contained.string("id");
      if (id != null) {
        ids.add(id);
      }
    }
  }

  void refer(String reference, String place) {
    if (reference.length() > 1 && !ids.contains(reference.substring(1))) {
      references.add(new String[] {reference, place});
    }
  }

  void report(Problems problems) throws InvalidDocumentException {
    for (String[] reference : references) {
      problems.add(
          "unresolved-reference",
          reference[1],
          "A local reference names no contained resource (ref-1).",
          "Contain the resource, or refer to it by type and id.");
    }
  }
}
