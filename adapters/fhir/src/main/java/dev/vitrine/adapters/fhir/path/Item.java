package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import org.jspecify.annotations.Nullable;

/**
 * One item of a collection: an element of a document, or a value that an expression made.
 *
 * @param json its value; null for an element that has only extensions
 * @param companion {@code id} and extensions of a primitive element, or null
 * @param type its type: FHIR's, as {@code Quantity}, or {@code System.String} and the like for what
 *     is no element; null where the type is not known
 */
record Item(@Nullable Json json, @Nullable JsonObject companion, @Nullable String type) {
  static final Item TRUE = bool(true);
  static final Item FALSE = bool(false);

  static Item of(boolean value) {
    return value ? TRUE : FALSE;
  }

  static Item of(String text) {
    return new Item(new JsonPrimitive('s', text), null, Types.STRING);
  }

  static Item of(long number) {
    return new Item(new JsonPrimitive('n', Long.toString(number)), null, Types.INTEGER);
  }

  private static Item bool(boolean value) {
    return new Item(new JsonPrimitive('b', Boolean.toString(value)), null, Types.BOOLEAN);
  }

  /** The resource as an item. */
  static Item resource(JsonObject resource) {
    return new Item(resource, null, resource.string("resourceType"));
  }

  @Nullable JsonObject object() {
    return json instanceof JsonObject object ? object : null;
  }

  /** The primitive with a value, or null. */
  @Nullable JsonPrimitive primitive() {
    return json instanceof JsonPrimitive value && !value.isNull() ? value : null;
  }

  /** The text of a string, date or the like; null for anything else. */
  @Nullable String string() {
    JsonPrimitive value = primitive();
    return value != null && value.type() == 's' ? value.text() : null;
  }

  /** Shows no value: it may be personal. */
  @Override
  public String toString() {
    return "Item[" + type + "]";
  }
}
