package dev.vitrine.adapters.fhir.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a valid resource of any type with every element that can stand beside the others. */
final class Instances {
  private static final String UCUM = "http://unitsofmeasure.org";

  /** Elements that would break a rule on values. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "Bundle.entry.request",
          "Bundle.entry.response",
          "Attachment.size",
          "Appointment.cancelationReason");

  private final int depth;

  /** Instances in which elements are given down to {@code depth}; further down what must be. */
  Instances(int depth) {
    this.depth = depth;
  }

  ObjectNode resource(String type) {
    ObjectNode resource = JsonNodeFactory.instance.objectNode();
    resource.put("resourceType", type);
    fill(resource, Objects.requireNonNull(R4.resource(type)), 0);
    return resource;
  }

  private void fill(ObjectNode object, R4Type type, int level) {
    long seen = 0;
    for (R4Element element : type.members()) {
      if (element.required() && (seen & element.bit()) == 0) {
        object.set(element.name(), value(element, type, level));
        seen |= element.bit();
      }
    }
    for (int pass = 0; pass < 3; pass++) {
      for (Presence rule : type.presences()) {
        for (int i = 0; i < rule.bits().size() && !rule.holds(seen); i++) {
          seen = add(object, type, seen, rule.bits().get(i), level);
        }
      }
    }
    if (level >= depth) {
      return;
    }
    for (R4Element element : type.members()) {
      long with = seen | element.bit();
      boolean allowed =
          !LEFT_OUT.contains(type.name() + '.' + element.name())
              && type.presences().stream().allMatch(rule -> rule.holds(with));
      if (allowed && with != seen && element.type().kind() != R4Type.Kind.ANY_RESOURCE) {
        seen = add(object, type, seen, element.bit(), level);
      }
    }
  }

  private long add(ObjectNode object, R4Type type, long seen, long bit, int level) {
    for (R4Element element : type.members()) {
      if (element.bit() == bit) {
        object.set(element.name(), value(element, type, level));
        return seen | bit;
      }
    }
    return seen;
  }

  private JsonNode value(R4Element element, R4Type owner, int level) {
    JsonNode one = single(element, owner, level);
    if (!element.repeats()) {
      return one;
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    return array.add(one);
  }

  private JsonNode single(R4Element element, R4Type owner, int level) {
    R4Type type = element.type();
    Primitive primitive = type.primitive();
    if (primitive != null) {
      return primitive(primitive, element, owner);
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    switch (type.name()) {
      case "Extension" -> object.put("url", "http://a.example/e").put("valueCode", "c");
      case "CodeableConcept" -> concept(object, element.codes());
      case "Reference" -> object.put("display", "d");
      case "Quantity", "SimpleQuantity", "Age", "Count", "Distance", "Duration" ->
          object.put("value", 1).put("system", UCUM).put("code", "1");
      case "Resource" -> {
        object.put("resourceType", "Basic").put("id", "b");
        object.putObject("code").put("text", "t");
      }
      default -> fill(object, type, level + 1);
    }
    if (object.isEmpty()) {
      object.putArray("extension").addObject().put("url", "http://a.example/e").put("valueId", "i");
    }
    return object;
  }

  private static void concept(ObjectNode concept, @Nullable CodeSet codes) {
    if (codes == null) {
      concept.put("text", "t");
      return;
    }
    Map.Entry<String, Set<String>> system =
        new TreeMap<>(codes.systems()).entrySet().iterator().next();
    concept
        .putArray("coding")
        .addObject()
        .put("system", system.getKey())
        .put("code", new TreeSet<>(system.getValue()).last());
  }

  private static JsonNode primitive(Primitive primitive, R4Element element, R4Type owner) {
    CodeSet codes = element.codes();
    if (codes != null) {
      TreeSet<String> all = new TreeSet<>();
      codes.systems().values().forEach(all::addAll);
      boolean bundle = owner.name().equals("Bundle");
      return new TextNode(bundle ? "searchset" : all.last());
    }
    return switch (primitive) {
      case BOOLEAN -> BooleanNode.TRUE;
      case DECIMAL, INTEGER, POSITIVE_INT, UNSIGNED_INT -> new IntNode(1);
      case BASE64_BINARY -> new TextNode("QUJD");
      case DATE -> new TextNode("2026-11-25");
      case DATE_TIME, INSTANT -> new TextNode("2026-11-25T10:00:00Z");
      case TIME -> new TextNode("10:00:00");
      case OID -> new TextNode("urn:oid:1.2.3");
      case UUID -> new TextNode("urn:uuid:c757873d-ec9a-4326-a141-556f43239520");
      case XHTML -> new TextNode("<div xmlns=\"http://www.w3.org/1999/xhtml\">d</div>");
      case URI, URL, CANONICAL -> new TextNode("http://a.example/u");
      case CODE, ID, STRING, MARKDOWN -> new TextNode(element.name().equals("id") ? "i" : "a");
    };
  }

  static List<String> types() {
    return List.copyOf(R4.resourceTypes());
  }
}
