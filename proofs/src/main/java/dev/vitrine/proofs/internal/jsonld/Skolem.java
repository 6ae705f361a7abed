package dev.vitrine.proofs.internal.jsonld;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/**
 * Gives each blank node of an expanded document a name, so that a part of the document says of the
 * same nodes as the whole, and takes the names away again (vc-di-ecdsa §3.4.7 to §3.4.9).
 */
final class Skolem {
  static final String PREFIX = "urn:bnid:";

  private int count;

  JsonArray name(JsonArray expanded) {
    JsonArrayBuilder out = StrictJson.PROVIDER.createArrayBuilder();
    for (JsonValue item : expanded) {
      out.add(item instanceof JsonObject object ? name(object) : item);
    }
    return out.build();
  }

  private JsonObject name(JsonObject node) {
    if (node.containsKey("@value")) {
      return node;
    }
    JsonObjectBuilder out = StrictJson.PROVIDER.createObjectBuilder();
    for (Map.Entry<String, JsonValue> member : node.entrySet()) {
      JsonValue value = member.getValue();
      boolean nested = value instanceof JsonArray && !member.getKey().equals("@type");
      out.add(member.getKey(), nested ? name(value.asJsonArray()) : value);
    }
    if (!node.containsKey("@id") && !node.containsKey("@list")) {
      out.add("@id", PREFIX + "b" + count);
      count++;
    }
    return out.build();
  }

  /** The quads with each given name as a blank node again. */
  static List<Quad> unname(List<Quad> quads) {
    return quads.stream()
        .map(
            quad ->
                quad.map(
                    iri -> iri.startsWith(PREFIX) ? "_:" + iri.substring(PREFIX.length()) : iri))
        .toList();
  }
}
