package dev.vitrine.proofs.internal.jsonld;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of a JSON-LD document that JSON Pointers (RFC 6901) select (vc-di-ecdsa §3.4.13
 * selectJsonLd): what they point at, and of every object on the way its {@code type} and its
 * identifier, without which the part would say something else. Arrays close up.
 */
final class Selection {
  private static final int MAX_POINTER = 1024;

  /** A place in the part: an object, an array with gaps, or a value taken whole. */
  private static final class Place {
    private final @Nullable Map<String, Place> members;
    private final @Nullable TreeMap<Integer, Place> items;
    private @Nullable JsonValue whole;

    Place(JsonValue original) {
      this.members = original instanceof JsonObject ? new LinkedHashMap<>() : null;
      this.items = original instanceof JsonArray ? new TreeMap<>() : null;
      if (original instanceof JsonObject object && members != null) {
        keep(object, "id");
        keep(object, "@id");
        keep(object, "type");
        keep(object, "@type");
      }
    }

    private void keep(JsonObject object, String name) {
      JsonValue value = object.get(name);
      boolean blank = value instanceof JsonString id && id.getString().startsWith("_:");
      if (value != null && !blank && members != null) {
        Place place = new Place(JsonValue.NULL);
        place.whole = value;
        members.put(name, place);
      }
    }

    JsonValue value() {
      if (whole != null) {
        return whole;
      }
      if (members != null) {
        JsonObjectBuilder out = StrictJson.PROVIDER.createObjectBuilder();
        members.forEach((name, place) -> out.add(name, place.value()));
        return out.build();
      }
      JsonArrayBuilder out = StrictJson.PROVIDER.createArrayBuilder();
      if (items != null) {
        items.values().forEach(place -> out.add(place.value()));
      }
      return out.build();
    }
  }

  private Selection() {}

  /**
   * The selected part with the document's context.
   *
   * @throws JsonLdException if a pointer is not well formed or points nowhere
   */
  static JsonObject select(JsonObject document, List<String> pointers) throws JsonLdException {
    Place root = new Place(document);
    if (root.members != null) {
      Place context = new Place(JsonValue.NULL);
      context.whole = document.get("@context");
      root.members.put("@context", context);
    }
    for (String pointer : pointers) {
      take(root, document, pointer);
    }
    return root.value().asJsonObject();
  }

  private static void take(Place root, JsonObject document, String pointer) throws JsonLdException {
    Place place = root;
    JsonValue original = document;
    for (String token : tokens(pointer)) {
      Place next;
      if (original instanceof JsonObject object && object.containsKey(token)) {
        original = object.get(token);
        next = child(place.members, token, original);
      } else if (original instanceof JsonArray array && index(token) < array.size()) {
        original = array.get(index(token));
        next = child(place.items, index(token), original);
      } else {
        throw new JsonLdException("a pointer that points nowhere");
      }
      if (place.whole != null) {
        return;
      }
      place = next;
    }
    place.whole = original;
  }

  private static <K> Place child(@Nullable Map<K, Place> children, K key, JsonValue original) {
    if (children == null) {
      return new Place(original);
    }
    return children.computeIfAbsent(key, absent -> new Place(original));
  }

  private static List<String> tokens(String pointer) throws JsonLdException {
    if (pointer.length() > MAX_POINTER || (!pointer.isEmpty() && pointer.charAt(0) != '/')) {
      throw new JsonLdException("a pointer is too long or does not start with a slash");
    }
    List<String> tokens = new ArrayList<>();
    if (pointer.isEmpty()) {
      return tokens;
    }
    for (String token : pointer.substring(1).split("/", -1)) {
      if (token.replace("~0", "").replace("~1", "").indexOf('~') >= 0) {
        throw new JsonLdException("a pointer with an unknown escape");
      }
      tokens.add(token.replace("~1", "/").replace("~0", "~"));
    }
    return tokens;
  }

  private static int index(String token) {
    boolean canonical = token.matches("0|[1-9][0-9]{0,5}");
    return canonical ? Integer.parseInt(token) : Integer.MAX_VALUE;
  }
}
