package dev.vitrine.adapters.gs1.hash;

import dev.vitrine.adapters.gs1.json.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sensor element by the text of CBV 2.0 §8.9: its regular members, and its extensions apart. */
final class SensorText {
  /** Metadata's members in the order of the table. */
  static final List<String> METADATA_ORDER =
      words("time startTime endTime deviceID deviceMetadata rawData dataProcessingMethod bizRules");

  /** A report's members in the order of the table. */
  static final List<String> REPORT_ORDER =
      words(
          "type exception deviceID deviceMetadata rawData dataProcessingMethod time microorganism"
              + " chemicalSubstance value component stringValue booleanValue hexBinaryValue"
              + " uriValue minValue maxValue meanValue sDev percRank percValue uom"
              + " coordinateReferenceSystem");

  private static final Map<String, Integer> METADATA = places(METADATA_ORDER);
  private static final Map<String, Integer> REPORT = places(REPORT_ORDER);

  private final TextDialect dialect;
  private final String text;
  private final List<String> extensions = new ArrayList<>(0);

  SensorText(TextDialect dialect, Node element) {
    this.dialect = dialect;
    StringBuilder metadata = new StringBuilder();
    List<String> reports = new ArrayList<>();
    List<Node> own = new ArrayList<>(0);
    for (Node member : element.members()) {
      switch (member.name()) {
        case "sensorMetadata" ->
            metadata.append(fields("sensorMetadata", METADATA_ORDER, METADATA, member));
        case "sensorReport" -> {
          String report = fields("sensorReport", REPORT_ORDER, REPORT, member);
          if (!report.isEmpty()) {
            reports.add(report);
          }
        }
        default -> own.add(member);
      }
    }
    ByCodePoint.append(metadata, reports);
    text = metadata.toString();
    extensions.addAll(dialect.nested(own));
  }

  /** The regular members; empty where there are none. */
  String text() {
    return text;
  }

  /** Extensions of the element, of its metadata and of its reports, each under their names. */
  List<String> extensions() {
    return extensions;
  }

  private String fields(String name, List<String> order, Map<String, Integer> places, Node object) {
    @Nullable String[] values = new String[order.size()];
    List<Node> more = List.of();
    for (Node member : object.members()) {
      Integer place = places.get(member.name());
      if (place != null) {
        values[place] = value(member);
      } else if (member.name().indexOf(':') >= 0) {
        more = more.isEmpty() ? new ArrayList<>() : more;
        more.add(member);
      }
    }
    StringBuilder out = new StringBuilder(96).append(name);
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      if (value != null && !value.isEmpty()) {
        out.append(order.get(i)).append('=').append(value);
      }
    }
    List<String> extended = dialect.nested(more);
    if (!extended.isEmpty()) {
      StringBuilder extension = new StringBuilder(name);
      ByCodePoint.append(extension, extended);
      extensions.add(extension.toString());
    }
    return out.length() == name.length() ? "" : out.toString();
  }

  private String value(Node member) {
    return switch (member.name()) {
      case "time", "startTime", "endTime" -> Times.nearest(member.text().strip());
      case "type", "exception" -> dialect.word(Words.WEB_VOCABULARY, member);
      case "component" -> dialect.word(Words.COMPONENT, member);
      case "value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue" ->
          Numerals.shortest(member.text().strip());
      default -> dialect.value(member);
    };
  }

  private static List<String> words(String separatedBySpaces) {
    return List.of(separatedBySpaces.split(" "));
  }

  private static Map<String, Integer> places(List<String> order) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      places.put(order.get(i), i);
    }
    return places;
  }
}
