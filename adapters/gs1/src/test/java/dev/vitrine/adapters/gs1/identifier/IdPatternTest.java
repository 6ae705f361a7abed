package dev.vitrine.adapters.gs1.identifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdPatternTest {
  private static final String ITEM = "urn:epc:id:sgtin:9506000.013435.9";
  private static final String CLASS = "urn:epc:idpat:sgtin:9506000.013435.*";

  @Test
  void matchesBothForms() {
    for (String pattern :
        List.of(
            "urn:epc:idpat:sgtin:*.*.*",
            "urn:epc:idpat:sgtin:9506000.*.*",
            CLASS,
            "urn:epc:idpat:sgtin:9506000.013435.9")) {
      IdPattern read = pattern(pattern);
      assertTrue(read.matches(ITEM), pattern);
      assertTrue(read.matches("https://id.gs1.org/01/09506000134352/21/9"), pattern);
      assertTrue(read.matches("https://example.com/a/gtin/9506000134352/lot/L/ser/9"), pattern);
      boolean one = pattern.endsWith(".9");
      assertEquals(!one, read.matches(CLASS), pattern);
      assertEquals(!one, read.matches("https://id.gs1.org/01/09506000134352"), pattern);
      for (String other :
          List.of(
              "urn:epc:class:lgtin:9506000.013435.9",
              "urn:epc:id:sscc:9506000.1000004711",
              "urn:epc:id:upui:9506000.013435.9",
              "https://id.gs1.org/01/09506000134352/10/9",
              "urn:epc:id:sgtin:9506000.013435",
              "https://id.gs1.org/01/09506000134353/21/9",
              "urn:uuid:1",
              "")) {
        assertFalse(read.matches(other), () -> pattern + ' ' + other);
      }
    }
  }

  @Test
  void everyGivenComponentCounts() {
    assertFalse(pattern("urn:epc:idpat:sgtin:9506001.*.*").matches(ITEM));
    assertFalse(pattern("urn:epc:idpat:sgtin:950600.*.*").matches(ITEM));
    assertFalse(pattern("urn:epc:idpat:sgtin:9506000.113435.*").matches(ITEM));
    assertFalse(pattern("urn:epc:idpat:sgtin:9506000.013435.8").matches(ITEM));
    assertFalse(
        pattern("urn:epc:idpat:sgtin:9506001.*.*")
            .matches("https://id.gs1.org/01/09506000134352/21/9"));
    String piece = "urn:epc:id:itip:9506000.113435.01.02.9";
    for (String pattern :
        List.of(
            "*.*.*.*.*",
            "9506000.*.*.*.*",
            "9506000.113435.*.*.*",
            "9506000.113435.01.*.*",
            "9506000.113435.01.02.*",
            "9506000.113435.01.02.9")) {
      assertTrue(pattern("urn:epc:idpat:itip:" + pattern).matches(piece), pattern);
    }
    for (String pattern :
        List.of(
            "9506001.*.*.*.*",
            "9506000.113436.*.*.*",
            "9506000.113435.02.*.*",
            "9506000.113435.01.03.*",
            "9506000.113435.01.02.8")) {
      assertFalse(pattern("urn:epc:idpat:itip:" + pattern).matches(piece), pattern);
    }
  }

  @Test
  void everyScheme() {
    String[][] cases = {
      {"sscc:9506000.*", "sscc:9506000.1000004711", "sscc:9506001.1000004711"},
      {"sgln:9506000.00101.*", "sgln:9506000.00101.0", "sgln:9506000.00102.0"},
      {"sgln:9506000.00101.0", "sgln:9506000.00101.0", "sgln:9506000.00101.1"},
      {"sgln:9506000.00101.1", "sgln:9506000.00101.1", "sgln:9506000.00101.0"},
      {"pgln:9506000.*", "pgln:9506000.00001", "sgln:9506000.00001.0"},
      {"grai:9506000.10045.*", "grai:9506000.10045.3", "grai:9506000.10046.3"},
      {"grai:9506000.10045.3", "grai:9506000.10045.3", "grai:9506000.10045.33"},
      {"giai:9506000.*", "giai:9506000.7.8", "giai:9506001.7"},
      {"giai:9506000.7", "giai:9506000.7", "giai:9506000.77"},
      {"gdti:9506000.00001.*", "gdti:9506000.00001.P", "gdti:9506000.00002.P"},
      {"sgcn:9506000.00001.*", "sgcn:9506000.00001.1", "sgcn:9506000.00002.1"},
      {"cpi:9506000.AB.*", "cpi:9506000.AB.1", "cpi:9506000.ABC.1"},
      {"cpi:9506000.AB.1", "cpi:9506000.AB.1", "cpi:9506000.AB.2"},
      {"gsrn:9506000.*", "gsrn:9506000.0000000001", "gsrnp:9506000.0000000001"},
      {"gsrnp:*.*", "gsrnp:9506000.0000000001", "gsrn:9506000.0000000001"},
      {"ginc:9506000.*", "ginc:9506000.x", "ginc:9506001.x"},
      {"gsin:9506000.*", "gsin:9506000.000000001", "gsin:9506001.000000001"},
      {"upui:9506000.013435.*", "upui:9506000.013435.T", "upui:9506000.013436.T"},
      {"gid:95100000.12345.*", "gid:95100000.12345.400", "gid:95100000.1234.5"},
      {"gid:*.*.*", "gid:95100000.12345.400", "bic:CSQU3054383"},
      {"bic:*", "bic:CSQU3054383", "imovn:9176187"},
      {"bic:CSQU3054383", "bic:CSQU3054383", "bic:HLXU2000419"},
      {"usdod:2S194.*", "usdod:2S194.12345678901", "usdod:2S195.12345678901"},
      {"adi:35962.PQ7VZ4.*", "adi:35962.PQ7VZ4.M37GXB92", "adi:35962.PQ7VZ.M37GXB92"},
    };
    for (String[] each : cases) {
      IdPattern pattern = pattern("urn:epc:idpat:" + each[0]);
      assertTrue(pattern.matches("urn:epc:id:" + each[1]), each[0]);
      assertFalse(pattern.matches("urn:epc:id:" + each[2]), each[0]);
      if (Gs1Identifier.parse("urn:epc:id:" + each[1]) instanceof Gs1Identifier id) {
        assertTrue(pattern.matches(id.canonicalLink()), each[0]);
      }
      if (Gs1Identifier.parse("urn:epc:id:" + each[2]) instanceof Gs1Identifier id) {
        assertFalse(pattern.matches(id.canonicalLink()), each[0]);
      }
    }
  }

  @Test
  void noPattern() {
    for (String text :
        List.of(
            ITEM,
            "urn:epc:class:lgtin:9506000.013435.*",
            "urn:epc:idpat:lgtin:9506000.013435.*",
            "urn:epc:idpat:none:*",
            "urn:epc:idpat:",
            "urn:epc:idpat:sgtin:",
            "urn:epc:idpat:sgtin:*.*",
            "urn:epc:idpat:sgtin:*.013435.*",
            "urn:epc:idpat:sgtin:9506000.*.9",
            "urn:epc:idpat:sgtin:9506000.01343.*",
            "urn:epc:idpat:sgtin:95060.*.*",
            "urn:epc:idpat:sgtin:9506x00.*.*",
            "urn:epc:idpat:sgtin:9506000.013435.[1-9]",
            "urn:epc:idpat:giai:9506000.a/b",
            "urn:epc:idpat:gid:.*.*",
            "urn:epc:pat:sgtin-96:3.9506000.013435.*")) {
      assertNull(IdPattern.of(text), text);
    }
  }

  private static IdPattern pattern(String text) {
    IdPattern pattern = IdPattern.of(text);
    assertNotNull(pattern, text);
    return pattern;
  }
}
