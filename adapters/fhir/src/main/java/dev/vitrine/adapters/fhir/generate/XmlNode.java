package dev.vitrine.adapters.fhir.generate;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** An element of FHIR's XML: its name, its {@code value} and what is inside. */
final class XmlNode {
  private final String name;
  private final String value;
  private final String url;
  private final List<XmlNode> children = new ArrayList<>(4);

  private XmlNode(XMLStreamReader reader) {
    name = reader.getLocalName();
    value = orEmpty(reader.getAttributeValue(null, "value"));
    url = orEmpty(reader.getAttributeValue(null, "url"));
  }

  /** The element that the reader stands at; it then stands at its end. */
  static XmlNode read(XMLStreamReader reader) throws XMLStreamException {
    XmlNode node = new XmlNode(reader);
    for (int event = reader.next();
        event != XMLStreamConstants.END_ELEMENT;
        event = reader.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (isProse(reader.getLocalName())) {
          skip(reader);
        } else {
          node.children.add(read(reader));
        }
      }
    }
    return node;
  }

  /** Passes over the element that the reader stands at. */
  static void skip(XMLStreamReader reader) throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      int event = reader.next();
      depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
      depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
    }
  }

  private static boolean isProse(String name) {
    return switch (name) {
      case "text", "differential", "mapping", "definition", "comment", "designation" -> true;
      default -> false;
    };
  }

  private static String orEmpty(@Nullable String attribute) {
    return attribute == null ? "" : attribute;
  }

  String name() {
    return name;
  }

  /** Its {@code value}, or an empty text where it has none. */
  String value() {
    return value;
  }

  /** Its {@code url}, as an extension has it. */
  String url() {
    return url;
  }

  /** The value of the child of this name, or an empty text. */
  String text(String child) {
    for (XmlNode each : children) {
      if (each.name.equals(child)) {
        return each.value;
      }
    }
    return "";
  }

  /** The children of this name. */
  List<XmlNode> all(String child) {
    return children.stream().filter(each -> each.name.equals(child)).toList();
  }
}
