package dev.vitrine.adapters.gs1.hash;

import dev.vitrine.adapters.gs1.json.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pre-hash string as the reference implementation computes it (RalphTro's
 * epcis-event-hash-generator of October 2025), where that departs from the standard's text too:
 *
 * <ul>
 *   <li>{@code parentID} stands before {@code epcList}, {@code certificationInfo} is hashed;
 *   <li>transactions, sources, destinations and master data come after the sensors, among the
 *       extensions, by their names;
 *   <li>{@code sensorElementList} is written; extensions of standard members stand inside of them,
 *       if their name space ends with a slash, else at the end;
 *   <li>every text that looks like a number is made one, by way of a double;
 *   <li>half a millisecond goes to the even one;
 *   <li>in JSON any text that ends a vocabulary's URI of the same event is replaced by it, and only
 *       prefixes that the document declares are expanded.
 * </ul>
 *
 * <p>Slow; asked only when a sender's own hash is none by the text. It takes the event alone: what
 * the reference takes from other events of a document is not taken.
 */
final class ReferenceDialect {
  /** Thrown where the reference gives no hash at all. */
  private static final class NoHash extends Exception {
    private static final long serialVersionUID = 1;

    NoHash() {
      super(null, null, false, false);
    }
  }

  /** A named value as the reference has it, consumed while it is written. */
  private static final class Item {
    private String name;
    private final String text;
    private final List<Item> below = new ArrayList<>();
    private @Nullable Map<String, Item> lists;

    Item(String name, String text) {
      this.name = name;
      this.text = text;
    }
  }

  /** A member in the reference's order, with that of what is below. */
  private record Step(String name, List<Step> below) {
    static List<Step> of(String names) {
      List<Step> steps = new ArrayList<>();
      for (String name : names.split(" ")) {
        steps.add(new Step(name, List.of()));
      }
      return steps;
    }

    static Step of(String name, String below) {
      return new Step(name, of(below));
    }

    static Step quantities(String name) {
      return new Step(name, List.of(of("quantityElement", "epcClass quantity uom")));
    }
  }

  /** Longer and further words are taken as they are: no vocabulary has any. */
  private static final int WORD_CHARS = 256;

  private static final int MAX_WORDS = 1_000;

  private static final List<Step> ORDER = order();
  private static final Set<String> TYPED =
      Set.of("bizTransactionList", "sourceList", "destinationList");
  private static final Set<String> PAIRED = Set.of("bizTransaction", "source", "destination");
  private static final Set<String> LEFT_OUT =
      Set.of("recordTime", "eventID", "type", "errorDeclaration");
  private static final Set<String> STANDARD_LISTS =
      Set.of(
          "epcList",
          "quantityList",
          "childQuantityList",
          "inputEPCList",
          "inputQuantityList",
          "outputEPCList",
          "outputQuantityList",
          "sensorElementList");

  private final Map<String, String> prefixes;
  private final Set<String> ignored;
  private final boolean xml;

  /** Words' URIs by what they end with after a hyphen or a slash; empty where there are several. */
  private final Map<String, String> endings = new HashMap<>();

  private final Set<String> words = new HashSet<>();

  private ReferenceDialect(Map<String, String> prefixes, Set<String> ignored, boolean xml) {
    this.prefixes = prefixes;
    this.ignored = ignored;
    this.xml = xml;
  }

  /**
   * The pre-hash string of an event, or null where the reference fails.
   *
   * @param prefixes those the document declares
   * @param ignored top-level members to leave out, as {@code {name space}local}
   * @param xml whether the event came as XML, where values are expanded otherwise than in JSON
   */
  static @Nullable String preHash(
      Node event, Map<String, String> prefixes, Set<String> ignored, boolean xml) {
    try {
      return new ReferenceDialect(prefixes, ignored, xml).write(event);
    } catch (NoHash e) {
      return null;
    }
  }

  private static List<Step> order() {
    List<Step> order = new ArrayList<>();
    order.addAll(Step.of("eventTime eventTimeZoneOffset certificationInfo parentID"));
    order.add(Step.of("epcList", "epc"));
    order.add(Step.of("inputEPCList", "epc"));
    order.add(Step.of("childEPCs", "epc"));
    order.add(Step.quantities("quantityList"));
    order.add(Step.quantities("childQuantityList"));
    order.add(Step.quantities("inputQuantityList"));
    order.add(Step.of("outputEPCList", "epc"));
    order.add(Step.quantities("outputQuantityList"));
    order.addAll(Step.of("action transformationID bizStep disposition"));
    order.add(Step.of("persistentDisposition", "set unset"));
    order.add(Step.of("readPoint", "id"));
    order.add(Step.of("bizLocation", "id"));
    order.add(
        new Step(
            "sensorElementList",
            List.of(
                new Step(
                    "sensorElement",
                    List.of(
                        Step.of("sensorMetadata", String.join(" ", SensorText.METADATA_ORDER)),
                        Step.of("sensorReport", String.join(" ", SensorText.REPORT_ORDER)))))));
    return List.copyOf(order);
  }

  private String write(Node event) throws NoHash {
    collectWords(event);
    Item root = item("", event);
    String type = event.string("type");
    StringBuilder out = new StringBuilder("eventType=").append(type == null ? "" : type);
    out.append(ordered(root.below, ORDER));
    root.below.removeIf(item -> LEFT_OUT.contains(item.name) || ignored.contains(item.name));
    return out.append(rest(root.below)).toString();
  }

  /** Members by the order, then extensions; leaves in the list what it has not written. */
  private String ordered(List<Item> items, List<Step> order) throws NoHash {
    List<Item> extensions = extensions(items);
    StringBuilder out = new StringBuilder();
    for (Step step : order) {
      List<String> values = new ArrayList<>();
      List<Item> kept = new ArrayList<>(items.size());
      for (Item item : items) {
        boolean written = item.name.equals(step.name);
        if (written) {
          String text = value(item, step);
          if (!text.isEmpty()) {
            values.add(text);
          }
        }
        if (!written || !item.below.isEmpty()) {
          kept.add(item);
        }
      }
      if (kept.size() < items.size()) {
        items.clear();
        items.addAll(kept);
      }
      ByCodePoint.append(out, values);
    }
    return out.append(rest(extensions)).toString();
  }

  private String value(Item item, Step step) throws NoHash {
    String below = step.below.isEmpty() ? "" : ordered(item.below, step.below);
    String text = item.text.strip();
    if (!text.isEmpty()) {
      text = '=' + (isTime(item.name) ? time(text) : canonical(text));
    }
    return text.isEmpty() && below.isEmpty() ? "" : item.name + text + below;
  }

  private static boolean isTime(String name) {
    return name.equals("eventTime")
        || name.equals("time")
        || name.equals("startTime")
        || name.equals("endTime");
  }

  private static String time(String text) throws NoHash {
    String time = Times.nearestEven(text);
    if (time == null) {
      throw new NoHash();
    }
    return time;
  }

  private static String canonical(String text) throws NoHash {
    String number = PythonFloat.shown(replaced(text));
    if (number == null) {
      throw new NoHash();
    }
    return Links.asReferenceHas(number);
  }

  /** Old URNs of words, wherever in the text they stand. */
  private static String replaced(String text) {
    if (!text.contains("urn:epcglobal:cbv:")) {
      return text;
    }
    return text.replace("urn:epcglobal:cbv:bizstep:", Words.BIZ_STEP)
        .replace("urn:epcglobal:cbv:disp:", Words.DISPOSITION)
        .replace("urn:epcglobal:cbv:btt:", Words.BIZ_TRANSACTION)
        .replace("urn:epcglobal:cbv:sdt:", Words.SOURCE_DESTINATION)
        .replace("urn:epcglobal:cbv:er:", Words.ERROR_REASON);
  }

  /** Takes the extensions out of a standard member that has other members too. */
  private static List<Item> extensions(List<Item> items) {
    List<Item> found = new ArrayList<>();
    if (items.size() <= 1) {
      return found;
    }
    for (Item item : items) {
      if (item.name.contains("eventTime") || item.name.contains("action")) {
        return found;
      }
    }
    for (Item item : items) {
      if (item.name.contains("{") && item.name.contains("/}")) {
        found.add(item);
      }
    }
    items.removeAll(found);
    return found;
  }

  /** Everything there is, sorted on each level. */
  private String rest(List<Item> items) throws NoHash {
    List<String> values = new ArrayList<>();
    boolean pair = false;
    for (Item item : items) {
      pair |= PAIRED.contains(item.name);
      String text = item.text.strip();
      values.add(item.name + (text.isEmpty() ? "" : '=' + canonical(text)) + rest(item.below));
    }
    return pair ? String.join("", values) : sorted(values);
  }

  private static String sorted(List<String> values) {
    StringBuilder out = new StringBuilder();
    ByCodePoint.append(out, values);
    return out.toString();
  }

  /** What lists hold gets the name that XML gives it. */
  private Item item(String name, Node node) throws NoHash {
    Item item = new Item(name, node.kind() == Node.OBJECT ? "" : text(node));
    for (Node member : node.members()) {
      String memberName = xml ? member.name() : bare(member.name());
      if (memberName.isEmpty()) {
        continue;
      }
      memberName = named(memberName);
      if (TYPED.contains(memberName)) {
        list(item, memberName).below.add(typed(member));
      } else if (memberName.equals("childEPCs")) {
        list(item, memberName).below.add(new Item("epc", text(member)));
      } else if (memberName.endsWith("List") && (!xml || STANDARD_LISTS.contains(memberName))) {
        Item entry = item(memberName.substring(0, memberName.length() - 4), member);
        entry.name = entryName(entry);
        list(item, memberName).below.add(entry);
      } else {
        item.below.add(item(memberName, member));
      }
    }
    return item;
  }

  /** Comments are no members. */
  private static String bare(String name) {
    return name.equals("rdfs:comment") || name.equals("comment") ? "" : name;
  }

  private static String entryName(Item entry) {
    return switch (entry.name) {
      case "inputEPC", "outputEPC" -> "epc";
      case "inputQuantity", "outputQuantity", "childQuantity" -> "quantityElement";
      case "quantity" -> entry.below.isEmpty() ? entry.name : "quantityElement";
      default -> entry.name;
    };
  }

  /** The list of this name, which the items are gathered in. */
  private static Item list(Item parent, String name) {
    Map<String, Item> lists = parent.lists;
    if (lists == null) {
      lists = new HashMap<>();
      parent.lists = lists;
    }
    Item list = lists.get(name);
    if (list == null) {
      list = new Item(name, "");
      lists.put(name, list);
      parent.below.add(list);
    }
    return list;
  }

  /** A type and an identifier, in the order they were sent; XML has the type first. */
  private Item typed(Node node) throws NoHash {
    Item pair = new Item("", "");
    for (Node member : node.members()) {
      pair.below.add(new Item(named(member.name()), text(member)));
    }
    if (pair.below.size() < 2) {
      throw new NoHash();
    }
    if (xml && !pair.below.get(0).name.equals("type")) {
      pair.below.add(pair.below.remove(0));
    }
    return pair;
  }

  private String named(String name) {
    int colon = name.indexOf(':');
    String space = colon < 1 ? null : prefixes.get(name.substring(0, colon));
    return space == null ? name : '{' + space + '}' + name.substring(colon + 1);
  }

  private String text(Node node) {
    return switch (node.kind()) {
      // as Python shows them
      case 'b' -> xml ? node.text() : node.text().equals("true") ? "True" : "False";
      case 'z' -> "None";
      case 's' -> expanded(spelledOut(node.text()));
      default -> node.text();
    };
  }

  private String expanded(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      return text;
    }
    String prefix = text.substring(0, colon);
    String space =
        xml
            ? prefix.equals("gs1")
                ? Words.WEB_VOCABULARY
                : prefix.equals("cbv") ? "https://ref.gs1.org/cbv/" : null
            : prefixes.get(prefix);
    return space == null ? text : space + text.substring(colon + 1);
  }

  /** The only vocabulary's URI of this event that ends with the text. */
  private String spelledOut(String text) {
    String word = endings.getOrDefault(text, "");
    return word.isEmpty() ? text : word;
  }

  /** What JSON-LD makes of the words of this event. */
  private void collectWords(Node event) {
    for (Node member : event.members()) {
      switch (member.name()) {
        case "bizStep" -> word(Words.BIZ_STEP, member);
        case "disposition" -> word(Words.DISPOSITION, member);
        case "persistentDisposition" ->
            member.members().forEach(each -> word(Words.DISPOSITION, each));
        case "bizTransactionList" -> types(Words.BIZ_TRANSACTION, member);
        case "sourceList", "destinationList" -> types(Words.SOURCE_DESTINATION, member);
        case "errorDeclaration" -> named(member, "reason", Words.ERROR_REASON);
        case "sensorElementList" -> {
          for (Node report : member.members()) {
            if (report.name().equals("sensorReport")) {
              types(Words.WEB_VOCABULARY, report);
              named(report, "exception", Words.WEB_VOCABULARY);
              named(report, "component", Words.COMPONENT);
            }
          }
        }
        default -> {}
      }
    }
  }

  private void types(String base, Node object) {
    named(object, "type", base);
  }

  private void named(Node object, String member, String base) {
    for (Node each : object.members()) {
      if (each.name().equals(member)) {
        word(base, each);
      }
    }
  }

  private void word(String base, Node node) {
    String text = node.text();
    String whole = expandedWord(text.indexOf(':') < 0 ? base + text : text);
    boolean standard =
        whole.startsWith("https://ref.gs1.org/cbv") || whole.startsWith("https://gs1.org/voc");
    if (!standard
        || whole.length() > WORD_CHARS
        || words.size() >= MAX_WORDS
        || !words.add(whole)) {
      return;
    }
    for (int i = 0; i < whole.length(); i++) {
      if (whole.charAt(i) == '-' || whole.charAt(i) == '/') {
        endings.merge(whole.substring(i + 1), whole, (one, other) -> "");
      }
    }
  }

  private static String expandedWord(String text) {
    if (text.startsWith("gs1:")) {
      return Words.WEB_VOCABULARY + text.substring(4);
    }
    return text.startsWith("cbv:") ? "https://ref.gs1.org/cbv/" + text.substring(4) : text;
  }
}
