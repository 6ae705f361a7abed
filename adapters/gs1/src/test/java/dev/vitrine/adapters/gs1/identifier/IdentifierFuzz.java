package dev.vitrine.adapters.gs1.identifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in, an identifier, another form or a reason comes out, in bounded time. */
class IdentifierFuzz {
  private static final int ROUNDS = Integer.getInteger("vitrine.fuzz.rounds", 40_000);
  private static final List<String> SEEDS =
      List.of(
          "urn:epc:id:sgtin:9506000.013435.A%2F1",
          "urn:epc:class:lgtin:9506000.013435.L",
          "urn:epc:idpat:sgtin:9506000.013435.*",
          "urn:epc:idpat:itip:9506000.113435.01.*.*",
          "urn:epc:id:itip:9506000.113435.01.02.9",
          "urn:epc:id:sgln:9506000.00101.0",
          "urn:epc:id:cpi:9506000.AB%2F%23.12",
          "urn:epc:id:adi:35962.PQ7VZ4.M37GXB92",
          "urn:epc:id:bic:CSQU3054383",
          "https://example.com/a/01/09506000134352/22/V/10/L/21/9?17=280131&x=y#f",
          "https://id.gs1.org/gtin/9506000134352/ser/9",
          "https://id.gs1.org/8004/9506000A%2F7/7040/1ABC",
          "https://id.gs1.org/AQnYUc1gmiCNV4JGQhcNT6K6cibQCWN9Pee9tT-PQ",
          "https://id.gs1.org/01/05412345000013/EEarwSMhC4an0V04",
          "http://example.org/AQnYUc1gmiERBhQ0ytiyZuAGOLc1TXgpNWCv1");
  private static final String[] PIECES = {
    ".",
    "/",
    ":",
    "*",
    "%",
    "%2",
    "%zz",
    "%00",
    "?",
    "#",
    "&",
    "=",
    "//",
    "/01/",
    "/21/",
    "/10/",
    "urn:epc:id:",
    "urn:epc:idpat:",
    "0",
    "9",
    "A",
    "_",
    "-",
    "\u00e9",
    "\ud800",
    "\u0000",
    ""
  };

  @Test
  void mutated() {
    Random random = new Random(20_261_125);
    int identifiers = 0;
    int compressed = 0;
    int patterns = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String text = mutated(SEEDS.get(random.nextInt(SEEDS.size())), random);
      if (Gs1Identifier.parse(text) instanceof Gs1Identifier id) {
        identifiers++;
        assertEquals(id, Gs1Identifier.parse(id.link("https://x.example")), text);
        assertTrue(id.toEpcUri(GcpLengths.of(7)).toString().length() > 10);
      }
      String canonical = Identifiers.canonical(text);
      assertEquals(canonical, Identifiers.canonical(canonical), text);
      ConstrainedLink.fault(text);
      DigitalLink plain = DigitalLink.of(text);
      if (plain != null) {
        String there = plain.toString();
        assertEquals(plain, DigitalLink.of(there), text);
      }
      DigitalLink link = CompressedLink.read(text);
      if (link != null) {
        compressed++;
        DigitalLink again = CompressedLink.read(CompressedLink.write(link, true));
        assertNotNull(again, text);
        assertEquals(link.identifier(), again.identifier(), text);
      }
      IdPattern pattern = IdPattern.of(text);
      if (pattern != null) {
        patterns++;
        pattern.matches(SEEDS.get(random.nextInt(SEEDS.size())));
      }
    }
    assertTrue(identifiers > 2_000 && identifiers < ROUNDS * 3 / 4, "too tame or too wild");
    assertTrue(compressed > 400 && patterns > 400, "too wild");
  }

  /** Random bits as compressed links: most make no sense, and none makes trouble. */
  @Test
  void randomSegments() {
    Random random = new Random(7);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      BitWriter bits = new BitWriter();
      int words = 1 + random.nextInt(40);
      for (int i = 0; i < words; i++) {
        bits.write(random.nextInt(), 24);
      }
      DigitalLink link = CompressedLink.read("https://id.gs1.org/01/05412345000013/" + bits);
      if (link != null) {
        read++;
        assertEquals("05412345000013", link.identifier().value());
      }
    }
    int count = read;
    assertTrue(count < ROUNDS / 100, () -> count + " are too many");
  }

  @Test
  void hostileLengths() {
    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          for (String unit :
              List.of("/", "/01", "/21/9", "%2F", ".", "*", "A", "_", "&17=280131")) {
            String long1 = "https://id.gs1.org" + unit.repeat(2_000_000 / unit.length());
            String long2 = "urn:epc:idpat:sgtin:" + unit.repeat(2_000_000 / unit.length());
            String edge = "https://id.gs1.org" + unit.repeat(2_000 / unit.length());
            for (String text : List.of(long1, long2, edge)) {
              Identifiers.canonical(text);
              DigitalLink.of(text);
              CompressedLink.read(text);
              IdPattern.of(text);
              ConstrainedLink.fault(text);
            }
          }
        });
  }

  private static String mutated(String seed, Random random) {
    StringBuilder text = new StringBuilder(seed);
    int edits = random.nextInt(4);
    for (int i = 0; i < edits; i++) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(4));
      text.replace(from, to, PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
