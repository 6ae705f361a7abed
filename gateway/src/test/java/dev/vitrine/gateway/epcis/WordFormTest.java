package dev.vitrine.gateway.epcis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.adapters.gs1.model.ValueReader;
import dev.vitrine.adapters.gs1.model.ValueWriter;
import dev.vitrine.proofs.record.InvalidDocumentException;
import org.junit.jupiter.api.Test;

/** The words of events in each form. */
class WordFormTest {
  private static final String EVENT =
      """
      {"type":"ObjectEvent","bizStep":"%s","disposition":"%s",\
      "persistentDisposition":{"set":["%s"],"unset":["%s"]},"errorDeclaration":{"reason":"%s"},\
      "bizTransactionList":[{"type":"%s","bizTransaction":"urn:t:1"},{"bizTransaction":"po"}],\
      "sourceList":[{"type":"%s","source":"location"}],\
      "destinationList":[{"type":"%s","destination":"location"}],\
      "sensorElementList":[{"sensorReport":[{"type":"%s","exception":"%s","component":"%s"}]}],\
      "ex:bizStep":"shipping"}""";
  private static final String SHORT =
      EVENT.formatted(
          "shipping",
          "in_transit",
          "active",
          "recalled",
          "incorrect_data",
          "po",
          "location",
          "owning_party",
          "Temperature",
          "ALARM_CONDITION",
          "x");
  private static final String URN =
      EVENT.formatted(
          "urn:epcglobal:cbv:bizstep:shipping",
          "urn:epcglobal:cbv:disp:in_transit",
          "urn:epcglobal:cbv:disp:active",
          "urn:epcglobal:cbv:disp:recalled",
          "urn:epcglobal:cbv:er:incorrect_data",
          "urn:epcglobal:cbv:btt:po",
          "urn:epcglobal:cbv:sdt:location",
          "urn:epcglobal:cbv:sdt:owning_party",
          "gs1:Temperature",
          "gs1:ALARM_CONDITION",
          "urn:epcglobal:cbv:comp:x");
  private static final String WEB =
      EVENT.formatted(
          "https://ref.gs1.org/cbv/BizStep-shipping",
          "https://ref.gs1.org/cbv/Disp-in_transit",
          "https://ref.gs1.org/cbv/Disp-active",
          "https://ref.gs1.org/cbv/Disp-recalled",
          "https://ref.gs1.org/cbv/ER-incorrect_data",
          "https://ref.gs1.org/cbv/BTT-po",
          "https://ref.gs1.org/cbv/SDT-location",
          "https://ref.gs1.org/cbv/SDT-owning_party",
          "gs1:Temperature",
          "gs1:ALARM_CONDITION",
          "https://ref.gs1.org/cbv/Comp-x");
  private static final String OWN =
      EVENT.formatted(
          "urn:own:1",
          "https://own.example/2",
          "urn:own:3",
          "urn:own:4",
          "urn:own:5",
          "urn:own:6",
          "urn:own:7",
          "urn:own:8",
          "urn:own:9",
          "urn:own:10",
          "urn:own:11");

  @Test
  void jsonHasShortNames() throws Exception {
    assertEquals(SHORT, written(WordForm.SHORT, SHORT));
    assertEquals(SHORT, written(WordForm.SHORT, URN));
    assertEquals(SHORT, written(WordForm.SHORT, WEB));
    assertEquals(OWN, written(WordForm.SHORT, OWN));
  }

  @Test
  void xmlHasWhatIsAskedFor() throws Exception {
    for (String word : new String[] {URN, WEB}) {
      assertEquals(URN, written(WordForm.inXml("Always_URN"), word));
      assertEquals(WEB, written(WordForm.inXml(" always_web_uri "), word));
      for (WordForm asSent :
          new WordForm[] {
            WordForm.inXml(null),
            WordForm.inXml("No_Preference"),
            WordForm.inXml("Never_Translates")
          }) {
        assertEquals(word, written(asSent, word));
      }
    }
    assertEquals(OWN, written(WordForm.inXml("Always_URN"), OWN));
    assertEquals(OWN, written(WordForm.inXml("Always_Web_URI"), OWN));
  }

  @Test
  void anotherFormIsRefused() {
    EpcisRefusal refused = assertThrows(EpcisRefusal.class, () -> WordForm.inXml("Short"));
    assertEquals(EpcisRefusal.Kind.NOT_ACCEPTABLE, refused.kind());
  }

  @Test
  void whatIsNoTextStays() throws Exception {
    String odd = "{\"bizStep\":1,\"sourceList\":\"location\",\"errorDeclaration\":{}}";
    assertEquals(odd, written(WordForm.inXml("Always_URN"), odd));
    assertEquals("{}", written(WordForm.SHORT, "{}"));
  }

  private static String written(WordForm form, String event) throws InvalidDocumentException {
    return ValueWriter.write(form.of((Value.Members) ValueReader.read(event.getBytes(UTF_8))));
  }
}
