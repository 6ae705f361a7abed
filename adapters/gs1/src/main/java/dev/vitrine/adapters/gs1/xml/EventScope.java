package dev.vitrine.adapters.gs1.xml;

import dev.vitrine.adapters.gs1.event.Context;
import dev.vitrine.adapters.gs1.json.Problems;
import dev.vitrine.adapters.gs1.vocabulary.FixedNames;
import dev.vitrine.adapters.gs1.vocabulary.Uris;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The prefixes of one event after the other, and what must hold of them: names keep their prefixes
 * in records, so that one prefix must mean one name space throughout an event, and none what EPCIS
 * fixes otherwise.
 */
final class EventScope {
  private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

  private final XmlScanner scanner;
  private final Problems problems;
  private final int epcis;
  private final int instance;
  private final int xml;
  private int[] spaceOfPrefix = new int[64];
  private int[] eventOfPrefix = new int[64];
  private int[] used = new int[16];
  private int usedCount;
  private int event;
  private int scope = -1;
  private Context shared = Context.NONE;

  EventScope(XmlScanner scanner, Problems problems) {
    this.scanner = scanner;
    this.problems = problems;
    this.epcis = scanner.names().number("epcis");
    this.instance = scanner.names().number("xsi");
    this.xml = scanner.names().number("xml");
  }

  /** Starts an event, whose START is the scanner's last token. */
  void start(Supplier<String> place) throws InvalidDocumentException {
    event++;
    usedCount = 0;
    if (scanner.spaces().scope() != scope) {
      scope = scanner.spaces().scope();
      shared = inScope(place);
    }
    element(place);
  }

  /** Takes note of the names of the element whose START is the last token. */
  void element(Supplier<String> place) throws InvalidDocumentException {
    XmlNames names = scanner.names();
    int name = scanner.name();
    if (names.prefix(name) == 0) {
      int space = scanner.spaces().of(0);
      if (space > NameSpaces.NONE && !isEpcis(space)) {
        problem(
            place,
            "name-space",
            "A default name space is in force, which names kept without it would lose.",
            "Give the name space a prefix.");
      }
    } else {
      use(names.prefix(name), place);
    }
    for (int i = 0; i < scanner.attributes(); i++) {
      int prefix = names.prefix(scanner.attributeName(i));
      if (prefix != 0) {
        use(prefix, place);
      }
    }
  }

  /** What is declared for the event, once its end is read. */
  Context end() {
    Map<String, String> own = null;
    for (int i = 0; i < usedCount; i++) {
      String prefix = scanner.names().name(used[i]);
      String space = scanner.spaces().name(spaceOfPrefix[used[i]]);
      if (FixedNames.nameSpace(prefix) == null
          && !space.equals(shared.prefixes().get(prefix))
          && Uris.isUri(space)) {
        own = own == null ? new HashMap<>(shared.prefixes()) : own;
        own.put(prefix, space);
      }
    }
    return own == null ? shared : new Context(own, false);
  }

  private void use(int prefix, Supplier<String> place) throws InvalidDocumentException {
    if (prefix == instance || prefix == xml) {
      return;
    }
    int space = scanner.spaces().of(prefix);
    if (prefix >= eventOfPrefix.length) {
      int length = 2 * scanner.names().count();
      eventOfPrefix = Arrays.copyOf(eventOfPrefix, length);
      spaceOfPrefix = Arrays.copyOf(spaceOfPrefix, length);
    }
    if (eventOfPrefix[prefix] == event) {
      if (spaceOfPrefix[prefix] != space) {
        problem(
            place,
            "name-space",
            "The prefix has stood for another name space in this event.",
            "Use one prefix for each name space.");
      }
      return;
    }
    eventOfPrefix[prefix] = event;
    spaceOfPrefix[prefix] = space;
    if (usedCount == used.length) {
      used = Arrays.copyOf(used, 2 * usedCount);
    }
    used[usedCount++] = prefix;
    String name = scanner.names().name(prefix);
    String meaning = scanner.spaces().name(space);
    if (FixedNames.redefines(name, meaning) || (prefix != epcis && isEpcis(space))) {
      redefined(place);
    } else if (!Uris.isUri(meaning)) {
      problem(
          place, "name-space", "The name space is no URI.", "Use an absolute URI as name space.");
    }
  }

  /** All prefixes in scope, for the words that may be written with one. */
  private Context inScope(Supplier<String> place) throws InvalidDocumentException {
    NameSpaces spaces = scanner.spaces();
    Map<String, String> declared = new HashMap<>();
    for (int i = 0; i < spaces.count(); i++) {
      int number = spaces.prefix(i);
      String prefix = scanner.names().name(number);
      String space = spaces.name(spaces.of(number));
      if (number == instance ? !space.equals(INSTANCE) : isRedefined(prefix, space)) {
        redefined(place);
      } else if (number != 0
          && number != instance
          && number != xml
          && FixedNames.nameSpace(prefix) == null
          && Uris.isUri(space)
          && Uris.isUri(prefix + ":x")) {
        declared.put(prefix, space);
      }
    }
    return declared.isEmpty() ? Context.NONE : new Context(declared, false);
  }

  private static boolean isRedefined(String prefix, String space) {
    return FixedNames.nameSpace(prefix) != null && FixedNames.redefines(prefix, space);
  }

  private boolean isEpcis(int space) {
    return FixedNames.isEpcisXml(scanner.spaces().name(space));
  }

  private void redefined(Supplier<String> place) throws InvalidDocumentException {
    problem(
        place,
        "context",
        "The standard fixes what this prefix means, or fixes another prefix for the name space.",
        "Use the standard's own prefix, and one of another name for what is one's own.");
  }

  private void problem(Supplier<String> place, String code, String reason, String remedy)
      throws InvalidDocumentException {
    problems.add(code, place.get(), reason, remedy);
  }
}
