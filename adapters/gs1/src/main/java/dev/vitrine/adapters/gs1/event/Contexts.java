package dev.vitrine.adapters.gs1.event;

import dev.vitrine.adapters.gs1.json.JsonCursor;
import dev.vitrine.proofs.record.InvalidDocumentException;

/** Takes a JSON-LD context: its form is checked, nothing is fetched or expanded. */
final class Contexts {
  private Contexts() {}

  static void take(JsonCursor cursor) throws InvalidDocumentException {
    if (!cursor.isArray()) {
      entry(cursor);
      return;
    }
    cursor.enterArray();
    while (cursor.nextItem()) {
      entry(cursor);
    }
  }

  private static void entry(JsonCursor cursor) throws InvalidDocumentException {
    if (cursor.isObject()) {
      cursor.takeAny();
    } else {
      Fields.uri(cursor);
    }
  }
}
