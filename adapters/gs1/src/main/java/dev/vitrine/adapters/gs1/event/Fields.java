package dev.vitrine.adapters.gs1.event;

import dev.vitrine.adapters.gs1.json.JsonCursor;
import dev.vitrine.adapters.gs1.time.Timestamps;
import dev.vitrine.adapters.gs1.vocabulary.Uris;
import dev.vitrine.adapters.gs1.vocabulary.Vocabulary;
import dev.vitrine.proofs.record.InvalidDocumentException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the value a cursor stands on as one of the types the EPCIS schema has. Where it is
 * something else, that is noted as a problem, the value is passed over and nothing given.
 */
final class Fields {
  private Fields() {}

  static @Nullable String text(JsonCursor cursor) throws InvalidDocumentException {
    if (cursor.isString()) {
      return cursor.takeString();
    }
    wrong(cursor, "a string");
    return null;
  }

  static @Nullable String uri(JsonCursor cursor) throws InvalidDocumentException {
    if (!cursor.isString()) {
      wrong(cursor, "a string");
      return null;
    }
    String text = cursor.takeWord();
    if (Uris.isUri(text)) {
      return text;
    }
    cursor.problem(
        "uri",
        "This must be a URI.",
        "Write an EPC URN, a GS1 Digital Link, another URI or a prefixed name.");
    return null;
  }

  /** The canonical form of a word. */
  static @Nullable String word(JsonCursor cursor, Vocabulary vocabulary)
      throws InvalidDocumentException {
    if (!cursor.isString()) {
      wrong(cursor, "a string");
      return null;
    }
    String word = vocabulary.canonical(cursor.takeWord());
    if (word == null) {
      cursor.problem(
          "vocabulary",
          "The standard vocabulary has no such word, and it is not a URI of one's own.",
          "Use a word of the CBV or GS1 Web Vocabulary, or a URI in your own name space.");
    }
    return word;
  }

  /** As {@link Timestamps#millis}; a problem is noted where that gives MALFORMED. */
  static long time(JsonCursor cursor) throws InvalidDocumentException {
    if (!cursor.isString()) {
      wrong(cursor, "a string");
      return Timestamps.MALFORMED;
    }
    long millis = Timestamps.millis(cursor.takeString());
    if (millis == Timestamps.MALFORMED) {
      cursor.problem(
          "date-time",
          "This must be a date and time with a time zone.",
          "Write it as 2026-01-31T08:15:00.000+01:00 or with Z.");
    }
    return millis;
  }

  /** The number as it was written. */
  static @Nullable String number(JsonCursor cursor) throws InvalidDocumentException {
    if (cursor.isNumber()) {
      return cursor.takeNumber();
    }
    wrong(cursor, "a number");
    return null;
  }

  static @Nullable String bool(JsonCursor cursor) throws InvalidDocumentException {
    if (cursor.isBoolean()) {
      return cursor.takeBoolean();
    }
    wrong(cursor, "true or false");
    return null;
  }

  /** The {@code id} of a read point or business location. */
  static @Nullable String place(JsonCursor cursor) throws InvalidDocumentException {
    if (!object(cursor)) {
      return null;
    }
    String id = null;
    boolean seen = false;
    String name;
    while ((name = cursor.nextMember()) != null) {
      if (name.equals("id")) {
        seen = true;
        id = uri(cursor);
      } else {
        cursor.takeAny();
      }
    }
    if (!seen) {
      required(cursor, "id");
    }
    return id;
  }

  /** Enters the object here; false, with a problem, where it is none. */
  static boolean object(JsonCursor cursor) throws InvalidDocumentException {
    if (cursor.isObject()) {
      cursor.enterObject();
      return true;
    }
    wrong(cursor, "an object");
    return false;
  }

  /** Enters the array here; false, with a problem, where it is none. */
  static boolean array(JsonCursor cursor) throws InvalidDocumentException {
    if (cursor.isArray()) {
      cursor.enterArray();
      return true;
    }
    wrong(cursor, "an array");
    return false;
  }

  /** Takes a member that is not defined here, which only another name space may add. */
  static void extension(JsonCursor cursor, String name) throws InvalidDocumentException {
    if (!Uris.isUri(name)) {
      unknown(cursor);
    }
    cursor.takeAny();
  }

  /** Takes a member where no extension is allowed. */
  static void unexpected(JsonCursor cursor) throws InvalidDocumentException {
    unknown(cursor);
    cursor.takeAny();
  }

  static void required(JsonCursor cursor, String member) throws InvalidDocumentException {
    cursor.problemAt(member, "required", "A required member is missing.", "Add it.");
  }

  private static void unknown(JsonCursor cursor) throws InvalidDocumentException {
    cursor.problem(
        "unknown-member",
        "EPCIS 2.0 defines no such member here.",
        "Correct its name, or put it in your own name space as prefix:name where allowed.");
  }

  private static void wrong(JsonCursor cursor, String expected) throws InvalidDocumentException {
    cursor.problem("type", "This must be " + expected + '.', "Write it as " + expected + '.');
    cursor.takeAny();
  }
}
