package dev.vitrine.ledger.json;

import java.util.List;
import java.util.Map;

/** A JSON value, immutable. {@link JsonReader} makes them from bytes. */
public sealed interface Json {
  /** An object; its members keep their order. */
  record Members(Map<String, Json> members) implements Json {
    @Override
    public Json member(String name) {
      Json value = members.get(name);
      return value == null ? new Nothing() : value;
    }
  }

  /** An array. */
  record Items(List<Json> items) implements Json {}

  /** A string. */
  record Text(String value) implements Json {}

  /** A number, as it was spelled. */
  record Numeral(String spelling) implements Json {}

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /** Null; also what an absent member is. */
  record Nothing() implements Json {}

  /** Whether this is null, or was not there. */
  default boolean isNothing() {
    return this instanceof Nothing;
  }

  /**
   * An object's member; null if it is absent.
   *
   * @throws JsonException if this is no object
   */
  default Json member(String name) {
    throw new JsonException("an object was expected where " + name + " is read");
  }

  /**
   * A string's value.
   *
   * @throws JsonException if this is no string
   */
  default String text() {
    if (this instanceof Text text) {
      return text.value();
    }
    throw new JsonException("a string was expected");
  }

  /**
   * An array's items.
   *
   * @throws JsonException if this is no array
   */
  default List<Json> list() {
    if (this instanceof Items items) {
      return items.items();
    }
    throw new JsonException("an array was expected");
  }
}
