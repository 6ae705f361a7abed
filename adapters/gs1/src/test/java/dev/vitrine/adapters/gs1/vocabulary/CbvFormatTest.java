package dev.vitrine.adapters.gs1.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class CbvFormatTest {
  @Test
  void everyFormBecomesTheOneAskedFor() {
    String urn = "urn:epcglobal:cbv:bizstep:shipping";
    String web = "https://ref.gs1.org/cbv/BizStep-shipping";
    for (String form :
        List.of(
            "shipping",
            urn,
            web,
            "cbv:BizStep-shipping",
            "https://ns.gs1.org/cbv/BizStep-shipping")) {
      assertEquals(urn, CbvFormat.ALWAYS_URN.apply(CoreVocabularies.BIZ_STEP, form));
      assertEquals(web, CbvFormat.ALWAYS_WEB_URI.apply(CoreVocabularies.BIZ_STEP, form));
      assertEquals(form, CbvFormat.NEVER_TRANSLATES.apply(CoreVocabularies.BIZ_STEP, form));
      assertEquals(form, CbvFormat.NO_PREFERENCE.apply(CoreVocabularies.BIZ_STEP, form));
    }
    assertEquals(
        "urn:epcglobal:cbv:disp:active", CoreVocabularies.DISPOSITION.urn("cbv:Disp-active"));
    assertEquals("https://ref.gs1.org/cbv/BTT-po", CoreVocabularies.BIZ_TRANSACTION.webUri("po"));
  }

  @Test
  void thereAndBackIsTheShortName() {
    for (Vocabulary vocabulary :
        List.of(
            CoreVocabularies.BIZ_STEP,
            CoreVocabularies.DISPOSITION,
            CoreVocabularies.BIZ_TRANSACTION,
            CoreVocabularies.SOURCE_DESTINATION,
            CoreVocabularies.ERROR_REASON,
            CoreVocabularies.COMPONENT)) {
      for (String word : List.of("shipping", "active", "po", "location", "did_not_occur", "x")) {
        if (vocabulary.canonical(word) != null) {
          assertEquals(word, vocabulary.canonical(vocabulary.urn(word)));
          assertEquals(word, vocabulary.canonical(vocabulary.webUri(word)));
        }
      }
    }
  }

  @Test
  void otherWordsStay() {
    for (String word : List.of("https://example.com/step/x", "urn:epcglobal:cbv:bizstep:none")) {
      assertEquals(word, CbvFormat.ALWAYS_URN.apply(CoreVocabularies.BIZ_STEP, word));
      assertEquals(word, CbvFormat.ALWAYS_WEB_URI.apply(CoreVocabularies.BIZ_STEP, word));
    }
    assertEquals("Temperature", CoreVocabularies.MEASUREMENT.urn("Temperature"));
    assertEquals("gs1:Temperature", CoreVocabularies.MEASUREMENT.webUri("gs1:Temperature"));
  }

  @Test
  void headerValues() {
    assertEquals(CbvFormat.ALWAYS_URN, CbvFormat.of("always_urn"));
    assertEquals(CbvFormat.ALWAYS_WEB_URI, CbvFormat.of(CbvFormat.ALWAYS_WEB_URI.headerValue()));
    assertNull(CbvFormat.of("Always"));
  }
}
