package dev.vitrine.adapters.gs1.identifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompressedLinkTest {
  /** What other implementations give for the same links, without codes for sequences. */
  private static final String[][] PAIRS = {
    {"/00/998440410914660971", "/AN2yxDhfaiaw"},
    {"/01/05412345000013", "/AQnYUc1gmg"},
    {"/01/05412345000013/10/ABC123/21/72292641703", "/EEarwSMhC4an0V04", "/01/05412345000013"},
    {"/01/05412345000013/235/8TFV883a904GH%263", "/I1j3FSNWcOGeFywaR5CZm", "/01/05412345000013"},
    {"/253/3060077601309", "/JTLIetaiHYA"},
    {"/255/5678409730535", "/JVUqG5hJ5wA"},
    {"/401/0541234537290A41%26GHpp33", "/QBl2DVoxZM2jVm3ZOWEFoxTR5HDgzZg"},
    {"/402/21173492661712079", "/QCJZyW9mC6Z4"},
    {"/414/5060917510004/254/RP56J920471", "/JUa0T-eifdtOO9UFEmlYwv3Q"},
    {"/417/5060917510004/7040/5KFX", "/QXSaVjC_dHBAVlCrg"},
    {"/8003/04965031954585", "/gAMJCAXukTMA"},
    {"/8006/054123450000130201/10/ABC123", "/EEarwSOABgwEj9s0bAmQ"},
    {"/8010/0541234537290A41%23GH33/8011/6639047221", "/gBCVYNWjFkzaNWbdk5YQWjFHHkM2cAI0xdvpGo"},
    {"/8017/817019610850151481/8019/4003812", "/gBe1ajAd9ATDmAGXPRfk"},
  };

  @Test
  void asOthersDo() {
    for (String[] pair : PAIRS) {
      String link = "https://example.com/a" + pair[0];
      String before = pair.length > 2 ? pair[2] : "";
      String compressed = "https://example.com/a" + before + pair[1];
      assertEquals(link, String.valueOf(CompressedLink.read(compressed)), compressed);
      if (before.isEmpty()) {
        assertEquals(compressed, CompressedLink.write(link(link), false), link);
      }
    }
    assertEquals(
        "https://id.gs1.org/AQnYUc1gmiCNV4JGQhcNT6K6cibQCWN9Pee9tT-PQ",
        CompressedLink.write(
            link("https://id.gs1.org/01/05412345000013/22/AJY3095721P49/10/ABC123/21/72292641703"),
            false));
  }

  @Test
  void keepsTheOwnersParameters() {
    assertEquals(
        "http://example.org/01/05412345000013/10/ABC%26%2B123?7003=1903061658&k1=v1",
        String.valueOf(
            CompressedLink.read("http://example.org/AQnYUc1gmiERBhQ0ytiyZuAGOLc1TXgpNWCv1")));
    assertEquals(
        "https://id.gs1.org/01/05412345000013/10/ABC123?17=290331&arv=true&donor=b%20f",
        String.valueOf(
            CompressedLink.read(
                "https://id.gs1.org/AQnYUc1gmiCNV4JGLo3DY?arv=true&donor=b%20f#part")));
  }

  @Test
  void codesForSequences() {
    String[][] shorter = {
      {"/01/05412345000013/21/A1?17=290331", "0C"},
      {"/01/05412345000013/10/A1?15=290331", "1F"},
      {"/01/05412345000013/22/A1", "0A"},
      {"/01/05412345000013?3103=000189", "2D"},
      {"/8010/0541234/8011/12", "9A"},
      {"/255/5678409730535?3942=0150", "CC"},
    };
    for (String[] each : shorter) {
      DigitalLink link = link("https://id.gs1.org" + each[0]);
      String plain = CompressedLink.write(link, false);
      String optimised = CompressedLink.write(link, true);
      assertTrue(optimised.length() < plain.length(), optimised);
      BitReader bits = new BitReader(optimised.substring("https://id.gs1.org/".length()));
      assertEquals(Integer.parseInt(each[1], 16), bits.read(8), optimised);
      assertEquals(link, CompressedLink.read(optimised));
      assertEquals(link, CompressedLink.read(plain));
    }
  }

  /** The two sequences whose order is in doubt are read in either, and never written. */
  @Test
  void sequencesInEitherOrder() {
    for (boolean sorted : new boolean[] {false, true}) {
      BitWriter bits = new BitWriter();
      bits.write(0x9D, 8);
      if (sorted) {
        extension(bits);
        gln(bits);
      } else {
        gln(bits);
        extension(bits);
      }
      assertEquals(
          "https://id.gs1.org/414/5060917510004/254/Z",
          String.valueOf(CompressedLink.read("https://id.gs1.org/" + bits)));
    }
    DigitalLink place = link("https://id.gs1.org/414/5060917510004/254/Z");
    assertEquals(CompressedLink.write(place, false), CompressedLink.write(place, true));
  }

  private static void gln(BitWriter bits) {
    Packing.DIGITS.write(bits, "5060917510004");
  }

  private static void extension(BitWriter bits) {
    bits.write(Packing.BASE64_URL.indicator(), 3);
    bits.write(1, 5);
    Packing.BASE64_URL.write(bits, "Z");
  }

  @Test
  void refuses() {
    for (String uri :
        List.of(
            "https://id.gs1.org/",
            "https://id.gs1.org",
            "https://id.gs1.org/about",
            "https://id.gs1.org/A",
            "https://id.gs1.org/AQnYUc1gm",
            "https://id.gs1.org/AQnYUc1gmk",
            "https://id.gs1.org/AQnYUc1gmh",
            "https://id.gs1.org/AQnYUc1gmgA",
            "https://id.gs1.org/AQnYUc1gmgAAAA",
            "https://id.gs1.org/AQnYUc1gmi!",
            "https://id.gs1.org/EEarwSM",
            "https://id.gs1.org/01/05412345000014/EEarwSM",
            "https://id.gs1.org/01/05412345000013/10/A/EEarwSM",
            "https://id.gs1.org/00/998440410914660971/EEarwSM",
            "https://id.gs1.org/01/05412345000013/AQnYUc1gmg",
            "ftp://id.gs1.org/AQnYUc1gmg",
            "https://id.gs1.org/AQnYUc1gmg?17=29033",
            "https://id.gs1.org/" + "A".repeat(CompressedLink.MAX_CHARS + 1),
            "https://id.gs1.org/" + "_".repeat(CompressedLink.MAX_CHARS))) {
      DigitalLink read = CompressedLink.read(uri);
      if (uri.endsWith("/00/998440410914660971/EEarwSM")) {
        // a lot beside a logistic unit is an attribute; that the two don't go together is no fault
        assertNotNull(read, uri);
      } else {
        assertNull(read, uri);
      }
    }
  }

  @Test
  void anIdentifierComesOnce() {
    BitWriter bits = new BitWriter();
    for (int i = 0; i < 2; i++) {
      bits.write(0x01, 8);
      Packing.DIGITS.write(bits, "05412345000013");
    }
    assertNull(CompressedLink.read("https://id.gs1.org/" + bits));
  }

  @Test
  void aKeyWithAWrongCheckDigitIsNone() {
    BitWriter bits = new BitWriter();
    bits.write(0x01, 8);
    Packing.DIGITS.write(bits, "05412345000014");
    assertNull(CompressedLink.read("https://id.gs1.org/" + bits));
  }

  private static DigitalLink link(String uri) {
    DigitalLink link = DigitalLink.of(uri);
    assertNotNull(link, uri);
    return link;
  }
}
