package dev.vitrine.adapters.fhir.rules;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonArray;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import org.jspecify.annotations.Nullable;

/**
 * FHIR's pairs of {@code name} and {@code _name}: the value of a primitive, and its id and
 * extensions. In arrays both have the same length, and null stands where one of them has nothing.
 */
final class Companions {
  private Companions() {}

  /** Whether {@code companion} is fit to go with {@code value}. */
  static boolean fit(@Nullable Json value, Json companion) {
    if (companion instanceof JsonObject object) {
      return (value == null || value instanceof JsonPrimitive) && onlyElement(object);
    }
    if (!(companion instanceof JsonArray companions)) {
      return false;
    }
    JsonArray values = value instanceof JsonArray array ? array : null;
    if (value != null && (values == null || values.size() != companions.size())) {
      return false;
    }
    for (int i = 0; i < companions.size(); i++) {
      Json item = companions.at(i);
      boolean nothing = item instanceof JsonPrimitive primitive && primitive.isNull();
      boolean fits =
          nothing
              ? present(values, i)
              : item instanceof JsonObject o && onlyElement(o) && primitive(values, i);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** Whether every null of the array of this name has something to stand for in its companion. */
  static boolean nullsCovered(JsonObject object, String name, JsonArray values) {
    boolean nulls = false;
    for (int i = 0; i < values.size() && !nulls; i++) {
      nulls = values.at(i) instanceof JsonPrimitive primitive && primitive.isNull();
    }
    return !nulls || nullsCovered(values, object.get('_' + name));
  }

  private static boolean nullsCovered(JsonArray values, @Nullable Json companion) {
    for (int i = 0; i < values.size(); i++) {
      if (values.at(i) instanceof JsonPrimitive primitive
          && primitive.isNull()
          && !(companion instanceof JsonArray companions
              && i < companions.size()
              && companions.at(i) instanceof JsonObject)) {
        return false;
      }
    }
    return true;
  }

  private static boolean present(@Nullable JsonArray values, int index) {
    return values != null
        && values.at(index) instanceof JsonPrimitive primitive
        && !primitive.isNull();
  }

  /** Whether the value there, if there are values, is a primitive or null. */
  private static boolean primitive(@Nullable JsonArray values, int index) {
    return values == null || values.at(index) instanceof JsonPrimitive;
  }

  private static boolean onlyElement(JsonObject object) {
    for (int i = 0; i < object.size(); i++) {
      String name = object.name(i);
      if (!name.equals("id") && !name.equals("extension") && !name.equals("_id")) {
        return false;
      }
    }
    return true;
  }
}
