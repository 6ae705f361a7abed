package dev.vitrine.adapters.gs1.identifier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TradeItemTest {
  @Test
  void readsUrns() {
    assertEquals(gtin("09506000134352"), TradeItem.of("urn:epc:id:sgtin:9506000.013435.1"));
    assertEquals(gtin("09506000134352"), TradeItem.of("urn:epc:idpat:sgtin:9506000.013435.*"));
    assertEquals(gtin("19506000134359"), TradeItem.of("urn:epc:id:itip:9506000.113435.01.02.9"));
    assertEquals(
        new TradeItem("09506000134352", "A/1_b", null),
        TradeItem.of("urn:epc:class:lgtin:9506000.013435.A%2F1_b"));
  }

  @Test
  void readsDigitalLinks() {
    assertEquals(
        new TradeItem("09506000134352", "AB-1", "280131"),
        TradeItem.of("https://example.com/some/01/09506000134352/10/AB-1/21/9?x=1&17=280131#f"));
    assertEquals(gtin("09506000134352"), TradeItem.of("https://id.gs1.org/01/9506000134352"));
    assertEquals(gtin("09506000134352"), TradeItem.of("http://id.gs1.org/01/09506000134352/21/10"));
    assertEquals(
        new TradeItem("09506000134352", "10", "280131"),
        TradeItem.of("http://example.com/gtin/9506000134352/lot/10?exp=280131"));
  }

  @Test
  void givesNothingWhereThereIsNone() {
    for (String other :
        List.of(
            "urn:epc:id:sscc:9506000.1000004711",
            "urn:epc:id:sgtin:9506000.01343.1",
            "urn:epc:id:sgtin:9506000",
            "urn:epc:id:sgtin:95060x0.013435.1",
            "urn:epc:id:sgtin:",
            "https://id.gs1.org/01/09506000134353",
            "https://id.gs1.org/01/0950600013435",
            "https://id.gs1.org/00/095060000000000000",
            "https://id.gs1.org?a=/01/09506000134352",
            "https://",
            "https:///",
            "mailto:x")) {
      assertEquals(TradeItem.NONE, TradeItem.of(other), other);
    }
  }

  @Test
  void aMalformedIdentifierSaysNothing() {
    for (String lot :
        List.of("%2", "%zz", "%00", "A%20b", "A%C3%A9", "123456789012345678901", "")) {
      assertEquals(TradeItem.NONE, TradeItem.of("urn:epc:class:lgtin:9506000.013435." + lot), lot);
    }
    assertEquals(
        gtin("09506000134352"), TradeItem.of("https://id.gs1.org/01/09506000134352?17=28013"));
  }

  private static TradeItem gtin(String gtin) {
    return new TradeItem(gtin, null, null);
  }
}
