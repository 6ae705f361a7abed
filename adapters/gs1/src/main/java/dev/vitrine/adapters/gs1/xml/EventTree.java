package dev.vitrine.adapters.gs1.xml;

import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.adapters.gs1.json.Problems;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The elements and attributes of one event, by number, in arrays that the next event uses again.
 * Declarations of name spaces and attributes with prefix {@code xsi}, which speak of the XML and
 * not of the event, are no nodes. Number 0 is the event itself.
 */
final class EventTree {
  static final int NOTHING = -1;

  private static final String SCHEMA_INSTANCE = "xsi";

  private final XmlScanner scanner;
  private final Problems problems;
  private final @Nullable EventScope scope;
  private final int instance;
  private final int nil;
  private int[] name = new int[256];
  private int[] parent = new int[256];
  private int[] first = new int[256];
  private int[] last = new int[256];
  private int[] next = new int[256];
  private int[] from = new int[256];
  private int[] to = new int[256];
  private int[] start = new int[256];
  private int[] end = new int[256];
  private boolean[] attribute = new boolean[256];
  private boolean[] isNil = new boolean[256];
  private int count;

  /**
   * @param scope checks the prefixes; null for an event that was taken
   */
  EventTree(XmlScanner scanner, Problems problems, @Nullable EventScope scope) {
    this.scope = scope;
    this.scanner = scanner;
    this.problems = problems;
    this.instance = scanner.names().number(SCHEMA_INSTANCE);
    this.nil = scanner.names().number("xsi:nil");
  }

  /**
   * Reads the element whose START was the scanner's last token, to its END.
   *
   * @param place the event's place in the document
   */
  void read(String place) throws InvalidDocumentException {
    count = 0;
    if (scope != null) {
      scope.start(() -> place);
    }
    int node = element(NOTHING);
    while (true) {
      switch (scanner.next()) {
        case START -> {
          if (scope != null) {
            scope.element(() -> place);
          }
          node = element(node);
        }
        case TEXT -> text(node);
        case END -> {
          end[node] = scanner.end();
          node = parent[node];
          if (node == NOTHING) {
            return;
          }
        }
        case END_OF_DOCUMENT -> throw new IllegalStateException("an element is open");
      }
    }
  }

  int name(int node) {
    return name[node];
  }

  int parent(int node) {
    return parent[node];
  }

  int first(int node) {
    return first[node];
  }

  int next(int node) {
    return next[node];
  }

  /** Where its text starts, as the scanner gives it; as {@link #to} where there is none. */
  int from(int node) {
    return from[node];
  }

  int to(int node) {
    return to[node];
  }

  boolean hasText(int node) {
    return from[node] != to[node];
  }

  int start(int node) {
    return start[node];
  }

  int end(int node) {
    return end[node];
  }

  boolean isAttribute(int node) {
    return attribute[node];
  }

  /** Whether the element says that it has no value. */
  boolean isNil(int node) {
    return isNil[node];
  }

  /** How many nodes there are. */
  int count() {
    return count;
  }

  private int element(int above) throws InvalidDocumentException {
    if (above != NOTHING && hasText(above)) {
      throw mixed(above);
    }
    int node = add(scanner.name(), above);
    start[node] = scanner.start();
    for (int i = 0; i < scanner.attributes(); i++) {
      int attributeName = scanner.attributeName(i);
      if (scanner.names().prefix(attributeName) == instance) {
        isNil[node] |= attributeName == nil && isTrue(i);
        continue;
      }
      int child = add(attributeName, node);
      attribute[child] = true;
      from[child] = scanner.attributeFrom(i);
      to[child] = scanner.attributeTo(i);
    }
    return node;
  }

  private boolean isTrue(int index) {
    int begin = scanner.attributeFrom(index);
    byte[] bytes = scanner.bytesOf(begin);
    int at = begin < 0 ? ~begin : begin;
    int length = Math.abs(scanner.attributeTo(index) - begin);
    return (length == 1 && bytes[at] == '1') || (length == 4 && bytes[at] == 't');
  }

  private void text(int node) throws InvalidDocumentException {
    if (scanner.isBlank()) {
      return;
    }
    boolean elements = last[node] != NOTHING && !attribute[last[node]];
    if (hasText(node) || elements) {
      throw mixed(node);
    }
    from[node] = scanner.textFrom();
    to[node] = scanner.textTo();
  }

  private int add(int nameOfNode, int above) throws InvalidDocumentException {
    if (count == name.length) {
      if (count >= EpcisLimits.XML_NODES) {
        throw problems.fatal(
            "limit",
            scanner.path(),
            "The event has more than " + EpcisLimits.XML_NODES + " elements and attributes.",
            "Split the event.");
      }
      grow(2 * count);
    }
    int node = count++;
    name[node] = nameOfNode;
    parent[node] = above;
    first[node] = NOTHING;
    last[node] = NOTHING;
    next[node] = NOTHING;
    from[node] = 0;
    to[node] = 0;
    attribute[node] = false;
    isNil[node] = false;
    if (above != NOTHING) {
      if (first[above] == NOTHING) {
        first[above] = node;
      } else {
        next[last[above]] = node;
      }
      last[above] = node;
    }
    return node;
  }

  private InvalidDocumentException mixed(int node) {
    return problems.fatal(
        "mixed-content",
        scanner.path(),
        "Text stands beside elements in " + scanner.names().name(name[node]) + '.',
        "Put the text into an element of its own.");
  }

  private void grow(int capacity) {
    name = Arrays.copyOf(name, capacity);
    parent = Arrays.copyOf(parent, capacity);
    first = Arrays.copyOf(first, capacity);
    last = Arrays.copyOf(last, capacity);
    next = Arrays.copyOf(next, capacity);
    from = Arrays.copyOf(from, capacity);
    this.to = Arrays.copyOf(this.to, capacity);
    start = Arrays.copyOf(start, capacity);
    end = Arrays.copyOf(end, capacity);
    attribute = Arrays.copyOf(attribute, capacity);
    isNil = Arrays.copyOf(isNil, capacity);
  }
}
