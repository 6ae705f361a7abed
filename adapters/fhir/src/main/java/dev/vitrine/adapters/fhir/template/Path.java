package dev.vitrine.adapters.fhir.template;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonArray;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import org.jspecify.annotations.Nullable;

/**
 * A path to one value: element names with dots between. Where an element repeats, its first item is
 * meant. A last step like {@code value[x]} finds the choice under any of its types.
 */
final class Path {
  private final String[] steps;

  private Path(String[] steps) {
    this.steps = steps;
  }

  static Path of(String text) {
    return new Path(text.split("\\."));
  }

  /** The value there, or null. */
  @Nullable Json in(JsonObject from) {
    Json at = from;
    for (String step : steps) {
      if (!(at instanceof JsonObject object)) {
        return null;
      }
      at = step.endsWith("[x]") ? choice(object, step) : object.get(step);
      if (at instanceof JsonArray array) {
        at = array.size() == 0 ? null : array.at(0);
      }
    }
    return at;
  }

  /** The object there, or null. */
  @Nullable JsonObject objectIn(JsonObject from) {
    return in(from) instanceof JsonObject object ? object : null;
  }

  /** The text of the primitive there, or null. */
  @Nullable String textIn(JsonObject from) {
    return in(from) instanceof JsonPrimitive value && !value.isNull() ? value.text() : null;
  }

  /** The name of the type that a choice has, as {@code Quantity}, or null where it is absent. */
  static @Nullable String choiceType(JsonObject object, String element) {
    for (int i = 0; i < object.size(); i++) {
      String name = object.name(i);
      if (name.length() > element.length()
          && name.startsWith(element)
          && Character.isUpperCase(name.charAt(element.length()))) {
        return name.substring(element.length());
      }
    }
    return null;
  }

  private static @Nullable Json choice(JsonObject object, String step) {
    String element = step.substring(0, step.length() - 3);
    String type = choiceType(object, element);
    return type == null ? null : object.get(element + type);
  }
}
