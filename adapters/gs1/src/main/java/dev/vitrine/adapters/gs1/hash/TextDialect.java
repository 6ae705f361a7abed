package dev.vitrine.adapters.gs1.hash;

import dev.vitrine.adapters.gs1.json.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pre-hash string by the text of CBV 2.0 §8.9: the members of its table in the table's order,
 * then every extension, sorted. Members of EPCIS that the table does not name are left out ({@code
 * recordTime}, {@code eventID}, {@code errorDeclaration}, {@code certificationInfo}, {@code
 * bizRules} of a report), and comments.
 *
 * <p>Used for one event. Takes each member once, sorts only lists.
 */
final class TextDialect {
  /** How a member is written. */
  private enum Form {
    VALUE,
    TIME,
    WORD,
    EPCS,
    QUANTITIES,
    DISPOSITIONS,
    PLACE,
    TYPED,
    SENSORS,
    MASTER_DATA,
    NONE
  }

  /**
   * A member of the table.
   *
   * @param member the member of an item that holds its identifier, where items have a type
   * @param base what stands before a bare word
   */
  private record Row(int place, Form form, String member, String base) {}

  private static final Map<String, Row> TABLE = new HashMap<>();
  private static final String[] ORDER;

  static {
    List<String> order = new ArrayList<>();
    rows(order, Form.TIME, "eventTime");
    rows(order, Form.VALUE, "eventTimeZoneOffset");
    rows(order, Form.EPCS, "epcList");
    rows(order, Form.VALUE, "parentID");
    rows(order, Form.EPCS, "inputEPCList", "childEPCs");
    rows(order, Form.QUANTITIES, "quantityList", "childQuantityList", "inputQuantityList");
    rows(order, Form.EPCS, "outputEPCList");
    rows(order, Form.QUANTITIES, "outputQuantityList");
    rows(order, Form.VALUE, "action", "transformationID");
    row(order, Form.WORD, "bizStep", "", Words.BIZ_STEP);
    row(order, Form.WORD, "disposition", "", Words.DISPOSITION);
    row(order, Form.DISPOSITIONS, "persistentDisposition", "", Words.DISPOSITION);
    rows(order, Form.PLACE, "readPoint", "bizLocation");
    row(order, Form.TYPED, "bizTransactionList", "bizTransaction", Words.BIZ_TRANSACTION);
    row(order, Form.TYPED, "sourceList", "source", Words.SOURCE_DESTINATION);
    row(order, Form.TYPED, "destinationList", "destination", Words.SOURCE_DESTINATION);
    rows(order, Form.SENSORS, "sensorElementList");
    rows(order, Form.MASTER_DATA, "ilmd");
    for (String left :
        List.of(
            "@context",
            "type",
            "recordTime",
            "eventID",
            "errorDeclaration",
            "certificationInfo",
            "rdfs:comment",
            "comment")) {
      TABLE.put(left, new Row(-1, Form.NONE, "", ""));
    }
    ORDER = order.toArray(String[]::new);
  }

  private final Names names;
  private final StringBuilder out = new StringBuilder(1024);
  private final List<String> extensions = new ArrayList<>();

  TextDialect(Map<String, String> prefixes) {
    this.names = new Names(prefixes);
  }

  /** The pre-hash string of an event. */
  static String preHash(Node event, Map<String, String> prefixes) {
    return new TextDialect(prefixes).write(event);
  }

  /** As {@link Names#expanded()}. */
  long expanded() {
    return names.expanded();
  }

  /** The pre-hash string of an event; asked once. */
  String write(Node event) {
    @Nullable Node[] single = new Node[ORDER.length];
    @SuppressWarnings({"unchecked", "rawtypes"})
    @Nullable List<Node>[] lists = new List[ORDER.length];
    for (Node member : event.members()) {
      Row row = TABLE.get(member.name());
      if (row == null) {
        extensions.addAll(nested(List.of(member)));
      } else if (row.place >= 0) {
        if (single[row.place] == null) {
          single[row.place] = member;
        } else {
          List<Node> list = lists[row.place];
          if (list == null) {
            list = new ArrayList<>();
            list.add(single[row.place]);
            lists[row.place] = list;
          }
          list.add(member);
        }
      }
    }
    String type = event.string("type");
    pair("eventType", type == null ? "" : names.value(type.strip()));
    for (int i = 0; i < ORDER.length; i++) {
      Node first = single[i];
      if (first != null) {
        List<Node> list = lists[i];
        member(ORDER[i], list == null ? List.of(first) : list);
      }
    }
    ByCodePoint.append(out, extensions);
    return out.toString();
  }

  private void member(String name, List<Node> items) {
    Row row = TABLE.get(name);
    if (row == null) {
      return;
    }
    switch (row.form) {
      case VALUE -> pair(name, value(items.get(0)));
      case TIME -> pair(name, Times.nearest(items.get(0).text().strip()));
      case WORD -> pair(name, word(row.base, items.get(0)));
      case EPCS -> list(name, items, "epc", this::identifier);
      case QUANTITIES -> list(name, items, "quantityElement", this::quantity);
      case DISPOSITIONS -> dispositions(name, items.get(0), row.base);
      case PLACE -> place(name, items.get(0));
      case TYPED -> list(name, items, "", item -> typed(item, row));
      case SENSORS -> sensors(items);
      case MASTER_DATA -> {
        List<String> attributes = nested(items.get(0).members());
        if (!attributes.isEmpty()) {
          out.append(name);
          ByCodePoint.append(out, attributes);
        }
      }
      case NONE -> {}
    }
  }

  /** Writes one item to {@link #out}. */
  private interface Writer {
    void write(Node item);
  }

  /** A list's name and its items, sorted; nothing where no item has anything. */
  private void list(String name, List<Node> items, String itemName, Writer writer) {
    int before = out.length();
    out.append(name);
    int start = out.length();
    if (items.size() == 1) {
      item(items.get(0), itemName, writer);
    } else {
      List<String> parts = new ArrayList<>(items.size());
      for (Node item : items) {
        int at = out.length();
        item(item, itemName, writer);
        if (out.length() > at) {
          parts.add(out.substring(at));
        }
      }
      if (!ByCodePoint.isSorted(parts)) {
        out.setLength(start);
        ByCodePoint.append(out, parts);
      }
    }
    if (out.length() == start) {
      out.setLength(before);
    }
  }

  private void item(Node item, String name, Writer writer) {
    int before = out.length();
    out.append(name);
    int start = out.length();
    writer.write(item);
    if (out.length() == start) {
      out.setLength(before);
    }
  }

  private void identifier(Node item) {
    String value = value(item);
    if (!value.isEmpty()) {
      out.append('=').append(value);
    }
  }

  private void quantity(Node item) {
    field(item, "epcClass");
    for (Node member : item.members()) {
      if (member.name().equals("quantity")) {
        out.append("quantity=").append(Numerals.shortest(member.text().strip()));
      }
    }
    field(item, "uom");
  }

  private void typed(Node item, Row row) {
    for (Node member : item.members()) {
      if (member.name().equals("type")) {
        out.append("type=").append(word(row.base, member));
      }
    }
    field(item, row.member);
  }

  private void field(Node item, String name) {
    for (Node member : item.members()) {
      if (member.name().equals(name)) {
        String value = value(member);
        if (!value.isEmpty()) {
          out.append(name).append('=').append(value);
        }
      }
    }
  }

  private void dispositions(String name, Node item, String base) {
    List<Node> set = new ArrayList<>();
    List<Node> unset = new ArrayList<>();
    for (Node member : item.members()) {
      (member.name().equals("set") ? set : unset).add(member);
    }
    int before = out.length();
    list(name, set, "set", each -> out.append('=').append(word(base, each)));
    boolean named = out.length() > before;
    list(named ? "" : name, unset, "unset", each -> out.append('=').append(word(base, each)));
  }

  private void place(String name, Node item) {
    List<Node> more = new ArrayList<>(0);
    for (Node member : item.members()) {
      if (member.name().equals("id")) {
        out.append(name);
        pair("id", value(member));
      } else {
        more.add(member);
      }
    }
    extended(name, nested(more));
  }

  private void sensors(List<Node> elements) {
    List<String> written = new ArrayList<>(elements.size());
    for (Node element : elements) {
      SensorText sensor = new SensorText(this, element);
      if (!sensor.text().isEmpty()) {
        written.add("sensorElement" + sensor.text());
      }
      extended("sensorElement", sensor.extensions());
    }
    // no "sensorElementList": that came with CBV 2.1
    ByCodePoint.append(out, written);
  }

  private void pair(String name, String value) {
    if (!value.isEmpty()) {
      out.append(name).append('=').append(value);
    }
  }

  /** Takes down the extensions of a standard member, under the member's name. */
  private void extended(String name, List<String> parts) {
    if (!parts.isEmpty()) {
      StringBuilder text = new StringBuilder(name);
      ByCodePoint.append(text, parts);
      extensions.add(text.toString());
    }
  }

  /** Each of these as an extension. */
  List<String> nested(List<Node> members) {
    List<String> parts = new ArrayList<>(members.size());
    for (Node member : members) {
      String text = extensionText(member);
      if (!text.isEmpty()) {
        parts.add(text);
      }
    }
    return parts;
  }

  /** Name, value, and what is below it; empty for null and for comments. */
  private String extensionText(Node member) {
    if (member.kind() == 'z' || isComment(member.name())) {
      return "";
    }
    StringBuilder text = new StringBuilder(64);
    names.append(text, member.name());
    String value = value(member);
    if (!value.isEmpty()) {
      text.append('=').append(value);
    }
    ByCodePoint.append(text, nested(member.members()));
    return text.toString();
  }

  /** A value in its canonical form. */
  String value(Node node) {
    String text = node.text().strip();
    if (node.kind() == 'n') {
      return Numerals.shortest(text);
    }
    return node.kind() == 's' ? Links.canonical(Words.fromUrn(names.value(text))) : text;
  }

  /** A word of a standard vocabulary, or a vendor's. */
  String word(String base, Node node) {
    String word = Words.fromUrn(names.value(node.text().strip()));
    return Words.spelledOut(base, word);
  }

  private static boolean isComment(String name) {
    return name.equals("rdfs:comment") || name.equals("comment");
  }

  private static void rows(List<String> order, Form form, String... members) {
    for (String member : members) {
      row(order, form, member, "", "");
    }
  }

  private static void row(List<String> order, Form form, String name, String member, String base) {
    TABLE.put(name, new Row(order.size(), form, member, base));
    order.add(name);
  }
}
