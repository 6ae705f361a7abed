package dev.vitrine.adapters.gs1.identifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class EpcFormatTest {
  private static final String URN = "urn:epc:id:sgtin:9506000.013435.9";
  private static final String LINK = "https://id.gs1.org/01/09506000134352/21/9";

  @Test
  void translatesOnlyWhereAskedTo() {
    GcpLengths seven = GcpLengths.of(7);
    assertEquals(Translation.to(LINK), EpcFormat.ALWAYS_GS1_DIGITAL_LINK.apply(URN, seven));
    assertEquals(Translation.to(URN), EpcFormat.ALWAYS_EPC_URN.apply(LINK, seven));
    for (String uri : List.of(URN, LINK)) {
      assertEquals(Translation.to(uri), EpcFormat.NEVER_TRANSLATES.apply(uri, seven));
      assertEquals(Translation.to(uri), EpcFormat.NO_PREFERENCE.apply(uri, seven));
    }
  }

  @Test
  void whatHasNoOtherFormStays() {
    GcpLengths seven = GcpLengths.of(7);
    String own = "https://example.com/x/01/09506000134352/10/L/21/9?17=270531";
    assertEquals(Translation.to(own), EpcFormat.ALWAYS_GS1_DIGITAL_LINK.apply(own, seven));
    for (String other :
        List.of("urn:epc:id:bic:CSQU3054383", "urn:uuid:1", "https://example.com/x", "x")) {
      assertEquals(Translation.to(other), EpcFormat.ALWAYS_GS1_DIGITAL_LINK.apply(other, seven));
      assertEquals(Translation.to(other), EpcFormat.ALWAYS_EPC_URN.apply(other, seven));
    }
  }

  @Test
  void withoutATableALinkStaysUntranslatedWithTheReason() {
    assertEquals(
        Translation.none(Reason.COMPANY_PREFIX_LENGTH_UNKNOWN),
        EpcFormat.ALWAYS_EPC_URN.apply(LINK, GcpLengths.unknown()));
  }

  @Test
  void headerValues() {
    assertEquals(EpcFormat.ALWAYS_EPC_URN, EpcFormat.of("always_epc_urn"));
    assertEquals(EpcFormat.NO_PREFERENCE, EpcFormat.of(EpcFormat.NO_PREFERENCE.headerValue()));
    assertNull(EpcFormat.of(""));
  }
}
