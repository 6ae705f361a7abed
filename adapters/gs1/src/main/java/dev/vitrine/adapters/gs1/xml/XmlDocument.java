package dev.vitrine.adapters.gs1.xml;

import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.adapters.gs1.json.Problems;
import dev.vitrine.adapters.gs1.vocabulary.FixedNames;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates a document while it is scanned: an EPCISDocument, an EPCISQueryDocument, or one bare
 * event, of EPCIS 2.0 or 1.x. Headers, master data and what has other name spaces outside of events
 * are read past, as in JSON.
 */
final class XmlDocument {
  private static final String QUERY_1 = "urn:epcglobal:epcis-query:xsd:1";
  private static final String QUERY_2 = "urn:epcglobal:epcis-query:xsd:2";

  private final XmlScanner scanner;
  private final XmlNames names;
  private final Problems problems;
  private final @Nullable Places places;
  private final Scratch out;
  private final SliceList slices;
  private final EventTree tree;
  private final EventScope scope;
  private final EventJson json;
  private final List<String> path = new ArrayList<>();
  private int eventCount;

  private XmlDocument(byte[] body, Problems problems, @Nullable Places places, boolean part)
      throws InvalidDocumentException {
    this.scanner = new XmlScanner(body, problems, part);
    this.names = scanner.names();
    this.problems = problems;
    this.places = places;
    this.out = new Scratch(Math.max(256, body.length));
    this.slices = new SliceList(body);
    this.scope = new EventScope(scanner, problems);
    this.tree = new EventTree(scanner, problems, part ? null : scope);
    this.json = new EventJson(scanner, tree, out, slices, problems, places);
  }

  /** A whole document. */
  static XmlTranslation translate(byte[] body, Problems problems, @Nullable Places places)
      throws InvalidDocumentException {
    XmlDocument document = new XmlDocument(body, problems, places, false);
    document.root();
    return document.translation();
  }

  /**
   * An event or sensor report that was cut out of a document that was taken.
   *
   * @throws InvalidDocumentException if it is not that
   */
  static byte[] part(byte[] slice, Problems problems) throws InvalidDocumentException {
    XmlDocument document = new XmlDocument(slice, problems, null, true);
    document.scanner.next();
    document.tree.read("");
    document.json.event("", true);
    document.scanner.next();
    return document.out.toBytes();
  }

  private XmlTranslation translation() throws InvalidDocumentException {
    scanner.next();
    if (out.length() > EpcisLimits.DOCUMENT_BYTES) {
      throw problems.fatal(
          "limit", "", "The document holds too much.", "Send it in smaller documents.");
    }
    return new XmlTranslation(out.toBytes(), slices);
  }

  private void root() throws InvalidDocumentException {
    scanner.next();
    String name = localName();
    String space = spaceName();
    push(name);
    if (places != null) {
      places.root(path());
    }
    if (name.equals("EPCISDocument") && FixedNames.isEpcisXml(space)) {
      document(false);
    } else if (name.equals("EPCISQueryDocument")
        && (space.equals(QUERY_1) || space.equals(QUERY_2))) {
      document(true);
    } else if (name.equals("EPCISDocument") || name.equals("EPCISQueryDocument")) {
      throw problems.fatal(
          "name-space",
          path(),
          "The document is in no name space of EPCIS.",
          "Use urn:epcglobal:epcis:xsd:2, or urn:epcglobal:epcis-query:xsd:2 for queries' results.");
    } else if (isEvent(name, space)) {
      event(path(), true);
    } else {
      throw problems.fatal(
          "type",
          path(),
          "This is no document with events, and no event.",
          "Send an EPCISDocument, an EPCISQueryDocument or one event.");
    }
  }

  /** A standard event, or one of a vendor's own. */
  private boolean isEvent(String name, String space) {
    return switch (name) {
      case "ObjectEvent",
          "AggregationEvent",
          "TransactionEvent",
          "TransformationEvent",
          "AssociationEvent" ->
          true;
      default -> names.prefix(scanner.name()) != 0 && !space.startsWith("urn:epcglobal:");
    };
  }

  private void document(boolean query) throws InvalidDocumentException {
    out.add(query ? "{\"type\":\"EPCISQueryDocument\"" : "{\"type\":\"EPCISDocument\"");
    out.add(",\"@context\":[]");
    for (int i = 0; i < scanner.attributes(); i++) {
      String name = names.name(scanner.attributeName(i));
      if (name.equals("schemaVersion") || name.equals("creationDate")) {
        key(name, "@" + name);
        string(scanner.attributeFrom(i), scanner.attributeTo(i));
        leave();
      }
    }
    while (child()) {
      if (isStandard("EPCISBody")) {
        key("epcisBody", "EPCISBody");
        body(query);
        leave();
      } else {
        pass("EPCISHeader", "extension");
      }
    }
    out.add('}');
  }

  private void body(boolean query) throws InvalidDocumentException {
    out.add('{');
    int members = 0;
    while (child()) {
      boolean results =
          query
              && localName().equals("QueryResults")
              && (spaceName().equals(QUERY_1)
                  || spaceName().equals(QUERY_2)
                  || names.prefix(scanner.name()) == 0);
      if (results) {
        key("queryResults", names.name(scanner.name()), members++);
        queryResults();
        leave();
      } else if (!query && isStandard("EventList")) {
        key("eventList", "EventList", members++);
        eventList();
        leave();
      } else if (query) {
        problem(
            "unknown-member",
            "Only results of queries hold events.",
            "Send an EPCISQueryDocument with QueryResults.");
        pop(true);
      } else {
        pass("extension");
      }
    }
    out.add('}');
  }

  private void queryResults() throws InvalidDocumentException {
    out.add('{');
    int members = 0;
    while (child()) {
      String name = localName();
      if (isStandard("queryName") || isStandard("subscriptionID")) {
        key(name, name, members++);
        text();
        leave();
      } else if (isStandard("resultsBody")) {
        key("resultsBody", name, members++);
        resultsBody();
        leave();
      } else {
        pass("extension");
      }
    }
    out.add('}');
  }

  private void resultsBody() throws InvalidDocumentException {
    out.add('{');
    int members = 0;
    while (child()) {
      if (isStandard("EventList")) {
        key("eventList", "EventList", members++);
        eventList();
        leave();
      } else {
        pass("extension", "VocabularyList");
      }
    }
    out.add('}');
  }

  private void eventList() throws InvalidDocumentException {
    out.add('[');
    events(new ChildCounts(), 0);
    out.add(']');
  }

  /** Events, and those in wrappers, which is where later versions of EPCIS 1 put theirs. */
  private int events(ChildCounts counts, int before) throws InvalidDocumentException {
    int index = before;
    while (child()) {
      String position = counts.position(names.name(scanner.name()));
      path.set(path.size() - 1, path.get(path.size() - 1) + position);
      if (isStandard("extension")) {
        index = events(new ChildCounts(), index);
        continue;
      }
      if (index > 0) {
        out.add(',');
      }
      if (++eventCount > EpcisLimits.EVENTS) {
        throw problems.fatal(
            "limit",
            path(),
            "The document has more than " + EpcisLimits.EVENTS + " events.",
            "Send them in several documents.");
      }
      if (places != null) {
        places.enter(Integer.toString(index), this::path);
      }
      event(path(), false);
      leave();
      index++;
      path.remove(path.size() - 1);
    }
    return index;
  }

  private void event(String place, boolean root) throws InvalidDocumentException {
    tree.read(place);
    slices.context(scope.end());
    json.event(place, root);
    if (out.length() > EpcisLimits.DOCUMENT_BYTES) {
      throw problems.fatal(
          "limit", place, "The document holds too much.", "Send it in smaller documents.");
    }
  }

  /** Steps to the next child of the open element, past blank text; false at the element's end. */
  private boolean child() throws InvalidDocumentException {
    while (true) {
      scanner.forget();
      switch (scanner.next()) {
        case START -> {
          push(names.name(scanner.name()));
          return true;
        }
        case TEXT -> {
          if (!scanner.isBlank()) {
            problem("type", "Text stands where only elements may.", "Remove it.");
          }
        }
        case END -> {
          pop(false);
          return false;
        }
        case END_OF_DOCUMENT -> throw new IllegalStateException("an element is open");
      }
    }
  }

  /** The text of the open element, to its end. */
  private void text() throws InvalidDocumentException {
    boolean any = false;
    while (true) {
      switch (scanner.next()) {
        case START -> {
          push(names.name(scanner.name()));
          problem("type", "An element stands where only text may.", "Remove it.");
          pop(true);
        }
        case TEXT -> {
          if (!any) {
            string(scanner.textFrom(), scanner.textTo());
            any = true;
          }
        }
        case END -> {
          if (!any) {
            out.add("\"\"");
          }
          pop(false);
          return;
        }
        case END_OF_DOCUMENT -> throw new IllegalStateException("an element is open");
      }
    }
  }

  /** Reads past an element that is known or another's. */
  private void pass(String... known) throws InvalidDocumentException {
    boolean standard = FixedNames.isEpcisXml(spaceName()) || names.prefix(scanner.name()) == 0;
    if (standard && !List.of(known).contains(localName())) {
      problem(
          "unknown-member",
          "EPCIS defines no such element here.",
          "Correct its name, or put it in your own name space where extensions are allowed.");
    }
    pop(true);
  }

  private boolean isStandard(String name) {
    return localName().equals(name)
        && (names.prefix(scanner.name()) == 0 || FixedNames.isEpcisXml(spaceName()));
  }

  private String localName() {
    return names.name(names.local(scanner.name()));
  }

  private String spaceName() {
    return scanner.spaces().name(scanner.spaces().of(names.prefix(scanner.name())));
  }

  private void key(String name, String place, int before) {
    if (before > 0) {
      out.add(',');
    }
    out.add('"');
    out.add(name);
    out.add("\":");
    enter(name, place);
  }

  private void key(String name, String place) {
    key(name, place, 1);
  }

  private void string(int from, int to) {
    byte[] bytes = scanner.bytesOf(from);
    int start = from < 0 ? ~from : from;
    int end = from < 0 ? ~to : to;
    while (start < end && XmlChars.isSpace(bytes[start])) {
      start++;
    }
    while (end > start && XmlChars.isSpace(bytes[end - 1])) {
      end--;
    }
    out.add('"');
    Lexemes.escape(bytes, start, end, out);
    out.add('"');
  }

  private void enter(String token, String name) {
    if (places != null) {
      boolean open = path.get(path.size() - 1).equals(name);
      places.enter(token, () -> open ? path() : path() + '/' + name);
    }
  }

  private void leave() {
    if (places != null) {
      places.leave();
    }
  }

  private void push(String name) {
    path.add(name);
  }

  /** Leaves the open element; first reads past what is in it, if so told. */
  private void pop(boolean skip) throws InvalidDocumentException {
    if (skip) {
      scanner.skip();
    }
    path.remove(path.size() - 1);
  }

  private String path() {
    return "/" + String.join("/", path);
  }

  private void problem(String code, String reason, String remedy) throws InvalidDocumentException {
    problems.add(code, path(), reason, remedy);
  }
}
