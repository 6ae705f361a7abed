package dev.vitrine.adapters.fhir.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Every change of one place in a valid resource that makes it invalid, with what must be said of
 * it. A change is done, looked at and undone on the one tree.
 */
final class Mutants {
  /** Looks at a changed resource. */
  interface Judge {
    /**
     * @param kind what was done, in a word
     * @param expected code and place that must be among the problems
     */
    void see(String kind, String expected);
  }

  private final Judge judge;

  private Mutants(Judge judge) {
    this.judge = judge;
  }

  /** Shows {@code judge} each mutant of {@code resource}. */
  static void of(ObjectNode resource, Judge judge) {
    String type = resource.path("resourceType").asText();
    new Mutants(judge).object(resource, Objects.requireNonNull(R4.resource(type)), type);
  }

  private void object(ObjectNode object, R4Type type, String place) {
    change(object, "notOfThisType", new TextNode("x"), "unknown", "unknown-element at " + place);
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      R4Element element = type.member(name);
      if (element != null) {
        member(object, type, element, place);
      }
    }
  }

  private void member(ObjectNode object, R4Type type, R4Element element, String place) {
    String name = element.name();
    String at = place + "." + name;
    JsonNode value = Objects.requireNonNull(object.get(name));
    boolean alone = !object.has("_" + name);
    if (element.required() && alone) {
      object.remove(name);
      judge.see("missing", "missing-element at " + place + "." + element.label());
      object.set(name, value);
    }
    if (element.repeats()) {
      replaced(object, name, value.get(0), "single", "wrong-cardinality at " + at);
      replaced(object, name, array(), "empty", "empty-array at " + at);
    } else {
      replaced(object, name, array().add(value), "many", "wrong-cardinality at " + at);
    }
    replaced(object, name, NullNode.instance, "null", "null-value at " + at);
    if (element.choice()) {
      choice(object, type, element, place);
    }
    if (!(value instanceof ArrayNode items)) {
      value(object, element, value, at, changed -> object.set(name, changed));
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      int index = i;
      JsonNode item = items.get(i);
      if (!item.isNull()) {
        value(object, element, item, at + "[" + i + "]", changed -> items.set(index, changed));
      }
    }
  }

  private void choice(ObjectNode object, R4Type type, R4Element element, String place) {
    String stem = element.label().replace("[x]", "");
    JsonNode value = Objects.requireNonNull(object.remove(element.name()));
    object.set(stem + "Nothing", value);
    judge.see("wrong-choice", "unknown-element at " + place + "." + stem + "Nothing");
    object.remove(stem + "Nothing");
    object.set(element.name(), value);
    String second = stem + (element.name().equals(stem + "String") ? "Integer" : "String");
    boolean allowed = type.member(second) != null;
    object.put(second, 1);
    judge.see(
        "two-choices",
        allowed
            ? "ambiguous-choice at " + place + "." + element.label()
            : "unknown-element at " + place + "." + second);
    object.remove(second);
  }

  /** Sets the value at a place. */
  private interface Setter {
    void set(JsonNode value);
  }

  private void value(
      ObjectNode owner, R4Element element, JsonNode value, String at, Setter setter) {
    if (value instanceof ObjectNode object) {
      setter.set(new TextNode("x"));
      judge.see("wrong-type", "wrong-type at " + at);
      setter.set(JsonNodeFactory.instance.objectNode());
      judge.see("empty", "empty-object at " + at);
      if (element.codes() != null) {
        concept(setter, at);
      }
      setter.set(value);
      R4Type type = element.type();
      if (type.kind() == R4Type.Kind.ANY_RESOURCE) {
        type = Objects.requireNonNull(R4.resource(object.path("resourceType").asText()));
      }
      object(object, type, at);
      return;
    }
    boolean id = element.name().equals("id") && owner.has("resourceType");
    JsonNode wrong =
        value.isTextual()
            ? owner.booleanNode(true)
            : new TextNode(value.isBoolean() ? "true" : "1");
    setter.set(wrong);
    judge.see("wrong-type", (id ? "invalid-id at " : "wrong-type at ") + at);
    if (value.isTextual()) {
      setter.set(new TextNode(""));
      judge.see("empty", "empty-string at " + at);
    }
    if (element.codes() != null) {
      setter.set(new TextNode("not-a-code-of-it"));
      judge.see("code", "unknown-code at " + at);
    }
    setter.set(value);
  }

  private void concept(Setter setter, String at) {
    ObjectNode concept = JsonNodeFactory.instance.objectNode();
    concept.putArray("coding").addObject().put("system", "http://a.example").put("code", "x");
    setter.set(concept);
    judge.see("code", "unknown-code at " + at);
  }

  private void replaced(ObjectNode object, String name, JsonNode by, String kind, String expected) {
    JsonNode value = Objects.requireNonNull(object.get(name));
    object.set(name, by);
    judge.see(kind, expected);
    object.set(name, value);
  }

  private void change(ObjectNode object, String name, JsonNode by, String kind, String expected) {
    object.set(name, by);
    judge.see(kind, expected + "." + name);
    object.remove(name);
  }

  private static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
