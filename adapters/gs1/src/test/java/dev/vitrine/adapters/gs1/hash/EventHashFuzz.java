package dev.vitrine.adapters.gs1.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.adapters.gs1.json.Node;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever an event holds, a hash comes out, or none, in bounded time. */
class EventHashFuzz {
  private static final String[] NAMES = {
    "eventTime",
    "eventTimeZoneOffset",
    "epcList",
    "parentID",
    "quantityList",
    "epcClass",
    "quantity",
    "uom",
    "action",
    "bizStep",
    "disposition",
    "persistentDisposition",
    "set",
    "unset",
    "readPoint",
    "id",
    "bizTransactionList",
    "bizTransaction",
    "sourceList",
    "source",
    "type",
    "sensorElementList",
    "sensorMetadata",
    "sensorReport",
    "value",
    "component",
    "time",
    "ilmd",
    "errorDeclaration",
    "childEPCs",
    "certificationInfo",
    "@context",
    "rdfs:comment",
    "e:x",
    "e:List",
    "e:action",
    ":",
    "a:",
    "List",
    ""
  };
  private static final String[] VALUES = {
    "2026-03-01T08:15:00.9999Z",
    "2026-03-01T08:15:00.12345678901234567890+01:00",
    "+01:00",
    "urn:epc:id:sgtin:9506000.013435.A%2F1",
    "urn:epc:id:sgtin:",
    "urn:epcglobal:cbv:bizstep:",
    "urn:epcglobal:cbv:disp:x",
    "https://id.gs1.org/01/",
    "https://e.example/01/1/21/%zz",
    "http",
    "https://",
    "shipping",
    "e:x",
    "gs1:",
    ":",
    "//",
    "1e999999999",
    "-1E-999999",
    "0x1p3",
    "1_0",
    "_1",
    "1__0",
    "infinity",
    "-inf",
    "NaN",
    ".",
    "-",
    "1.",
    ".5",
    "\ud800",
    "\u0000",
    " \t\n",
    ""
  };
  private static final char[] KINDS = {'s', 's', 's', 'n', 'b', 'z'};

  @Test
  void anyTreeGivesAHash() {
    Random random = new Random(20_261_126);
    Map<String, String> prefixes = Map.of("e", "https://e.example/", "a", "urn:epcglobal:cbv:mda#");
    int without = 0;
    for (int round = 0; round < 10_000; round++) {
      Node event = tree(random, "", 0);
      assertTrue(HashId.isClaimedBy(EventHash.byText(event, prefixes)));
      boolean xml = random.nextBoolean();
      String reference = ReferenceDialect.preHash(event, prefixes, Set.of("{https://e}x"), xml);
      without += reference == null ? 1 : 0;
    }
    assertTrue(without > 50, "the reference fails at times");
  }

  @Test
  void longEventsTakeTimeInProportion() {
    Node event = Node.object("");
    event.add(Node.leaf("type", 's', "ObjectEvent"));
    for (int i = 0; i < EpcisLimits.EPCS; i++) {
      event.add(Node.leaf("e:x" + i, 's', "y"));
      event.add(Node.leaf("epcList", 's', "urn:x:" + i));
    }
    for (int i = 0; i < EpcisLimits.SENSOR_REPORTS; i++) {
      Node element = Node.object("sensorElementList");
      Node report = Node.object("sensorReport");
      report.add(Node.leaf("type", 's', "https://gs1.org/voc/Measure-" + i));
      report.add(Node.leaf("value", 'n', i + ".0"));
      element.add(report);
      event.add(element);
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> EventHash.of(event, Map.of(), HashVectors.id("0".repeat(64)), false));
  }

  @Test
  void deepNestingIsNoProblem() {
    Node event = Node.object("");
    Node at = event;
    for (int i = 0; i < EpcisLimits.DEPTH; i++) {
      Node below = Node.object("e:x");
      at.add(Node.leaf("e:y", 's', "z"));
      at.add(below);
      at = below;
    }
    assertTrue(HashId.isClaimedBy(EventHash.byText(event, Map.of("e", "urn:e:"))));
  }

  @Test
  void prefixesAreNoWayToMakeALongTextOfAShortOne() {
    String space = "urn:x:" + "y".repeat(EpcisLimits.NAME_CHARS - 6);
    int names = EpcisLimits.EXPANDED_CHARS / EpcisLimits.NAME_CHARS + 1;
    StringBuilder text = new StringBuilder("{\"@context\":{\"e\":\"").append(space).append("\"},");
    text.append("\"type\":\"ObjectEvent\",\"eventTime\":\"2026-03-01T08:15:00Z\",");
    text.append("\"eventTimeZoneOffset\":\"+00:00\",\"action\":\"ADD\",\"epcList\":[],\"e:a\":[1");
    String item = ",{\"e:b\":1}";
    text.append(item.repeat(names)).append("]}");
    byte[] document = text.toString().getBytes(StandardCharsets.UTF_8);
    InvalidDocumentException refusal =
        assertThrows(
            InvalidDocumentException.class,
            () -> new EpcisFormat().read(document, "application/json", "party"));
    assertEquals("limit", refusal.problems().get(0).code());
    assertTrue(document.length < 1 << 20);
  }

  private static Node tree(Random random, String name, int depth) {
    Node object = Node.object(name);
    int members = random.nextInt(depth == 0 ? 14 : 4);
    for (int i = 0; i < members; i++) {
      String member = NAMES[random.nextInt(NAMES.length)];
      if (depth < 4 && random.nextInt(3) == 0) {
        object.add(tree(random, member, depth + 1));
      } else {
        char kind = KINDS[random.nextInt(KINDS.length)];
        object.add(Node.leaf(member, kind, VALUES[random.nextInt(VALUES.length)]));
      }
    }
    return object;
  }
}
