package dev.vitrine.adapters.fhir.json;

/**
 * A string, number, boolean or null.
 *
 * @param type {@code s}, {@code n}, {@code b} or {@code z}, as in an element of a record
 * @param text a string's characters, a number's lexeme as it was written, {@code true}, {@code
 *     false}, or nothing for null
 */
public record JsonPrimitive(char type, String text) implements Json {
  static final JsonPrimitive TRUE = new JsonPrimitive('b', "true");
  static final JsonPrimitive FALSE = new JsonPrimitive('b', "false");
  static final JsonPrimitive NULL = new JsonPrimitive('z', "");

  /** Whether this is null. */
  public boolean isNull() {
    return type == 'z';
  }

  /** Shows no value: it may be personal. */
  @Override
  public String toString() {
    return "JsonPrimitive[" + type + "]";
  }
}
