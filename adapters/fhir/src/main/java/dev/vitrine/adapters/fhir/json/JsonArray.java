package dev.vitrine.adapters.fhir.json;

import java.util.ArrayList;
import java.util.List;

/** An array of a JSON document. */
public final class JsonArray implements Json {
  private final List<Json> values = new ArrayList<>(4);

  JsonArray() {}

  void add(Json value) {
    values.add(value);
  }

  /** How many values it has. */
  public int size() {
    return values.size();
  }

  /** The value at {@code index}. */
  public Json at(int index) {
    return values.get(index);
  }
}
