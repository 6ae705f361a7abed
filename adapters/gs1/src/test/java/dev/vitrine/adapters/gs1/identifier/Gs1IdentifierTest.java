package dev.vitrine.adapters.gs1.identifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.adapters.gs1.identifier.Gs1Identifier.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

class Gs1IdentifierTest {
  @Test
  void everySchemeHasItsLink() {
    String[][] pairs = {
      {"urn:epc:id:sgtin:9506000.013435.A1", "/01/09506000134352/21/A1"},
      {"urn:epc:class:lgtin:9506000.013435.L%2F1", "/01/09506000134352/10/L%2F1"},
      {"urn:epc:id:upui:9506000.013435.T", "/01/09506000134352/235/T"},
      {"urn:epc:id:itip:9506000.113435.01.02.9", "/8006/195060001343590102/21/9"},
      {"urn:epc:id:sscc:9506000.1000004711", "/00/195060000000047116"},
      {"urn:epc:id:sgln:9506000.00101.0", "/414/9506000001012"},
      {"urn:epc:id:sgln:9506000.00101.A%25", "/414/9506000001012/254/A%25"},
      {"urn:epc:id:pgln:9506000.00001", "/417/9506000000015"},
      {"urn:epc:id:grai:9506000.10045.3", "/8003/095060001004563"},
      {"urn:epc:id:giai:9506000.7", "/8004/95060007"},
      {"urn:epc:id:gdti:9506000.00001.P1", "/253/9506000000015P1"},
      {"urn:epc:id:sgcn:9506000.00001.04711", "/255/950600000001504711"},
      {"urn:epc:id:cpi:9506000.AB%2F%23.12", "/8010/9506000AB%2F%23/8011/12"},
      {"urn:epc:id:gsrn:9506000.0000000001", "/8018/950600000000000019"},
      {"urn:epc:id:gsrnp:9506000.0000000001", "/8017/950600000000000019"},
      {"urn:epc:id:ginc:9506000.x", "/401/9506000x"},
      {"urn:epc:id:gsin:9506000.000000001", "/402/95060000000000015"},
      {"urn:epc:idpat:sgtin:9506000.013435.*", "/01/09506000134352"},
      {"urn:epc:idpat:itip:9506000.113435.01.02.*", "/8006/195060001343590102"},
      {"urn:epc:idpat:grai:9506000.10045.*", "/8003/09506000100456"},
      {"urn:epc:idpat:gdti:9506000.00001.*", "/253/9506000000015"},
      {"urn:epc:idpat:sgcn:9506000.00001.*", "/255/9506000000015"},
      {"urn:epc:idpat:cpi:9506000.AB.*", "/8010/9506000AB"},
    };
    for (String[] pair : pairs) {
      String link = "https://id.gs1.org" + pair[1];
      assertEquals(link, Identifiers.canonical(pair[0]), pair[0]);
      assertEquals(link, Identifiers.canonical(link));
      assertEquals(parsed(pair[0]), parsed(link));
      assertEquals(Translation.to(pair[0]), parsed(link).toEpcUri(GcpLengths.of(7)), link);
      assertEquals(
          Translation.to(pair[0]), parsed(pair[0]).toEpcUri(GcpLengths.unknown()), pair[0]);
      assertEquals(
          Reason.COMPANY_PREFIX_LENGTH_UNKNOWN,
          parsed(link).toEpcUri(GcpLengths.unknown()).reason(),
          link);
    }
    assertEquals(
        "https://id.gs1.org/01/09506000134352",
        Identifiers.canonical("urn:epc:idpat:upui:9506000.013435.*"));
  }

  @Test
  void whatTheCanonicalLinkLeavesOut() {
    String item = "https://id.gs1.org/01/09506000134352/21/9";
    for (String same :
        List.of(
            "https://example.com/some/path/01/09506000134352/22/V/10/L/21/9?17=270531&x=y#f",
            "http://example.com/gtin/9506000134352/cpv/V/lot/L/ser/9",
            "https://id.gs1.org/01/9506000134352/21/9/",
            "https://id.gs1.org/01/09506000134352/21/%39")) {
      assertEquals(item, Identifiers.canonical(same), same);
    }
    Gs1Identifier full = parsed("https://a.example/01/09506000134352/22/V/10/L/21/9");
    assertEquals(
        "https://a.example/x/01/09506000134352/22/V/10/L/21/9", full.link("https://a.example/x"));
    assertEquals("V", full.qualifier(Qualifier.VARIANT));
    assertNull(full.qualifier(Qualifier.GLN_EXTENSION));
    assertEquals(
        "https://id.gs1.org/01/09506000134352/10/L",
        Identifiers.canonical("https://a.example/01/09506000134352/22/V/10/L"));
  }

  @Test
  void escapesAreOfOneKind() {
    String link = "https://id.gs1.org/01/09506000134352/21/%21%22%25%26%27%28%29%2A%2B%2C-.%2F";
    assertEquals(
        link, Identifiers.canonical("urn:epc:id:sgtin:9506000.013435.!%22%25%26'()*+,-.%2f"));
    assertEquals(
        link, Identifiers.canonical("https://id.gs1.org/01/09506000134352/21/!%22%25&'()*+,-.%2f"));
  }

  @Test
  void refusesWithTheReason() {
    Object[][] cases = {
      {"urn:epc:id:sgtin:95060.00013435.1", Reason.COMPANY_PREFIX},
      {"urn:epc:id:sgtin:9506000123456..1", Reason.COMPANY_PREFIX},
      {"urn:epc:id:sgtin:95060x0.013435.1", Reason.COMPANY_PREFIX},
      {"urn:epc:id:sgtin:9506000.01343.1", Reason.LENGTH},
      {"urn:epc:id:sgtin:9506000.0134355.1", Reason.COMPONENTS},
      {"urn:epc:id:sgtin:9506000.01343x.1", Reason.LENGTH},
      {"urn:epc:id:sgtin:9506000.013435", Reason.LENGTH},
      {"urn:epc:id:sgtin:9506000.013435.", Reason.LENGTH},
      {"urn:epc:id:sgtin:9506000", Reason.COMPONENTS},
      {"urn:epc:id:sgtin:", Reason.COMPONENTS},
      {"urn:epc:id:sgtin:9506000.013435.123456789012345678901", Reason.LENGTH},
      {"urn:epc:id:sgtin:9506000.013435.a/b", Reason.CHARACTER},
      {"urn:epc:id:sgtin:9506000.013435.a%2", Reason.CHARACTER},
      {"urn:epc:id:sgtin:9506000.013435.a%zz", Reason.CHARACTER},
      {"urn:epc:id:sgtin:9506000.013435.a%20", Reason.CHARACTER},
      {"urn:epc:id:sgtin:9506000.013435.a%23", Reason.CHARACTER},
      {"urn:epc:id:sgtin:9506000.013435.\u00e9", Reason.CHARACTER},
      {"urn:epc:id:sscc:9506000.100000471", Reason.LENGTH},
      {"urn:epc:id:sscc:9506000.10000047111", Reason.LENGTH},
      {"urn:epc:id:itip:9506000.113435.1.02.9", Reason.COMPONENTS},
      {"urn:epc:id:itip:9506000.113435.01.02", Reason.COMPONENTS},
      {"urn:epc:id:grai:9506000.10045.12345678901234567", Reason.LENGTH},
      {"urn:epc:id:giai:9506000.123456789012345678901234", Reason.LENGTH},
      {"urn:epc:id:giai:9506000.", Reason.LENGTH},
      {"urn:epc:id:gdti:9506000.00001.", Reason.LENGTH},
      {"urn:epc:id:sgcn:9506000.00001.x", Reason.CHARACTER},
      {"urn:epc:id:cpi:9506000.AB.012", Reason.CHARACTER},
      {"urn:epc:id:cpi:9506000.ab.12", Reason.CHARACTER},
      {"urn:epc:id:cpi:9506000.AB", Reason.COMPONENTS},
      {"urn:epc:id:lgtin:9506000.013435.L", Reason.SCHEME},
      {"urn:epc:class:sgtin:9506000.013435.L", Reason.SCHEME},
      {"urn:epc:id:none:9506000.013435.L", Reason.SCHEME},
      {"urn:epc:idpat:sgtin:9506000.*.*", Reason.PATTERN},
      {"urn:epc:idpat:sgtin:*.*.*", Reason.PATTERN},
      {"urn:epc:idpat:sgtin:9506000.013435.1", Reason.PATTERN},
      {"urn:epc:idpat:sgln:9506000.00101.*", Reason.PATTERN},
      {"urn:epc:idpat:cpi:9506000.*.*", Reason.PATTERN},
      {"urn:epc:tag:sgtin-96:3.9506000.013435.1", Reason.OTHER_URI},
      {"urn:uuid:11111111-2222-4333-8444-555555555555", Reason.OTHER_URI},
      {"https://id.gs1.org/01/09506000134353", Reason.CHECK_DIGIT},
      {"https://id.gs1.org/01/0950600013435", Reason.CHECK_DIGIT},
      {"https://id.gs1.org/01/950600013435", Reason.CHECK_DIGIT},
      {"https://id.gs1.org/00/195060000000047117", Reason.CHECK_DIGIT},
      {"https://id.gs1.org/253/9506000000016P1", Reason.CHECK_DIGIT},
      {"https://id.gs1.org/01/095060001343520", Reason.LENGTH},
      {"https://id.gs1.org/01/0950600013435x", Reason.CHARACTER},
      {"https://id.gs1.org/01/09506000134352/21/a%2", Reason.CHARACTER},
      {"https://id.gs1.org/01/09506000134352/21/a\"", Reason.CHARACTER},
      {"https://id.gs1.org/01/09506000134352/21/123456789012345678901", Reason.LENGTH},
      {"https://id.gs1.org/01/09506000134352/21/9/10/L", Reason.QUALIFIER},
      {"https://id.gs1.org/01/09506000134352/21/9/21/9", Reason.QUALIFIER},
      {"https://id.gs1.org/01/09506000134352/10/L/235/T", Reason.QUALIFIER},
      {"https://id.gs1.org/01/09506000134352/254/L", Reason.QUALIFIER},
      {"https://id.gs1.org/8013/1987654Ad4X4bL5ttr2310c2L", Reason.CHECK_DIGIT},
      {"https://id.gs1.org/8004/abcde", Reason.COMPANY_PREFIX},
      {"https://id.gs1.org/8004/9506", Reason.LENGTH},
      {"https://id.gs1.org/01/09506000134352/99/x", Reason.OTHER_URI},
      {"https://id.gs1.org?a=/01/09506000134352", Reason.OTHER_URI},
      {"https://id.gs1.org/?a=/01/09506000134352", Reason.OTHER_URI},
      {"https:///01/09506000134352", Reason.OTHER_URI},
      {"https://01/09506000134352", Reason.OTHER_URI},
      {"https://", Reason.OTHER_URI},
      {"https://x/", Reason.OTHER_URI},
      {"ftp://id.gs1.org/01/09506000134352", Reason.OTHER_URI},
      {"", Reason.OTHER_URI},
      {"https://id.gs1.org/01/09506000134352/21/" + "9".repeat(2048), Reason.TOO_LONG},
    };
    for (Object[] each : cases) {
      String text = (String) each[0];
      assertEquals(NotIdentifier.of((Reason) each[1]), Gs1Identifier.parse(text), text);
      assertSame(text, Identifiers.canonical(text));
    }
  }

  @Test
  void keysWithoutAnEpcUri() {
    for (String link :
        List.of(
            "https://id.gs1.org/415/9506000000015/8020/INV7",
            "https://id.gs1.org/8013/1987654Ad4X4bL5ttr2310c2K",
            "https://id.gs1.org/8018/950600000000000019/8019/5",
            "https://id.gs1.org/8006/195060001343590102/10/L",
            "https://id.gs1.org/414/9506000001012/7040/1ABC")) {
      assertEquals(link, Identifiers.canonical(link));
      assertEquals(
          Translation.none(Reason.NO_EPC_FORM), parsed(link).toEpcUri(GcpLengths.of(7)), link);
    }
  }

  @Test
  void schemesWithoutALinkStayAsTheyAre() {
    for (String urn :
        List.of(
            "urn:epc:id:gid:95100000.12345.400",
            "urn:epc:id:usdod:2S194.12345678901",
            "urn:epc:id:adi:35962.PQ7VZ4.M37GXB92",
            "urn:epc:id:adi:W81X9C..%231",
            "urn:epc:id:bic:CSQU3054383",
            "urn:epc:id:imovn:9176187")) {
      assertEquals(urn, assertInstanceOf(OtherEpc.class, Gs1Identifier.parse(urn)).uri());
      assertSame(urn, Identifiers.canonical(urn));
    }
    Object[][] wrong = {
      {"urn:epc:id:bic:CSQU3054384", Reason.CHECK_DIGIT},
      {"urn:epc:id:bic:CSQX3054383", Reason.CHARACTER},
      {"urn:epc:id:bic:CSQU305438", Reason.LENGTH},
      {"urn:epc:id:imovn:9176188", Reason.CHECK_DIGIT},
      {"urn:epc:id:imovn:917618", Reason.LENGTH},
      {"urn:epc:id:gid:1.2", Reason.COMPONENTS},
      {"urn:epc:id:gid:1.02.3", Reason.CHARACTER},
      {"urn:epc:id:usdod:2S19.1", Reason.CHARACTER},
      {"urn:epc:id:usdod:2S194.", Reason.LENGTH},
      {"urn:epc:id:adi:35962.PQ7VZ4", Reason.COMPONENTS},
      {"urn:epc:id:adi:35962.PQ7VZ4.", Reason.LENGTH},
    };
    for (Object[] each : wrong) {
      assertEquals(
          NotIdentifier.of((Reason) each[1]),
          Gs1Identifier.parse((String) each[0]),
          each[0]::toString);
    }
  }

  @Test
  void instanceOrClass() {
    assertEquals(Level.CLASS, parsed("https://id.gs1.org/01/09506000134352/10/L").level());
    assertEquals(Level.INSTANCE, parsed("https://id.gs1.org/01/09506000134352/21/9").level());
    assertEquals(Level.CLASS, parsed("https://id.gs1.org/8003/09506000100456").level());
    assertEquals(Level.INSTANCE, parsed("https://id.gs1.org/8003/095060001004563").level());
    assertEquals(Level.INSTANCE, parsed("urn:epc:id:sscc:9506000.1000004711").level());
    assertEquals(EpcScheme.SSCC, parsed("urn:epc:id:sscc:9506000.1000004711").scheme());
    assertEquals(7, parsed("urn:epc:id:sscc:9506000.1000004711").companyPrefixLength());
  }

  @Test
  void anEpcUriNeedsARightPrefixLength() {
    Gs1Identifier asset = parsed("https://id.gs1.org/8004/95060A7");
    assertEquals(Translation.none(Reason.COMPANY_PREFIX), asset.toEpcUri(GcpLengths.of(6)));
    assertThrows(IllegalArgumentException.class, () -> GcpLengths.of(5));
    assertThrows(IllegalArgumentException.class, () -> GcpLengths.of(13));
  }

  @Test
  void ofChecksItsParts() {
    List<Element> serial = List.of(new Element(Qualifier.SERIAL, "9"));
    Gs1Identifier made = Gs1Identifier.of(PrimaryKey.GTIN, "09506000134352", serial);
    assertEquals(parsed("https://id.gs1.org/01/09506000134352/21/9"), made);
    assertEquals("https://id.gs1.org/01/09506000134352/21/9", made.toString());
    assertThrows(
        IllegalArgumentException.class,
        () -> Gs1Identifier.of(PrimaryKey.GTIN, "09506000134353", serial));
    assertThrows(
        IllegalArgumentException.class,
        () -> Gs1Identifier.of(PrimaryKey.SSCC, "195060000000047116", serial));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Gs1Identifier.of(
                PrimaryKey.GTIN,
                "09506000134352",
                List.of(new Element(Qualifier.SERIAL, "\u00e9"))));
  }

  static Gs1Identifier parsed(String text) {
    return assertInstanceOf(Gs1Identifier.class, Gs1Identifier.parse(text), text);
  }
}
