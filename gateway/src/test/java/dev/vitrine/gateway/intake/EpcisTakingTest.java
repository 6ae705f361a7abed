package dev.vitrine.gateway.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Submission;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpcisTakingTest {
  private final EpcisFormat format = new EpcisFormat();

  @Test
  void proceedTakesTheGoodEventsAsTheyWereSent() throws InvalidDocumentException {
    String first = EpcisDocuments.event();
    String last = EpcisDocuments.event();
    String wrong = EpcisDocuments.wrongEvent();
    for (String document :
        List.of(
            EpcisDocuments.document(wrong, first, wrong, last),
            "\ufeff" + EpcisDocuments.document(wrong, first, wrong, last),
            EpcisDocuments.queryDocument(wrong, first, wrong, last))) {
      EpcisTaking taking = most(document);
      assertEquals(List.of(first, last), taking.submissions().stream().map(this::sent).toList());
      assertEquals(4, taking.events());
      assertEquals("{0, 2}", taking.rejected().toString());
      String list = document.contains("queryResults") ? "/queryResults/resultsBody" : "";
      assertEquals(
          List.of(
              "/epcisBody" + list + "/eventList/0/action",
              "/epcisBody" + list + "/eventList/2/action"),
          taking.problems().stream().map(problem -> problem.location()).toList());
    }
  }

  @Test
  void proceedTakesTheGoodEventsOfXml() throws InvalidDocumentException {
    String first = EpcisDocuments.xmlEvent();
    String last = EpcisDocuments.xmlEvent();
    String wrong = EpcisDocuments.xmlEvent().replace("OBSERVE", "WATCH");
    String wrapped = "<extension>" + wrong + "</extension>";
    String document = EpcisDocuments.xmlDocument(wrong, first, wrapped, last);
    EpcisTaking taking = EpcisTaking.most(format, bytes(document), "application/xml", "party");
    assertEquals(List.of(first, last), taking.submissions().stream().map(this::sent).toList());
    assertEquals(4, taking.events());
    assertEquals("{0, 2}", taking.rejected().toString());
    String list = "/EPCISDocument/EPCISBody/EventList";
    assertEquals(
        List.of(list + "/ObjectEvent[1]/action", list + "/extension[1]/ObjectEvent[1]/action"),
        taking.problems().stream().map(problem -> problem.location()).toList());
    for (String refused :
        List.of(
            document.replace("</EventList>", ""),
            document.replace("EPCISBody>", "Body>"),
            document.replace("OBSERVE", "WATCH"),
            document.replace("schemaVersion=\"2.0\"", ""),
            document.replace("<EventList>", "<EventList>text"))) {
      assertThrows(
          InvalidDocumentException.class,
          () -> EpcisTaking.most(format, bytes(refused), "application/xml", "party"),
          refused);
    }
  }

  @Test
  void proceedOnAGoodDocumentTakesAll() throws InvalidDocumentException {
    EpcisTaking taking =
        most(EpcisDocuments.document(EpcisDocuments.event(), EpcisDocuments.event()));
    assertEquals(2, taking.submissions().size());
    assertTrue(taking.rejected().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{\"epcisBody\": {\"eventList\": [1, {}]}}"})
  void proceedRefusesWhatIsNoDocument(String document) {
    assertThrows(InvalidDocumentException.class, () -> most(document));
  }

  @Test
  void proceedRefusesFaultsOutsideOfEvents() {
    String good = EpcisDocuments.document(EpcisDocuments.event(), EpcisDocuments.wrongEvent());
    assertThrows(InvalidDocumentException.class, () -> most(good.replace("\"2.0\"", "\"two\"")));
    assertThrows(InvalidDocumentException.class, () -> most(good + "x"));
    assertThrows(
        InvalidDocumentException.class,
        () -> most(good.replace("\"eventList\"", "\"eventList\": [], \"eventList\"")));
  }

  @Test
  void proceedRefusesADocumentInTheListOfEvents() {
    String inner = EpcisDocuments.document(EpcisDocuments.event());
    String outer = EpcisDocuments.document(inner, EpcisDocuments.wrongEvent());
    assertThrows(InvalidDocumentException.class, () -> most(outer));
  }

  @Test
  void proceedRefusesADocumentWithoutAGoodEvent() {
    String document = EpcisDocuments.document(EpcisDocuments.wrongEvent());
    assertThrows(InvalidDocumentException.class, () -> most(document));
  }

  @Test
  void resultsSurvivePacking() {
    byte[] root = new byte[32];
    root[31] = 7;
    List<CaptureResult> results =
        List.of(
            CaptureResult.of(new Accepted(new RecordRef(1L << 40, 255), "s", root, false)),
            CaptureResult.rejected(),
            CaptureResult.of(new Accepted(new RecordRef(0, 0), "s", root, true)));
    assertEquals(results, CaptureResult.unpack(CaptureResult.pack(results)));
  }

  private EpcisTaking most(String document) throws InvalidDocumentException {
    return EpcisTaking.most(format, bytes(document), "application/json", "party");
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  private String sent(Submission submission) {
    return new String(submission.record().document(), StandardCharsets.UTF_8);
  }
}
