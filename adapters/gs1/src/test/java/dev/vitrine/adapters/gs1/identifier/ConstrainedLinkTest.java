package dev.vitrine.adapters.gs1.identifier;

import static dev.vitrine.adapters.gs1.identifier.ConstrainedLink.Fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConstrainedLinkTest {
  @Test
  void whatEventsMayHold() {
    for (String link :
        List.of(
            "https://id.gs1.org/01/09506000134352",
            "http://example.com/own/path/01/09506000134352/21/9%2F1",
            "https://example.com/01/09506000134352/21/9%2f1",
            "https://example.com/01/09506000134352/10/L",
            "https://example.com/01/09506000134352/235/T",
            "https://id.gs1.org/253/4602443000331XYZ",
            "https://id.gs1.org/253/4602443000331",
            "https://id.gs1.org/8010/0628165987/8011/9876",
            "https://id.gs1.org/414/4226350800008",
            "https://example.co.uk/417/4226350800008",
            "https://id.gs1.org/414/4280000000002/254/12")) {
      assertNull(ConstrainedLink.fault(link), link);
    }
  }

  @Test
  void everyFaultByName() {
    Object[][] cases = {
      {"urn:epc:id:sgtin:9506000.013435.9", Fault.NO_LINK},
      {"https://id.gs1.org/01/09506000134353", Fault.NO_LINK},
      {"https://id.gs1.org/01/09506000134352/99/x", Fault.NO_LINK},
      {"https://id.gs1.org/AQnYUc1gmg", Fault.NO_LINK},
      {"https://id.gs1.org/01/09506000134352?17=280131", Fault.QUERY},
      {"https://id.gs1.org/01/09506000134352#x", Fault.FRAGMENT},
      {"https://id.gs1.org/01/09506000134352/", Fault.TRAILING_SLASH},
      {"https://id.gs1.org/01/09506000134352/22/V", Fault.VARIANT},
      {"https://id.gs1.org/01/09506000134352/10/L/21/9", Fault.LOT_BESIDE_SERIAL},
      {"https://id.gs1.org/8006/195060001343590102/10/L", Fault.NO_EPC_FORM},
      {"https://id.gs1.org/gtin/09506000134352", Fault.SHORT_NAME},
      {"https://id.gs1.org/01/09506000134352/ser/9", Fault.SHORT_NAME},
      {"https://id.gs1.org/01/9506000134352", Fault.GTIN_LENGTH},
      {"https://id.gs1.org/01/9506000134352/21/9", Fault.GTIN_LENGTH},
      {"https://id.gs1.org/01/09506000134352/21/9!", Fault.ESCAPING},
      {"https://id.gs1.org/01/09506000134352/21/%39", Fault.ESCAPING},
    };
    for (Object[] each : cases) {
      assertEquals(each[1], ConstrainedLink.fault((String) each[0]), each[0]::toString);
    }
  }
}
