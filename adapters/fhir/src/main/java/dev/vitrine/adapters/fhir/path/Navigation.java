package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonArray;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From elements to the elements inside them. */
final class Navigation {
  private Navigation() {}

  /** The elements of this name inside every item. */
  static List<Item> members(List<Item> input, String name, Run run) throws FhirPathException {
    List<Item> found = new ArrayList<>();
    for (Item item : input) {
      run.step(1);
      JsonObject object = item.object();
      if (object != null) {
        boolean direct = !ElementTypes.isChoiceMember(item.type(), name);
        if (!direct || !add(object, name, ElementTypes.of(item.type(), name), found, run)) {
          choice(object, item.type(), name, found, run);
        }
      } else if (item.companion() != null) {
        add(item.companion(), name, ElementTypes.of("Element", name), found, run);
      }
    }
    return found;
  }

  /** All elements directly inside every item. */
  static List<Item> children(List<Item> input, Run run) throws FhirPathException {
    List<Item> found = new ArrayList<>();
    for (Item item : input) {
      run.step(1);
      JsonObject object = item.object() != null ? item.object() : item.companion();
      for (int i = 0; object != null && i < object.size(); i++) {
        String name = object.name(i);
        if (name.equals("resourceType")) {
          continue;
        }
        if (name.startsWith("_")) {
          if (!object.has(name.substring(1))) {
            add(
                object,
                name.substring(1),
                ElementTypes.of(item.type(), name.substring(1)),
                found,
                run);
          }
        } else {
          add(object, name, ElementTypes.of(item.type(), name), found, run);
        }
      }
    }
    return found;
  }

  /** Items, their children, their children's children and so on, without the items themselves. */
  static List<Item> descendants(List<Item> input, Run run) throws FhirPathException {
    List<Item> all = new ArrayList<>();
    List<Item> level = children(input, run);
    while (!level.isEmpty()) {
      all.addAll(level);
      level = children(level, run);
    }
    return all;
  }

  private static boolean add(
      JsonObject object, String name, @Nullable String type, List<Item> found, Run run)
      throws FhirPathException {
    Json value = object.get(name);
    Json companion =
        value == null || value instanceof JsonPrimitive || value instanceof JsonArray
            ? object.get('_' + name)
            : null;
    if (value == null && companion == null) {
      return false;
    }
    int count = Math.max(size(value), size(companion));
    run.step(count);
    for (int i = 0; i < count; i++) {
      Json one = at(value, i);
      Item item =
          new Item(
              one instanceof JsonPrimitive primitive && primitive.isNull() ? null : one,
              at(companion, i) instanceof JsonObject extensions ? extensions : null,
              one instanceof JsonObject resource && resource.has("resourceType")
                  ? resource.string("resourceType")
                  : type);
      found.add(item);
    }
    return true;
  }

  private static void choice(
      JsonObject object, @Nullable String parent, String name, List<Item> found, Run run)
      throws FhirPathException {
    for (int i = 0; i < object.size(); i++) {
      String member = object.name(i);
      int from = member.startsWith("_") ? 1 : 0;
      if (member.length() > from + name.length() && member.startsWith(name, from)) {
        String ending = member.substring(from + name.length());
        String type = Types.ofChoice(ending);
        if (type != null && ElementTypes.isChoice(parent, name, ending)) {
          add(object, member.substring(from), type, found, run);
          return;
        }
      }
    }
  }

  private static int size(@Nullable Json value) {
    return value == null ? 0 : value instanceof JsonArray array ? array.size() : 1;
  }

  private static @Nullable Json at(@Nullable Json value, int index) {
    if (value instanceof JsonArray array) {
      return index < array.size() ? array.at(index) : null;
    }
    return index == 0 ? value : null;
  }
}
