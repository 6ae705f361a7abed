package dev.vitrine.adapters.gs1.event;

import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.adapters.gs1.json.JsonCursor;
import dev.vitrine.adapters.gs1.json.Problems;
import dev.vitrine.adapters.gs1.vocabulary.FixedNames;
import dev.vitrine.adapters.gs1.vocabulary.Uris;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON-LD context ({@code @context}) for the prefixes it declares. Nothing is fetched: what
 * EPCIS's own contexts say is known here, and another one's address is only noted. Whatever would
 * give a name of EPCIS, CBV or GS1 another meaning is refused, as JSON-LD does it for protected
 * terms, and so is what would change the meaning of names without a prefix.
 */
final class Contexts {
  /** How often a name space may be written with a prefix of another. */
  private static final int STEPS = 8;

  private final JsonCursor cursor;
  private final Map<String, String> prefixes;
  private boolean unknown;

  private Contexts(JsonCursor cursor, Context outer) {
    this.cursor = cursor;
    this.prefixes = outer.copy();
    this.unknown = outer.unknown();
  }

  /** What holds inside, where {@code outer} holds around. */
  static Context take(JsonCursor cursor, Context outer) throws InvalidDocumentException {
    Contexts contexts = new Contexts(cursor, outer);
    if (cursor.isArray()) {
      cursor.enterArray();
      while (cursor.nextItem()) {
        contexts.entry();
      }
    } else {
      contexts.entry();
    }
    return new Context(contexts.prefixes, contexts.unknown);
  }

  /** A document's context where it stands behind the events; none where it can't be read. */
  static Context ahead(byte[] body) {
    try (JsonCursor cursor = JsonCursor.open(body, new Problems())) {
      if (cursor.isObject()) {
        cursor.enterObject();
        String name;
        while ((name = cursor.nextMember()) != null) {
          if (name.equals("@context")) {
            return take(cursor, Context.NONE);
          }
          cursor.takeAny();
        }
      }
    } catch (InvalidDocumentException e) {
      // the same will be found, and said, when the document is read
      return Context.NONE;
    }
    return Context.NONE;
  }

  private void entry() throws InvalidDocumentException {
    if (!cursor.isObject()) {
      String address = Fields.uri(cursor);
      unknown |= address != null && !FixedNames.isKnownContext(address);
      return;
    }
    Map<String, String> own = new LinkedHashMap<>();
    List<String> dropped = new ArrayList<>();
    cursor.enterObject();
    String name;
    while ((name = cursor.nextMember()) != null) {
      if (name.startsWith("@")) {
        keyword(name);
        continue;
      }
      boolean string = cursor.isString();
      boolean object = cursor.isObject();
      String meaning = string ? cursor.takeString() : object ? definition() : nothing();
      if (meaning != null) {
        term(name, meaning, own);
      } else if (FixedNames.isFixed(name)) {
        redefined();
      } else if (!object) {
        dropped.add(name);
      }
    }
    dropped.forEach(prefixes::remove);
    prefixes.putAll(own);
    for (String prefix : own.keySet()) {
      prefixes.put(prefix, expanded(prefix));
    }
    if (prefixes.size() > EpcisLimits.PREFIXES) {
      throw cursor
          .problems()
          .fatal(
              "limit",
              cursor.pointer(),
              "More than " + EpcisLimits.PREFIXES + " prefixes are declared.",
              "Declare those that are used.");
    }
  }

  private void term(String name, String meaning, Map<String, String> own)
      throws InvalidDocumentException {
    if (FixedNames.redefines(name, meaning)) {
      redefined();
    } else if (name.indexOf(':') >= 0) {
      if (!meaning.equals(name)) {
        refuse("A name with a prefix can mean nothing but itself.", "Leave the definition out.");
      }
    } else if (!Uris.isUri(meaning)) {
      refuse("A prefix must stand for a URI.", "Write the name space as an absolute URI.");
    } else if (meaning.length() > EpcisLimits.NAME_CHARS) {
      refuse("The name space is too long.", "Use a shorter one.");
    } else if (FixedNames.nameSpace(name) == null && Uris.isUri(name + ":x")) {
      own.put(name, meaning);
    }
  }

  /** The {@code @id} of an expanded term definition, or null where it has none. */
  private @Nullable String definition() throws InvalidDocumentException {
    String id = null;
    cursor.enterObject();
    String name;
    while ((name = cursor.nextMember()) != null) {
      if (name.equals("@id") && cursor.isString()) {
        id = cursor.takeString();
      } else if (name.equals("@context")) {
        refuse(
            "A context inside a context is not read here.",
            "Declare its prefixes in the document's or the event's context.");
        cursor.takeAny();
      } else {
        cursor.takeAny();
      }
    }
    return id;
  }

  private @Nullable String nothing() throws InvalidDocumentException {
    cursor.takeAny();
    return null;
  }

  private void keyword(String name) throws InvalidDocumentException {
    if (!name.equals("@version") && !name.equals("@protected")) {
      refuse(
          "This would change what names mean beyond their prefixes.",
          "Leave it out, and write names as prefix:name.");
    }
    cursor.takeAny();
  }

  /** A name space may itself be written with a prefix. */
  private String expanded(String prefix) throws InvalidDocumentException {
    String space = prefixes.getOrDefault(prefix, "");
    for (int i = 0; i < STEPS; i++) {
      int colon = space.indexOf(':');
      if (space.startsWith("//", colon + 1)) {
        return space;
      }
      String first = space.substring(0, colon);
      String fixed = FixedNames.nameSpace(first);
      String outer = fixed != null ? fixed : prefixes.get(first);
      if (outer == null) {
        return space;
      }
      space = outer + space.substring(colon + 1);
      if (space.length() > EpcisLimits.NAME_CHARS) {
        break;
      }
    }
    refuse("The name space leads from prefix to prefix.", "Write it as an absolute URI.");
    return space;
  }

  private void redefined() throws InvalidDocumentException {
    refuse(
        "The standard fixes what this name means.",
        "Leave its definition out, and use a prefix of another name for what is one's own.");
  }

  private void refuse(String reason, String remedy) throws InvalidDocumentException {
    cursor.problem("context", reason, remedy);
  }
}
