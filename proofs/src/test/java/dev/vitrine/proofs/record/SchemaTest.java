package dev.vitrine.proofs.record;

import static dev.vitrine.proofs.record.TestSchemas.schema;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.encoding.Sha256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SchemaTest {
  /** Pinned: docs/protocol.md has it too. A change here breaks every record ever committed. */
  private static final String GOLDEN =
      "2bf713c19624328314d08aee375c44dc54461ac855e9a92e30334f29c646163a";

  @Test
  void goldenHash() {
    assertEquals(GOLDEN, HexFormat.of().formatHex(schema().hash()));
  }

  /** For ASCII names, RFC 8785 is what Jackson writes of sorted maps, quotes and all. */
  @Test
  void canonicalJsonAsJacksonWritesIt() throws Exception {
    ObjectMapper json = new ObjectMapper();
    json.configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
    Schema schema =
        Schema.of(
            "quote.\"v1\"",
            List.of(
                Slot.text("back\\slash", "/tab/ü/°C/水/\uD83D\uDE00"),
                Slot.integer("n", "/n", 64, 18, Long.MIN_VALUE, "mm[Hg]", "back\\slash", "n")));
    for (Schema each : List.of(schema, schema())) {
      Object tree = json.readValue(each.canonicalJson(), TreeMap.class);
      assertEquals(json.writeValueAsString(tree), each.canonicalJson());
      assertArrayEquals(
          Sha256.of(TestSchemas.utf8(json.writeValueAsString(tree))),
          each.hash(),
          "hash of the canonical form");
      var slots = json.readTree(each.canonicalJson()).get("slots");
      assertEquals(each.slots().size(), slots.size());
      for (int i = 0; i < slots.size(); i++) {
        Slot slot = each.slots().get(i);
        assertEquals(slot.name(), slots.get(i).get("name").textValue());
        assertEquals(slot.path(), slots.get(i).get("path").textValue());
        assertEquals(
            slot.kind() == SlotKind.INT ? 9 : slot.bits() == 0 ? 5 : 6, slots.get(i).size());
        assertEquals(slot.bits(), slots.get(i).path("bits").intValue());
        if (slot.kind() == SlotKind.INT) {
          assertEquals(
              Long.toString(slot.offset()), slots.get(i).get("offset").textValue(), "as text");
          assertEquals(slot.scale(), slots.get(i).get("scale").intValue());
          assertEquals(slot.unit(), slots.get(i).get("unit").textValue());
        }
      }
    }
  }

  @Test
  void comesBackFromItsBytes() throws CborException {
    Schema schema = schema();
    CborReader in = new CborReader(written(schema));
    Schema read = Schema.read(in);
    in.end();
    assertEquals(schema, read);
    assertEquals(schema.slots(), read.slots());
    assertEquals(schema.canonicalJson(), read.canonicalJson());
    assertEquals(schema.hashCode(), read.hashCode());
    assertEquals("test.reading.v1", read.toString());
  }

  /** The longest names, paths and units still fit what is read. */
  @Test
  void longestSchemaComesBack() throws CborException {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < Schema.MAX_SLOTS - 2; i++) {
      slots.add(
          Slot.integer("水".repeat(62) + (10 + i), "水".repeat(160), 64, 18, 0, "水".repeat(64)));
    }
    Schema schema = Schema.of("水".repeat(128), slots);
    assertEquals(schema, Schema.read(new CborReader(written(schema))));
  }

  @Test
  void everyPropertyIsInTheHash() {
    Slot base = Slot.integer("a", "/a", 16, 2, 1, "Cel", "b");
    List<Slot> others =
        List.of(
            Slot.integer("a2", "/a", 16, 2, 1, "Cel", "b"),
            Slot.integer("a", "/a2", 16, 2, 1, "Cel", "b"),
            Slot.integer("a", "/a", 24, 2, 1, "Cel", "b"),
            Slot.integer("a", "/a", 16, 3, 1, "Cel", "b"),
            Slot.integer("a", "/a", 16, 2, 2, "Cel", "b"),
            Slot.integer("a", "/a", 16, 2, 1, "K", "b"),
            Slot.integer("a", "/a", 16, 2, 1, "Cel"),
            Slot.text("a", "/a", "b"),
            Slot.provableText("a", "/a", "b"),
            Slot.root("a", "/a", "b"),
            new Slot("a", "/a", SlotKind.INT, 16, 2, 1, "Cel", List.of("b"), Disclosure.SHOW));
    Slot b = Slot.text("b", "/b");
    Schema schema = Schema.of("s", List.of(base, b));
    assertNotEquals(schema, Schema.of("s2", List.of(base, b)));
    assertNotEquals(schema, Schema.of("s", List.of(b, base)));
    for (Slot other : others) {
      assertNotEquals(schema, Schema.of("s", List.of(other, b)), other.toString());
    }
  }

  @Test
  void wellFormedOnly() {
    Slot a = Slot.text("a", "/a");
    refused("s", a, a);
    refused("s", Slot.text("a", "/a", "missing"));
    refused("s", Slot.text("document", "/d"));
    refused("");
    refused("x".repeat(129));
    refused("line\nbreak");
    refused("escape\u001b[31m");
    refused("c1\u0085");
    refused("half\uD800");
    Slot[] many = new Slot[Schema.MAX_SLOTS - 1];
    Arrays.setAll(many, i -> Slot.text("s" + i, ""));
    refused("s", many);
    for (String bad : List.of("", "x".repeat(65), "tab\t", "half\uDC00")) {
      assertThrows(IllegalArgumentException.class, () -> Slot.text(bad, "/a"));
    }
    for (String bad : List.of("x".repeat(161), "nul\0", "half\uD800")) {
      assertThrows(IllegalArgumentException.class, () -> Slot.text("a", bad));
      assertThrows(IllegalArgumentException.class, () -> Slot.integer("a", "", 8, 0, 0, bad));
    }
    assertFalse(schema().has("nothing"));
    assertTrue(schema().has("document"));
    assertThrows(IllegalArgumentException.class, () -> schema().slot("nothing"));
  }

  /** A foreign schema must end with document and leaves, as they always are. */
  @Test
  void readRefusesAnotherEnding() throws CborException {
    String[][] endings = {
      {}, {"document"}, {"leaves"}, {"leaves", "document"}, {"document", "leaves", "document2"}
    };
    for (String[] ending : endings) {
      CborWriter out = new CborWriter().array(2).text("s").array(ending.length);
      for (String name : ending) {
        slot(
            out,
            name,
            name.equals("leaves") ? 3 : 1,
            name.equals("leaves") ? "elements" : "sha256");
      }
      readRefused(out.toBytes());
    }
    CborWriter kinds = new CborWriter().array(2).text("s").array(2);
    slot(kinds, "document", 3, "sha256");
    slot(kinds, "leaves", 3, "elements");
    readRefused(kinds.toBytes());
    CborWriter right = new CborWriter().array(2).text("s").array(2);
    slot(right, "document", 1, "sha256");
    slot(right, "leaves", 3, "elements");
    assertEquals(Schema.of("s", List.of()), Schema.read(new CborReader(right.toBytes())));
  }

  @Test
  void hostileBytesAreRefusedOrASchema() {
    byte[] good = written(schema());
    Random random = new Random(8785);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (random.nextInt(10) == 0) {
        bad = Arrays.copyOf(bad, random.nextInt(bad.length));
      }
      try {
        CborReader in = new CborReader(bad);
        Schema read = Schema.read(in);
        assertArrayEquals(in.since(0), written(read), "one encoding per schema");
      } catch (CborException e) {
        refused++;
      }
    }
    assertTrue(refused > 0);
  }

  private static void slot(CborWriter out, String name, int kind, String path) {
    out.array(9).text(name).text(path).integer(kind).integer(0).integer(0).integer(0);
    out.text("").array(0).integer(0);
  }

  private static void readRefused(byte[] bytes) {
    assertThrows(CborException.class, () -> Schema.read(new CborReader(bytes)));
  }

  private static void refused(String id, Slot... slots) {
    assertThrows(IllegalArgumentException.class, () -> Schema.of(id, List.of(slots)));
  }

  private static byte[] written(Schema schema) {
    CborWriter out = new CborWriter();
    schema.write(out);
    return out.toBytes();
  }
}
