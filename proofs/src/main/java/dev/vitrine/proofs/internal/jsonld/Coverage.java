package dev.vitrine.proofs.internal.jsonld;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.util.Map;

/**
 * That all of a JSON-LD document reaches its RDF. Whatever the conversion would drop in silence no
 * signature covers, and a reader of the JSON would still believe it; so such documents are refused.
 */
final class Coverage {
  private Coverage() {}

  /** A context stands at the top only, so that no part gives its terms another meaning. */
  static void checkCompact(JsonObject document) throws JsonLdException {
    if (!document.containsKey("@context")) {
      throw new JsonLdException("@context is missing");
    }
    for (Map.Entry<String, JsonValue> member : document.entrySet()) {
      if (!member.getKey().equals("@context")) {
        checkInner(member.getKey(), member.getValue());
      }
    }
  }

  private static void checkInner(String name, JsonValue value) throws JsonLdException {
    if (value == JsonValue.NULL) {
      throw new JsonLdException("a null, which RDF does not know");
    }
    if (name.equals("@context") || name.equals("@reverse") || name.equals("@included")) {
      throw new JsonLdException(name + " within the document");
    }
    if (value instanceof JsonArray array) {
      if (array.isEmpty()) {
        throw new JsonLdException("an empty array, which RDF does not know");
      }
      for (JsonValue item : array) {
        if (item instanceof JsonArray) {
          throw new JsonLdException("an array within an array");
        }
        checkInner("", item);
      }
    } else if (value instanceof JsonObject object) {
      for (Map.Entry<String, JsonValue> member : object.entrySet()) {
        checkInner(member.getKey(), member.getValue());
      }
    }
  }

  /** What expansion leaves has absolute IRIs only, and neither an index nor a direction. */
  static void checkExpanded(JsonStructure expanded) throws JsonLdException {
    if (expanded instanceof JsonArray array) {
      if (array.size() != 1) {
        throw new JsonLdException("not one top-level node");
      }
      checkNode(array.get(0));
    }
  }

  private static void checkNode(JsonValue value) throws JsonLdException {
    if (value instanceof JsonArray array) {
      for (JsonValue item : array) {
        checkNode(item);
      }
      return;
    }
    if (!(value instanceof JsonObject object)) {
      return;
    }
    if (object.containsKey("@value")) {
      if (object.containsKey("@index") || object.containsKey("@direction")) {
        throw new JsonLdException("a value with an index or a direction");
      }
      return;
    }
    for (Map.Entry<String, JsonValue> member : object.entrySet()) {
      switch (member.getKey()) {
        case "@id", "@type" -> checkIris(member.getValue());
        case "@list", "@graph", "@set" -> checkNode(member.getValue());
        default -> {
          if (member.getKey().startsWith("@")) {
            throw new JsonLdException("the keyword " + member.getKey());
          }
          checkNode(member.getValue());
        }
      }
    }
  }

  private static void checkIris(JsonValue value) throws JsonLdException {
    if (value instanceof JsonArray array) {
      for (JsonValue item : array) {
        checkIris(item);
      }
    } else if (!(value instanceof JsonString text)
        || text.getString().indexOf(':') < 1
        || text.getString().startsWith("_:")
        || text.getString().startsWith(Skolem.PREFIX)) {
      throw new JsonLdException("an identifier or type that is not an absolute IRI");
    }
  }
}
