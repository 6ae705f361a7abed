package dev.vitrine.adapters.fhir.json;

import dev.vitrine.proofs.record.Element;
import java.util.ArrayList;
import java.util.List;

/** Lists every primitive of a document in document order, each with its JSON Pointer. */
public final class Elements {
  private final List<Element> found = new ArrayList<>();
  private final StringBuilder pointer = new StringBuilder(128);
  private long bytes;

  private Elements() {}

  /** The primitives under {@code root}, or an empty list where they pass their bound in bytes. */
  public static List<Element> of(JsonObject root) {
    Elements elements = new Elements();
    elements.walk(root);
    return elements.bytes > FhirLimits.ELEMENT_BYTES ? List.of() : elements.found;
  }

  private void walk(Json value) {
    if (bytes > FhirLimits.ELEMENT_BYTES) {
      return;
    }
    int mark = pointer.length();
    if (value instanceof JsonPrimitive primitive) {
      bytes += mark + 2L + primitive.text().length();
      found.add(new Element(pointer.toString(), primitive.type(), primitive.text()));
    } else if (value instanceof JsonObject object) {
      for (int i = 0; i < object.size(); i++) {
        pointer.append('/').append(Element.token(object.name(i)));
        walk(object.value(i));
        pointer.setLength(mark);
      }
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        pointer.append('/').append(i);
        walk(array.at(i));
        pointer.setLength(mark);
      }
    }
  }
}
