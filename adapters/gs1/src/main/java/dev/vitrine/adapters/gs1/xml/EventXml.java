package dev.vitrine.adapters.gs1.xml;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.adapters.gs1.model.ValueWriter;
import dev.vitrine.adapters.gs1.vocabulary.CoreVocabularies;
import dev.vitrine.adapters.gs1.vocabulary.Vocabulary;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes one event, its members in the order that the XML Schema asks of its type; extensions
 * follow in their own. The other way of {@link EventJson}.
 */
final class EventXml {
  private static final List<String> FIRST =
      words("eventTime recordTime eventTimeZoneOffset eventID errorDeclaration certificationInfo");
  private static final List<String> PLACES = words("bizStep disposition readPoint bizLocation");
  private static final List<String> LAST =
      words("sourceList destinationList sensorElementList persistentDisposition ilmd");
  private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

  private final EpcisEvent event;
  private final OutNames names;
  private XmlOut out = new XmlOut();

  EventXml(EpcisEvent event) {
    this.event = event;
    this.names = new OutNames(event.prefixes());
  }

  /** Appends the event to a list of events, where those of vendors' types stand in a wrapper. */
  void write(XmlOut to) {
    String type = event.type();
    boolean vendors = type != null && type.indexOf(':') >= 0;
    if (vendors) {
      to.start("extension");
    }
    bare(to);
    if (vendors) {
      to.end();
    }
  }

  /** Appends the event as an element that declares all its name spaces. */
  void bare(XmlOut to) {
    String type = event.type();
    String name = type == null ? "ObjectEvent" : names.of(type);
    // once to see which name spaces the names need, once to write them
    out = new XmlOut();
    out.start(name);
    members();
    out = to;
    out.start(name);
    names.used().forEach((prefix, space) -> out.attribute("xmlns:" + prefix, space));
    out.attribute("xmlns:xsi", INSTANCE);
    members();
    out.end();
  }

  private void members() {
    Value.Members tree = event.tree();
    for (String name : order(event.type() == null ? "" : event.type(), tree)) {
      Value value = tree.get(name);
      if (value != null) {
        member(name, value);
      }
    }
  }

  /** The standard members of a type in their order, then the others. */
  private static Set<String> order(String type, Value.Members tree) {
    Set<String> order = new LinkedHashSet<>(FIRST);
    switch (type) {
      case "AggregationEvent" -> {
        order.addAll(words("parentID childEPCs action"));
        order.addAll(PLACES);
        order.addAll(words("bizTransactionList childQuantityList"));
      }
      case "AssociationEvent" -> {
        order.addAll(words("parentID childEPCs childQuantityList action"));
        order.addAll(PLACES);
        order.add("bizTransactionList");
      }
      case "TransactionEvent" -> {
        order.addAll(words("bizTransactionList parentID epcList action"));
        order.addAll(PLACES);
        order.add("quantityList");
      }
      case "TransformationEvent" -> {
        order.addAll(words("inputEPCList inputQuantityList outputEPCList outputQuantityList"));
        order.add("transformationID");
        order.addAll(PLACES);
        order.add("bizTransactionList");
      }
      default -> {
        order.addAll(words("epcList action"));
        order.addAll(PLACES);
        order.addAll(words("bizTransactionList quantityList"));
      }
    }
    order.addAll(LAST);
    order.addAll(tree.members().keySet());
    order.remove("type");
    order.remove("@context");
    return order;
  }

  private void member(String name, Value value) {
    switch (ElementKind.EVENT.child(name)) {
      case TEXT -> out.element(name, word(name, scalar(value)));
      case TEXTS -> each(value, item -> out.element(name, scalar(item)));
      case EPCS -> list(name, value, item -> out.element("epc", scalar(item)));
      case QUANTITIES -> list(name, value, this::quantity);
      case TRANSACTIONS ->
          list(
              name, value, item -> typed("bizTransaction", item, CoreVocabularies.BIZ_TRANSACTION));
      case SOURCES ->
          list(name, value, item -> typed("source", item, CoreVocabularies.SOURCE_DESTINATION));
      case DESTINATIONS ->
          list(
              name, value, item -> typed("destination", item, CoreVocabularies.SOURCE_DESTINATION));
      case SENSORS -> list(name, value, this::sensor);
      case PLACE -> object(name, value, List.of("id"));
      case ERROR -> error(name, value);
      case DISPOSITIONS -> dispositions(name, value);
      case MASTER_DATA -> object(name, value, List.of());
      default -> extension(name, value);
    }
  }

  private void list(String name, Value value, Consumer<Value> item) {
    out.start(name);
    each(value, item);
    out.end();
  }

  private static void each(Value value, Consumer<Value> item) {
    if (value instanceof Value.Items items) {
      items.items().forEach(item);
    } else {
      item.accept(value);
    }
  }

  private void quantity(Value value) {
    Value.Members element = members(value);
    out.start("quantityElement");
    for (String name : List.of("epcClass", "quantity", "uom")) {
      Value part = element.get(name);
      if (part != null) {
        out.element(name, name.equals("quantity") ? decimal(scalar(part)) : scalar(part));
      }
    }
    out.end();
  }

  private void typed(String name, Value value, Vocabulary vocabulary) {
    Value.Members element = members(value);
    out.start(name);
    String type = element.text("type");
    if (type != null) {
      out.attribute("type", urn(vocabulary, type));
    }
    String id = element.text(name);
    if (id != null) {
      out.text(id);
    }
    out.end();
  }

  private void sensor(Value value) {
    Value.Members element = members(value);
    out.start("sensorElement");
    Value metadata = element.get("sensorMetadata");
    if (metadata != null) {
      attributes("sensorMetadata", members(metadata));
    }
    for (Value.Members report : element.objects("sensorReport")) {
      attributes("sensorReport", report);
    }
    element
        .members()
        .forEach(
            (name, part) -> {
              if (!name.equals("sensorMetadata") && !name.equals("sensorReport")) {
                extension(name, part);
              }
            });
    out.end();
  }

  /** What is no text, number or truth value is written as its JSON: there is no other place. */
  private void attributes(String name, Value.Members values) {
    out.start(name);
    values
        .members()
        .forEach(
            (member, value) -> {
              boolean nested = value instanceof Value.Members || value instanceof Value.Items;
              String text = nested ? ValueWriter.write(value) : scalar(value);
              out.attribute(names.of(member), word(member, text));
            });
    out.end();
  }

  private void error(String name, Value value) {
    Value.Members declaration = members(value);
    out.start(name);
    for (String part : List.of("declarationTime", "reason")) {
      String text = declaration.text(part);
      if (text != null) {
        out.element(part, word(part, text));
      }
    }
    declaration
        .members()
        .forEach(
            (part, found) -> {
              if (part.equals("correctiveEventIDs")) {
                list(part, found, id -> out.element("correctiveEventID", scalar(id)));
              } else if (!part.equals("declarationTime") && !part.equals("reason")) {
                extension(part, found);
              }
            });
    out.end();
  }

  private void dispositions(String name, Value value) {
    Value.Members sets = members(value);
    out.start(name);
    for (String set : List.of("unset", "set")) {
      for (String word : sets.texts(set)) {
        out.element(set, urn(CoreVocabularies.DISPOSITION, word));
      }
    }
    out.end();
  }

  private void object(String name, Value value, List<String> first) {
    Value.Members object = members(value);
    out.start(name);
    for (String member : first) {
      String text = object.text(member);
      if (text != null) {
        out.element(member, text);
      }
    }
    object
        .members()
        .forEach(
            (member, part) -> {
              if (!first.contains(member)) {
                extension(member, part);
              }
            });
    out.end();
  }

  private void extension(String member, Value value) {
    if (value instanceof Value.Items items) {
      items.items().forEach(item -> extension(member, item));
      return;
    }
    out.start(names.of(member));
    if (value instanceof Value.Members object) {
      content(object);
    } else if (value instanceof Value.Null) {
      out.attribute("xsi:nil", "true");
    } else if (!scalar(value).isEmpty()) {
      out.text(scalar(value));
    }
    out.end();
  }

  /** Text with attributes where it was that, else elements. */
  private void content(Value.Members object) {
    Map<String, Value> members = object.members();
    String text = object.text("#text");
    boolean flat =
        text != null && members.values().stream().allMatch(part -> part instanceof Value.Text);
    members.forEach(
        (name, part) -> {
          if (!flat) {
            extension(name, part);
          } else if (!name.equals("#text")) {
            out.attribute(names.of(name), scalar(part));
          }
        });
    if (flat && text != null) {
      out.text(text);
    }
  }

  /** Short words of the standard as URIs, which XML has in their place. */
  private static String word(String member, String text) {
    if (text.indexOf(':') >= 0) {
      return text;
    }
    return switch (member) {
      case "bizStep" -> urn(CoreVocabularies.BIZ_STEP, text);
      case "disposition" -> urn(CoreVocabularies.DISPOSITION, text);
      case "reason" -> urn(CoreVocabularies.ERROR_REASON, text);
      case "component" -> CoreVocabularies.COMPONENT.webUri(text);
      case "type" -> prefixed(CoreVocabularies.MEASUREMENT, text);
      case "exception" -> prefixed(CoreVocabularies.SENSOR_ALERT, text);
      default -> text;
    };
  }

  private static String urn(Vocabulary vocabulary, String text) {
    return text.indexOf(':') < 0 ? vocabulary.urn(text) : text;
  }

  private static String prefixed(Vocabulary vocabulary, String text) {
    return vocabulary.canonical(text) != null ? "gs1:" + text : text;
  }

  private static Value.Members members(Value value) {
    return value instanceof Value.Members object ? object : Value.Members.NONE;
  }

  private static String scalar(Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    if (value instanceof Value.Numeral number) {
      return number.lexeme();
    }
    return value instanceof Value.Flag flag ? Boolean.toString(flag.value()) : "";
  }

  /** Without an exponent, which {@code xsd:decimal} has not, where that is short enough. */
  private static String decimal(String lexeme) {
    if (lexeme.indexOf('e') < 0 && lexeme.indexOf('E') < 0) {
      return lexeme;
    }
    BigDecimal number;
    try {
      number = new BigDecimal(lexeme);
    } catch (NumberFormatException e) {
      return lexeme;
    }
    return Math.abs((long) number.scale()) <= 1_000 ? number.toPlainString() : lexeme;
  }

  private static List<String> words(String separatedBySpaces) {
    return List.of(separatedBySpaces.split(" "));
  }
}
