package dev.vitrine.adapters.gs1.model;

import dev.vitrine.adapters.gs1.json.JsonCursor;
import dev.vitrine.adapters.gs1.json.Problems;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON into {@link Value}s, as strictly and within the same limits as a capture. */
public final class ValueReader {
  private ValueReader() {}

  /**
   * A whole document.
   *
   * @throws InvalidDocumentException if it is not JSON, repeats a name or passes a limit
   */
  public static Value read(byte[] json) throws InvalidDocumentException {
    Problems problems = new Problems();
    try (JsonCursor cursor = JsonCursor.open(json, problems)) {
      Value value = take(cursor);
      cursor.end();
      problems.refuseIfAny();
      return value;
    }
  }

  /** The value the cursor stands on. */
  public static Value take(JsonCursor cursor) throws InvalidDocumentException {
    if (cursor.isObject()) {
      Map<String, Value> members = new LinkedHashMap<>();
      cursor.enterObject();
      String name;
      while ((name = cursor.nextMember()) != null) {
        members.put(name, take(cursor));
      }
      return new Value.Members(members);
    }
    if (cursor.isArray()) {
      List<Value> items = new ArrayList<>();
      cursor.enterArray();
      while (cursor.nextItem()) {
        items.add(take(cursor));
      }
      return new Value.Items(items);
    }
    if (cursor.isString()) {
      return new Value.Text(cursor.takeString());
    }
    if (cursor.isNumber()) {
      return new Value.Numeral(cursor.takeNumber());
    }
    if (cursor.isBoolean()) {
      return new Value.Flag(cursor.takeBoolean().equals("true"));
    }
    cursor.takeAny();
    return new Value.Null();
  }
}
