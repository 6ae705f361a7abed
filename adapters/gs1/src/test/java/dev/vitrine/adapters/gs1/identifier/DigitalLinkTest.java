package dev.vitrine.adapters.gs1.identifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.identifier.DigitalLink.Attribute;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigitalLinkTest {
  private static final String ITEM = "https://example.com/own/01/09506000134352";

  @Test
  void allThereIsToALink() {
    DigitalLink link =
        link(
            "https://example.com/own/gtin/9506000134352/lot/L%2F1?exp=280131;x=a%20b&y&3103=000195#f");
    assertEquals("https://example.com/own", link.stem());
    assertEquals("L/1", link.identifier().qualifier(Qualifier.LOT));
    assertEquals(
        List.of(
            new Attribute("17", "280131"),
            new Attribute("x", "a%20b"),
            new Attribute("y", ""),
            new Attribute("3103", "000195")),
        link.attributes());
    assertEquals("280131", link.attribute("17"));
    assertNull(link.attribute("11"));
    assertTrue(link.attributes().get(0).isGs1());
    assertFalse(link.attributes().get(1).isGs1());
    assertEquals(ITEM + "/10/L%2F1?17=280131&x=a%20b&y=&3103=000195", link.toString());
  }

  @Test
  void attributesHaveTheirFormat() {
    for (String query :
        List.of(
            "17=28013",
            "17=28013x",
            "17=",
            "17",
            "3103=00019",
            "02=09506000134353",
            "410=9506000001011",
            "98=%zz",
            "98=%20",
            "98=" + "9".repeat(91),
            "3910=97",
            "421=97",
            "8030=a%2Fb")) {
      assertNull(DigitalLink.of(ITEM + '?' + query), query);
    }
    for (String query :
        List.of(
            "17=280131",
            "02=09506000134352",
            "98=" + "9".repeat(90),
            "3910=97812",
            "421=9781",
            "8008=26010112",
            "8008=2601011230",
            "8030=aB-_",
            "7007=260101260102",
            "other=%zz")) {
      assertNotNull(DigitalLink.of(ITEM + '?' + query), query);
    }
  }

  @Test
  void asManyAttributesAsAllowed() {
    assertNotNull(DigitalLink.of(ITEM + '?' + "a=1&".repeat(DigitalLink.MAX_ATTRIBUTES)));
    assertNull(DigitalLink.of(ITEM + '?' + "a=1&".repeat(DigitalLink.MAX_ATTRIBUTES + 1)));
  }

  @Test
  void otherTextsAreNone() {
    for (String text :
        List.of(
            "urn:epc:id:sgtin:9506000.013435.1",
            "https://example.com/",
            "https://example.com",
            "https://example.com/01/09506000134353",
            ITEM + "?x=" + "x".repeat(2048))) {
      assertNull(DigitalLink.of(text), text);
    }
  }

  private static DigitalLink link(String uri) {
    DigitalLink link = DigitalLink.of(uri);
    assertNotNull(link, uri);
    return link;
  }
}
