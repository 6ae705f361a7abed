package dev.vitrine.adapters.fhir.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of a JSON document, members in the order they were written. FHIR's objects have few
 * members, so a look-up is a scan.
 */
public final class JsonObject implements Json {
  private static final int SCANNED = 16;

  private final List<String> names = new ArrayList<>(8);
  private final List<Json> values = new ArrayList<>(8);
  private @Nullable Set<String> seen;

  JsonObject() {}

  /** Adds a member, unless there is one of this name; says whether it did. */
  boolean add(String name, Json value) {
    if (has(name)) {
      return false;
    }
    names.add(name);
    values.add(value);
    if (seen != null) {
      seen.add(name);
    } else if (names.size() > SCANNED) {
      seen = new HashSet<>(names);
    }
    return true;
  }

  /** How many members it has. */
  public int size() {
    return names.size();
  }

  /** The name of the member at {@code index}. */
  public String name(int index) {
    return names.get(index);
  }

  /** The value of the member at {@code index}. */
  public Json value(int index) {
    return values.get(index);
  }

  /** Whether there is a member of this name. */
  public boolean has(String name) {
    return seen != null ? seen.contains(name) : names.contains(name);
  }

  /** The value of the member of this name, or null where there is none. */
  public @Nullable Json get(String name) {
    int at = names.indexOf(name);
    return at < 0 ? null : values.get(at);
  }

  /** The text of the string of this name, or null where there is none. */
  public @Nullable String string(String name) {
    return get(name) instanceof JsonPrimitive value && value.type() == 's' ? value.text() : null;
  }

  /** The object of this name, or null where there is none. */
  public @Nullable JsonObject object(String name) {
    return get(name) instanceof JsonObject value ? value : null;
  }

  /** The objects in the array of this name; empty where there is none. */
  public List<JsonObject> objects(String name) {
    if (!(get(name) instanceof JsonArray array)) {
      return List.of();
    }
    List<JsonObject> found = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      if (array.at(i) instanceof JsonObject value) {
        found.add(value);
      }
    }
    return found;
  }
}
