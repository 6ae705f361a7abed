package dev.vitrine.adapters.gs1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What comes of an event when one thing of it is changed. */
final class EventMutants {
  private final JsonNode original;
  private final List<Mutant> mutants = new ArrayList<>();

  private EventMutants(JsonNode original) {
    this.original = original;
  }

  /**
   * A changed event.
   *
   * @param place JSON Pointer of the changed value
   * @param change what was done to it
   */
  record Mutant(JsonNode event, String place, String change) {}

  /** The event itself, and every change of it. */
  static List<Mutant> of(JsonNode event) {
    EventMutants made = new EventMutants(event);
    made.mutants.add(new Mutant(event, "", "nothing"));
    made.walk(event, "");
    return made.mutants;
  }

  private void walk(JsonNode node, String pointer) {
    if (node instanceof ObjectNode object) {
      add(pointer, "added", target -> ((ObjectNode) target).put("unheardOf", 1));
      add(pointer, "added own", target -> ((ObjectNode) target).put("ext:unheardOf", 1));
      for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
        String name = member.getKey();
        if (name.equals("@context")) {
          continue;
        }
        String place = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
        add(pointer, "removed " + name, target -> ((ObjectNode) target).remove(name));
        add(
            pointer,
            "renamed " + name,
            target -> {
              JsonNode value = ((ObjectNode) target).remove(name);
              ((ObjectNode) target).set(name + "X", value);
            });
        replace(pointer, name, member.getValue());
        walk(member.getValue(), place);
      }
    } else if (node instanceof ArrayNode array) {
      add(pointer, "emptied", target -> ((ArrayNode) target).removeAll());
      add(
          pointer,
          "repeated",
          target -> {
            if (target.size() > 0) {
              ((ArrayNode) target).add(target.get(0).deepCopy());
            }
          });
      for (int i = 0; i < Math.min(array.size(), 2); i++) {
        int index = i;
        for (JsonNode other : others(array.get(i))) {
          add(pointer, "item " + word(other), target -> ((ArrayNode) target).set(index, other));
        }
        walk(array.get(i), pointer + "/" + i);
      }
    }
  }

  private void replace(String pointer, String name, JsonNode value) {
    for (JsonNode other : others(value)) {
      add(pointer, name + " " + word(other), target -> ((ObjectNode) target).set(name, other));
    }
  }

  private static List<JsonNode> others(JsonNode value) {
    List<JsonNode> others =
        new ArrayList<>(
            List.of(
                TextNode.valueOf(""),
                TextNode.valueOf("no such word"),
                TextNode.valueOf("urn:example:own"),
                IntNode.valueOf(7),
                BooleanNode.TRUE,
                JsonNodeFactory.instance.nullNode(),
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.arrayNode()));
    if (value.isTextual()) {
      others.add(TextNode.valueOf(value.textValue() + "X"));
      others.add(TextNode.valueOf(" " + value.textValue()));
      others.add(JsonNodeFactory.instance.arrayNode().add(value.textValue()));
    }
    return others;
  }

  private static String word(JsonNode other) {
    return other.isValueNode() && !other.isTextual()
        ? other.asText()
        : other.isTextual() ? "\"" + other.textValue() + "\"" : other.getNodeType().toString();
  }

  private void add(String pointer, String change, Consumer<JsonNode> edit) {
    JsonNode copy = original.deepCopy();
    edit.accept(copy.at(pointer));
    if (!copy.equals(original)) {
      mutants.add(new Mutant(copy, pointer, change));
    }
  }
}
