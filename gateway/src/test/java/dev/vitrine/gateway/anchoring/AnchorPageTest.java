package dev.vitrine.gateway.anchoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** No text, whoever it is from, becomes markup. */
class AnchorPageTest {
  private static final String HOSTILE = "\"><script>alert('x')</script>&";
  private static final String SAFE =
      "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;";

  private static AnchorView hostile() {
    return new AnchorView(
        HOSTILE,
        HOSTILE,
        HOSTILE,
        7,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        0,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        new byte[] {1});
  }

  @Test
  void everyTextIsEscaped() {
    assertEquals(SAFE, AnchorPage.escaped(HOSTILE));
    for (String page :
        List.of(
            AnchorPage.one(hostile()),
            AnchorPage.list(
                new AnchorsView(
                    List.of(new AnchorsView.Ledger(HOSTILE, HOSTILE, 1, 1, 1, true)),
                    List.of(hostile()),
                    HOSTILE)))) {
      assertFalse(page.contains("<script"), page);
      assertFalse(page.contains("'x'"), page);
      assertTrue(page.contains(SAFE), page);
    }
  }

  @Test
  void whatIsAbsentIsNotShown() {
    AnchorView early =
        new AnchorView("a-0", "a", "o", 1, "00", "INTENDED", null, 0, "t", "t", null, null, null);
    String page = AnchorPage.one(early);
    assertFalse(page.contains("null") || page.contains("/evidence"), page);
  }
}
