package dev.vitrine.adapters.gs1.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.TypedRecord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What may and what may not change a hash, over generated ways to write one event. */
class EventHashProperty {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final EpcisFormat FORMAT = new EpcisFormat();
  private static final int ROUNDS = 300;

  private static final String EVENT =
      """
      {"@context": {"ext": "https://example.com/ext/", "more": "https://example.org/m#"},
       "type": "ObjectEvent", "eventTime": "2026-03-01T08:15:00.250+01:00",
       "eventTimeZoneOffset": "+01:00", "action": "ADD", "bizStep": "commissioning",
       "disposition": "active", "persistentDisposition": {"set": ["available", "encoded"]},
       "epcList": ["urn:epc:id:sgtin:9506000.013435.A1", "urn:epc:id:sgtin:9506000.013435.A2"],
       "quantityList": [
         {"epcClass": "urn:epc:class:lgtin:9506000.013435.L", "quantity": 2.0, "uom": "KGM"},
         {"epcClass": "urn:epc:class:lgtin:9506000.020010.L", "quantity": 17}],
       "readPoint": {"id": "urn:epc:id:sgln:9506000.00101.0", "ext:gate": "3"},
       "bizLocation": {"id": "urn:epc:id:sgln:9506000.00102.7"},
       "bizTransactionList": [
         {"type": "po", "bizTransaction": "urn:epc:id:gdti:9506000.00001.P1"},
         {"type": "inv", "bizTransaction": "urn:epcglobal:cbv:bt:9506000000019:7"}],
       "sourceList": [{"type": "owning_party", "source": "urn:epc:id:pgln:9506000.00001"}],
       "destinationList": [{"type": "owning_party", "destination": "urn:epc:id:pgln:9521141.00001"}],
       "sensorElementList": [
         {"sensorMetadata": {"deviceID": "urn:epc:id:giai:9506000.7", "ext:run": "r"},
          "sensorReport": [
            {"type": "Temperature", "value": 4.50, "uom": "CEL", "time": "2026-03-01T07:00:00Z"},
            {"type": "Angle", "value": 12.5, "uom": "DD", "component": "x"}]},
         {"sensorReport": [{"type": "Humidity", "minValue": 40, "maxValue": 41.0, "uom": "A93",
            "exception": "ALARM_CONDITION"}]}],
       "ilmd": {"cbvmda:lotNumber": "L", "ext:farm": {"more:field": ["east", "west"]}},
       "ext:note": {"more:weight": 12.5, "more:kind": ["a", "b", {"ext:deep": "c"}]}}
      """
          .replace("\"Humidity\"", "\"RelativeHumidity\"");

  @Test
  void orderWhiteSpaceAndFormsDoNotMatter() throws Exception {
    String hash = hash(EVENT);
    Random random = new Random(26);
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode written = rewritten(MAPPER.readTree(EVENT), random);
      String text =
          random.nextBoolean()
              ? written.toString()
              : written.toPrettyString().replace("\n", "\r\n\t ");
      assertEquals(hash, hash(text), text);
    }
  }

  @Test
  void anyOtherValueGivesAnotherHash() throws Exception {
    Set<String> hashes = new HashSet<>();
    hashes.add(hash(EVENT));
    List<String> changed = changes();
    for (String text : changed) {
      assertTrue(hashes.add(hash(text)), text);
    }
    assertTrue(changed.size() > 45, changed.size() + " values changed");
  }

  @Test
  void whatIsNotHashedDoesNotMatter() throws Exception {
    String hash = hash(EVENT);
    for (String member :
        List.of(
            "\"recordTime\": \"2026-03-02T00:00:00Z\"",
            "\"eventID\": \"urn:uuid:6b0c4f1e-0d35-4f0e-9a64-00a7b1c2d3e4\"",
            "\"certificationInfo\": \"https://example.com/c\"",
            "\"errorDeclaration\": {\"declarationTime\": \"2026-03-02T00:00:00Z\"}",
            "\"rdfs:comment\": \"a remark\"")) {
      assertEquals(hash, hash("{" + member + "," + EVENT.strip().substring(1)), member);
    }
    String twin = EVENT.replaceFirst("(?s)\"ilmd\": .*?}},", "");
    assertNotEquals(hash(twin), hash(twin.replace("\"ADD\"", "\"OBSERVE\"")));
    assertNotEquals(hash, hash("{\"ext:more\": \"1\"," + EVENT.strip().substring(1)));
  }

  @Test
  void theDocumentsContextCountsWhereverItStands() throws Exception {
    String event = EVENT.strip();
    int end = event.indexOf("},") + 2;
    String context = event.substring(1, end);
    String without = "{" + event.substring(end);
    String before = document(context, without, true);
    String after = document(context, without, false);
    assertEquals(hash(EVENT), hash(before));
    assertEquals(hash(EVENT), hash(after));
  }

  private static String document(String context, String event, boolean first) {
    String body = "\"epcisBody\": {\"eventList\": [" + event + "]}";
    return "{\"type\": \"EPCISDocument\", \"schemaVersion\": \"2.0\","
        + "\"creationDate\": \"2026-03-01T09:00:00Z\","
        + (first ? context + body : body + "," + context.substring(0, context.length() - 1))
        + "}";
  }

  /** The slot of the record, which a capture makes; the tag is there too. */
  private static String hash(String document) throws InvalidDocumentException {
    TypedRecord record =
        FORMAT
            .read(document.getBytes(StandardCharsets.UTF_8), "application/json", "party")
            .get(0)
            .record();
    byte[] slot = record.text(record.schema().indexOf("cbvHash"));
    String hash = slot == null ? "" : new String(slot, StandardCharsets.UTF_8);
    assertTrue(HashId.isClaimedBy(hash), hash);
    assertTrue(record.tags().contains("eventID=" + hash));
    return hash;
  }

  /** The same event in other words: members and lists shuffled, values in other forms. */
  private static JsonNode rewritten(JsonNode node, Random random) {
    if (node instanceof ObjectNode object) {
      ObjectNode out = MAPPER.createObjectNode();
      List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
      Collections.shuffle(members, random);
      for (Map.Entry<String, JsonNode> member : members) {
        out.set(member.getKey(), rewritten(member.getValue(), random));
      }
      return out;
    }
    if (node instanceof ArrayNode array) {
      List<JsonNode> items = new ArrayList<>();
      array.forEach(item -> items.add(rewritten(item, random)));
      Collections.shuffle(items, random);
      return MAPPER.createArrayNode().addAll(items);
    }
    if (node.isNumber() && random.nextBoolean()) {
      return MAPPER.getNodeFactory().rawValueNode(new RawValue(other(node.asText())));
    }
    return node.isTextual() && random.nextBoolean() ? new TextNode(other(node.asText())) : node;
  }

  private static String other(String value) {
    return switch (value) {
      case "2.0" -> "2";
      case "17" -> "1.70e1";
      case "4.5" -> "4.500";
      case "12.5" -> "125e-1";
      case "40" -> "40.0";
      case "41.0" -> "41";
      case "2026-03-01T08:15:00.250+01:00" -> "2026-03-01T07:15:00.2500Z";
      case "2026-03-01T07:00:00Z" -> "2026-03-01T09:00:00.000+02:00";
      case "commissioning" -> "urn:epcglobal:cbv:bizstep:commissioning";
      case "active" -> "cbv:Disp-active";
      case "available" -> "https://ref.gs1.org/cbv/Disp-available";
      case "po" -> "urn:epcglobal:cbv:btt:po";
      case "owning_party" -> "cbv:SDT-owning_party";
      case "Temperature" -> "gs1:Temperature";
      case "ALARM_CONDITION" -> "https://gs1.org/voc/ALARM_CONDITION";
      case "x" -> "cbv:Comp-x";
      case "urn:epc:id:sgtin:9506000.013435.A1" -> "https://id.gs1.org/01/09506000134352/21/A1";
      case "urn:epc:id:sgtin:9506000.013435.A2" ->
          "https://example.com/shop/gtin/9506000134352/lot/L/ser/A2?17=270531";
      case "urn:epc:class:lgtin:9506000.013435.L" -> "https://id.gs1.org/01/09506000134352/10/L";
      case "urn:epc:id:sgln:9506000.00101.0" -> "https://example.com/414/9506000001012";
      case "urn:epc:id:giai:9506000.7" -> "http://example.com/8004/95060007";
      default -> value;
    };
  }

  /** The event with each single value replaced by another one that may stand there. */
  private static List<String> changes() throws Exception {
    List<String> changed = new ArrayList<>();
    int count = leaves(MAPPER.readTree(EVENT), value -> value);
    for (int i = 0; i < count; i++) {
      JsonNode event = MAPPER.readTree(EVENT);
      int[] left = {i};
      leaves(event, value -> left[0]-- == 0 ? replaced(value) : value);
      changed.add(event.toString());
    }
    return changed;
  }

  private static int leaves(JsonNode node, UnaryOperator<JsonNode> change) {
    int count = 0;
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
        if (member.getKey().equals("@context") || member.getKey().equals("action")) {
          continue;
        }
        if (member.getValue().isValueNode()) {
          object.set(member.getKey(), change.apply(member.getValue()));
          count++;
        } else {
          count += leaves(member.getValue(), change);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isValueNode()) {
          array.set(i, change.apply(array.get(i)));
          count++;
        } else {
          count += leaves(array.get(i), change);
        }
      }
    }
    return count;
  }

  private static JsonNode replaced(JsonNode value) {
    if (value.isNumber()) {
      return MAPPER.getNodeFactory().numberNode(value.decimalValue().add(BigDecimal.ONE));
    }
    String text = value.asText();
    return new TextNode(
        switch (text) {
          case "ObjectEvent" -> "ext:OtherEvent";
          case "+01:00" -> "+02:00";
          case "2026-03-01T08:15:00.250+01:00" -> "2026-03-01T08:15:00.251+01:00";
          case "2026-03-01T07:00:00Z" -> "2026-03-01T07:00:00.001Z";
          case "commissioning" -> "shipping";
          case "active", "available", "encoded" -> "recalled";
          case "po", "inv" -> "desadv";
          case "owning_party" -> "possessing_party";
          case "KGM", "CEL", "DD", "A93" -> "LTR";
          case "Temperature", "Angle", "RelativeHumidity" -> "Pressure";
          case "x" -> "y";
          case "ALARM_CONDITION" -> "ERROR_CONDITION";
          default ->
              text.startsWith("urn:epc:id:sgln:") || text.startsWith("urn:epc:id:pgln:")
                  ? text.replace(".0000", ".0001").replace(".0010", ".0011")
                  : text + "9";
        });
  }
}
