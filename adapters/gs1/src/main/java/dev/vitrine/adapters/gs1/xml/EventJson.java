package dev.vitrine.adapters.gs1.xml;

import dev.vitrine.adapters.gs1.json.Problems;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event's tree as EPCIS 2.0's JSON. What the leaves of a record are depends on these
 * rules, and on the event's own bytes alone, so they can't be changed for records that exist:
 *
 * <ul>
 *   <li>Standard elements (without a prefix, or with {@code epcis}) become the members of the same
 *       name, lists become arrays, attributes of sensor reports and metadata members.
 *   <li>What {@code extension} and {@code baseExtension} hold within standard elements stands in
 *       their parent.
 *   <li>Other elements become members with their name as it was written: a string if there is only
 *       text, {@code null} if {@code xsi:nil} says so, else an object; an array if the name is
 *       there more than once, at the place of the first. Attributes are members too, and text
 *       beside them is {@code #text}.
 *   <li>Text loses the white space around it; values of attributes do where the schema does not
 *       have them as strings.
 *   <li>Numbers stay as written, but for what JSON does not allow: a plus sign, zeros before the
 *       first digit, a point without digits on both sides.
 * </ul>
 */
final class EventJson {
  private final XmlScanner scanner;
  private final XmlNames names;
  private final EventTree tree;
  private final Scratch out;
  private final Problems problems;
  private final SliceList slices;
  private final @Nullable Places places;
  private final int standard;
  private int[] region = new int[64];
  private int top;
  private int[] stamps = new int[64];
  private int[] tails = new int[64];
  private int serial;
  private int[] nextSame = new int[256];
  private boolean[] follows = new boolean[256];
  private String eventPlace = "";

  EventJson(
      XmlScanner scanner,
      EventTree tree,
      Scratch out,
      SliceList slices,
      Problems problems,
      @Nullable Places places) {
    this.scanner = scanner;
    this.names = scanner.names();
    this.tree = tree;
    this.out = out;
    this.slices = slices;
    this.problems = problems;
    this.places = places;
    this.standard = names.number("epcis");
  }

  /**
   * Writes the tree's event.
   *
   * @param place the event's place in its document
   * @param root whether the event is the document
   */
  void event(String place, boolean root) throws InvalidDocumentException {
    eventPlace = place;
    if (nextSame.length < tree.count()) {
      nextSame = new int[2 * tree.count()];
      follows = new boolean[2 * tree.count()];
    }
    Arrays.fill(nextSame, 0, tree.count(), EventTree.NOTHING);
    Arrays.fill(follows, 0, tree.count(), false);
    String name = key(0);
    if (root && name.equals("sensorReport")) {
      object(0, ElementKind.REPORTS, false);
      return;
    }
    slices.add(out.length(), tree.start(0), tree.end(0));
    out.add("{\"type\":\"");
    out.add(name);
    out.add('"');
    if (places != null) {
      places.enter("type", () -> place);
      places.leave();
    }
    members(0, ElementKind.EVENT, root, true);
    out.add('}');
  }

  private void object(int node, ElementKind kind, boolean root) throws InvalidDocumentException {
    out.add('{');
    members(node, kind, root, false);
    out.add('}');
  }

  private void members(int node, ElementKind kind, boolean root, boolean more)
      throws InvalidDocumentException {
    int base = top;
    gather(node, kind, root);
    group(base, kind);
    boolean comma = more;
    for (int i = base; i < top; i++) {
      int child = region[i];
      if (follows[child]) {
        continue;
      }
      if (comma) {
        out.add(',');
      }
      comma = true;
      String name = key(child);
      out.add('"');
      out.add(name);
      out.add("\":");
      enter(name, child);
      member(child, kindOf(child, kind), kind);
      leave();
    }
    top = base;
  }

  /** The children, with those of wrappers in their place. */
  private void gather(int node, ElementKind kind, boolean root) throws InvalidDocumentException {
    if (tree.hasText(node)) {
      problem(node, "type", "Text stands where only elements or attributes may.", "Remove it.");
    }
    for (int child = tree.first(node); child >= 0; child = tree.next(child)) {
      ElementKind childKind = kindOf(child, kind);
      boolean ofDocument =
          root
              && tree.isAttribute(child)
              && (key(child).equals("schemaVersion") || key(child).equals("creationDate"));
      if (childKind == ElementKind.WRAPPER) {
        gather(child, kind, false);
      } else if (!ofDocument && !(childKind == ElementKind.NUMBER && isVoid(child))) {
        if (top == region.length) {
          region = Arrays.copyOf(region, 2 * top);
        }
        region[top++] = child;
      }
    }
  }

  /** Chains elements of one name that become one array. */
  private void group(int base, ElementKind kind) {
    if (stamps.length < names.count()) {
      stamps = Arrays.copyOf(stamps, 2 * names.count());
      tails = Arrays.copyOf(tails, 2 * names.count());
    }
    serial++;
    for (int i = base; i < top; i++) {
      int child = region[i];
      boolean groups =
          switch (kindOf(child, kind)) {
            case TEXTS, TEXT_ARRAY, REPORTS -> true;
            case EXTENSION -> !tree.isAttribute(child);
            default -> false;
          };
      if (!groups) {
        continue;
      }
      int name = keyNumber(child);
      if (stamps[name] == serial) {
        nextSame[tails[name]] = child;
        follows[child] = true;
      }
      stamps[name] = serial;
      tails[name] = child;
    }
  }

  private ElementKind kindOf(int node, ElementKind container) {
    if (tree.isAttribute(node)
        && container != ElementKind.REPORTS
        && container != ElementKind.METADATA) {
      return ElementKind.EXTENSION;
    }
    if (container == ElementKind.EXTENSION || names.prefix(keyNumber(node)) != 0) {
      return ElementKind.EXTENSION;
    }
    return container.child(key(node));
  }

  private void member(int node, ElementKind kind, ElementKind container)
      throws InvalidDocumentException {
    switch (kind) {
      case TEXT -> text(node, !tree.isAttribute(node) || !key(node).equals("stringValue"));
      case NUMBER -> number(node);
      case BOOLEAN -> bool(node);
      case TEXTS -> {
        if (nextSame[node] == EventTree.NOTHING) {
          text(node, true);
        } else {
          array(node, kind);
        }
      }
      case TEXT_ARRAY, REPORTS -> array(node, kind);
      case EPCS, QUANTITIES, TRANSACTIONS, SOURCES, DESTINATIONS, SENSORS, CORRECTIONS ->
          list(node, kind);
      case METADATA, PLACE, ERROR, DISPOSITIONS, MASTER_DATA, QUANTITY, SENSOR, EVENT ->
          object(node, kind, false);
      case EXTENSION -> {
        if (container == ElementKind.REPORTS && !tree.isAttribute(node)) {
          problem(node, "unknown-member", "No element may stand here.", "Write an attribute.");
        }
        if (nextSame[node] == EventTree.NOTHING) {
          extension(node);
        } else {
          array(node, kind);
        }
      }
      case WRAPPER -> throw new IllegalStateException("a wrapper is no member");
    }
  }

  /** The element and those of the same name after it. */
  private void array(int head, ElementKind kind) throws InvalidDocumentException {
    out.add('[');
    int index = 0;
    for (int node = head; node != EventTree.NOTHING; node = nextSame[node]) {
      if (index > 0) {
        out.add(',');
      }
      item(index++, node, kind == ElementKind.TEXT_ARRAY ? ElementKind.TEXT : kind);
    }
    out.add(']');
  }

  private void list(int node, ElementKind kind) throws InvalidDocumentException {
    if (tree.hasText(node)) {
      problem(node, "type", "Text stands where only elements may.", "Remove it.");
    }
    out.add('[');
    int index = 0;
    for (int child = tree.first(node); child >= 0; child = tree.next(child)) {
      if (tree.isAttribute(child) || !key(child).equals(kind.item())) {
        unexpected(child);
        continue;
      }
      if (index > 0) {
        out.add(',');
      }
      item(index++, child, kind);
    }
    out.add(']');
  }

  private void item(int index, int node, ElementKind kind) throws InvalidDocumentException {
    enter(Integer.toString(index), node);
    switch (kind) {
      case TRANSACTIONS, SOURCES, DESTINATIONS -> typed(node);
      case QUANTITIES -> object(node, ElementKind.QUANTITY, false);
      case SENSORS -> object(node, ElementKind.SENSOR, false);
      case REPORTS -> {
        slices.add(out.length(), tree.start(node), tree.end(node));
        object(node, kind, false);
      }
      case EXTENSION -> extension(node);
      default -> text(node, true);
    }
    leave();
  }

  /** {@code <source type="…">…</source>}. */
  private void typed(int node) throws InvalidDocumentException {
    out.add('{');
    for (int child = tree.first(node); child >= 0; child = tree.next(child)) {
      if (tree.isAttribute(child) && key(child).equals("type")) {
        out.add("\"type\":");
        enter("type", child);
        string(child, true);
        leave();
        out.add(',');
      } else {
        unexpected(child);
      }
    }
    String name = key(node);
    out.add('"');
    out.add(name);
    out.add("\":");
    enter(name, node);
    string(node, true);
    leave();
    out.add('}');
  }

  private void extension(int node) throws InvalidDocumentException {
    if (tree.first(node) == EventTree.NOTHING) {
      if (isVoid(node)) {
        out.add("null");
      } else {
        string(node, !tree.isAttribute(node));
      }
      return;
    }
    int base = top;
    out.add('{');
    boolean text = tree.hasText(node);
    if (text) {
      out.add("\"#text\":");
      enter("#text", node);
      string(node, true);
      leave();
    }
    for (int child = tree.first(node); child >= 0; child = tree.next(child)) {
      if (top == region.length) {
        region = Arrays.copyOf(region, 2 * top);
      }
      region[top++] = child;
    }
    group(base, ElementKind.EXTENSION);
    boolean comma = text;
    for (int i = base; i < top; i++) {
      int child = region[i];
      if (follows[child]) {
        continue;
      }
      if (comma) {
        out.add(',');
      }
      comma = true;
      String name = key(child);
      out.add('"');
      out.add(name);
      out.add("\":");
      enter(name, child);
      member(child, ElementKind.EXTENSION, ElementKind.EXTENSION);
      leave();
    }
    top = base;
    out.add('}');
  }

  private void text(int node, boolean trim) throws InvalidDocumentException {
    for (int child = tree.first(node); child >= 0; child = tree.next(child)) {
      unexpected(child);
    }
    string(node, trim);
  }

  private void number(int node) throws InvalidDocumentException {
    int length = out.length();
    text(node, true);
    byte[] lexeme = Lexemes.number(out.array(), length + 1, out.length() - 1);
    if (lexeme != null) {
      out.truncate(length);
      out.add(lexeme, 0, lexeme.length);
    }
  }

  private void bool(int node) throws InvalidDocumentException {
    int length = out.length();
    text(node, true);
    String value = Lexemes.bool(out.array(), length + 1, out.length() - 1);
    if (value != null) {
      out.truncate(length);
      out.add(value);
    }
  }

  private void string(int node, boolean trim) {
    int from = tree.from(node);
    byte[] bytes = scanner.bytesOf(from);
    int start = from < 0 ? ~from : from;
    int end = from < 0 ? ~tree.to(node) : tree.to(node);
    if (trim) {
      while (start < end && XmlChars.isSpace(bytes[start])) {
        start++;
      }
      while (end > start && XmlChars.isSpace(bytes[end - 1])) {
        end--;
      }
    }
    out.add('"');
    Lexemes.escape(bytes, start, end, out);
    out.add('"');
  }

  private boolean isVoid(int node) {
    return tree.isNil(node) && !tree.hasText(node) && tree.first(node) == EventTree.NOTHING;
  }

  private void unexpected(int node) throws InvalidDocumentException {
    problem(
        node,
        "unknown-member",
        "EPCIS 2.0 defines no such element or attribute here.",
        "Correct its name, or put it in your own name space where extensions are allowed.");
  }

  /** The name's number, for standard names without the prefix. */
  private int keyNumber(int node) {
    int name = tree.name(node);
    return names.prefix(name) == standard && !tree.isAttribute(node) ? names.local(name) : name;
  }

  private String key(int node) {
    return names.name(keyNumber(node));
  }

  private void problem(int node, String code, String reason, String remedy)
      throws InvalidDocumentException {
    problems.add(code, place(node), reason, remedy);
  }

  private void enter(String token, int node) {
    if (places != null) {
      Supplier<String> place = () -> place(node);
      places.enter(token, place);
    }
  }

  private void leave() {
    if (places != null) {
      places.leave();
    }
  }

  /** As an XPath of names as written, with positions where a name occurs more than once. */
  private String place(int node) {
    if (node == 0) {
      return eventPlace;
    }
    String name = names.name(tree.name(node));
    int above = tree.parent(node);
    if (tree.isAttribute(node)) {
      return place(above) + "/@" + name;
    }
    int position = 0;
    int all = 0;
    for (int child = tree.first(above); child >= 0; child = tree.next(child)) {
      if (!tree.isAttribute(child) && tree.name(child) == tree.name(node)) {
        all++;
        position = child == node ? all : position;
      }
    }
    return place(above) + '/' + name + (all > 1 ? "[" + position + ']' : "");
  }
}
