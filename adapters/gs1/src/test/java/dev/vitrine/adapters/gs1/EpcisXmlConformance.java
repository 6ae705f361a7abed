package dev.vitrine.adapters.gs1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.vocabulary.CoreVocabularies;
import dev.vitrine.adapters.gs1.vocabulary.Vocabulary;
import dev.vitrine.adapters.gs1.xml.XmlWriter;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.SlotKind;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every published XML file: event documents are read, or refused for a reason named here; twins in
 * JSON give the same records.
 */
class EpcisXmlConformance {
  /** No documents with events: masters, jobs, queries, exceptions, empty lists, a bare wrapper. */
  private static final Map<String, String> NO_EVENTS =
      table(
          """
          fastnt-epcis/v1_2/Communication/Resources/CallbackRequests/ImplementationExceptionRequest
          fastnt-epcis/v1_2/Communication/Resources/CallbackRequests/QueryTooLargeRequest
          fastnt-epcis/v1_2/Communication/Resources/CallbackRequests/SuccessfulRequest
          fastnt-epcis/v1_2/Communication/Resources/Events/TransformationEvent_Full
          fastnt-epcis/v1_2/Communication/Resources/MasterData/ValidMasterdataElement
          fastnt-epcis/v1_2/Communication/Resources/Queries/GetQueryNames
          fastnt-epcis/v1_2/Communication/Resources/Queries/GetStandardVersion
          fastnt-epcis/v1_2/Communication/Resources/Queries/GetSubscriptionIDs
          fastnt-epcis/v1_2/Communication/Resources/Queries/GetVendorVersion
          fastnt-epcis/v1_2/Communication/Resources/Queries/InvalidQuery
          fastnt-epcis/v1_2/Communication/Resources/Queries/Unsubscribe
          fastnt-epcis/v1_2/Communication/Resources/Requests/InvalidRequest
          fastnt-epcis/v2_0/Communication/Resources/Requests/Request_WithHeader
          gs1-EPCIS/XML/CBV/CBV-11.4-2020-06-16a
          gs1-EPCIS/XML/CaptureJob/Example-CaptureJobSuccess
          gs1-EPCIS/XML/CaptureJob/Example-CaptureJobWithErrorFile
          gs1-EPCIS/XML/CaptureJob/Example-CaptureJobWithErrors
          openepcis-test-resources/2.0/EPCIS/XML/Query/Queries/SimpleEventQuery
          """,
          "");

  /** Refused for what they say, in no folder of invalid ones; reasons in docs/epcis.md. */
  private static final Map<String, String> REFUSED_ELSEWHERE = new HashMap<>();

  static {
    String open = "openepcis-test-resources/";
    // words that are no URIs, names by default name spaces, ilmd with OBSERVE
    refused("fastnt-epcis/v1_2/Communication/Resources/Events/ObjectEvent_Full", "vocabulary");
    refused(open + "1.2/EPCIS/XML/Capture/Documents/ObjectEvent_all_possible_fields", "uri");
    // a declaration without a time
    refused(
        open + "1.2/EPCIS/XML/Capture/Documents/TransactionEvent_all_possible_fields", "date-time");
    refused(open + "2.0/EPCIS/XML/Query/ObjectEventWithAllPossibleFields", "date-time");
    refused(open + "2.0/EPCIS/XML/Query/TransformationEvent_with_error_declaration", "date-time");
    // an identifier twice, which only the XML Schema allows
    refused(open + "2.0/EPCIS/XML/Capture/Documents/epcisDocWithAllGS1Keys", "duplicate-item");
    // results of a query without its name
    refused(open + "2.0/EPCIS/XML/Query/Combination_of_different_event", "required");
    refused(open + "2.0/EPCIS/XML/Query/CurieString_document", "required");
    refused(open + "2.0/EPCIS/XML/Query/JumbledFieldsOrder", "required");
    refused(open + "2.0/EPCIS/XML/Query/TransactionEvent_with_userExtensions", "required");
  }

  /** Twins that don't say the same, by what they differ in. */
  private static final Map<String, String> DIFFERENT = new HashMap<>();

  static {
    String full = "gs1-EPCIS/XML/WithFullCombinationOfFields/";
    String open = "openepcis-test-resources/2.0/EPCIS/XML/";
    different(
        "fastnt-epcis/v2_0/Communication/Resources/Events/ObjectEvent_StringCertificationInfo",
        "another event");
    different(
        "gs1-EPCIS/XML/WithErrorDeclaration/ErrorDeclarationAndCorrectiveEvent",
        "another read point, no quantity");
    for (String type : List.of("aggregation", "association", "object", "transaction")) {
      different(full + type + "_event_all_possible_fields", "no id, no error, other extensions");
    }
    different(
        open + "Capture/Documents/Combination_of_different_event", "another declaration time");
    different(open + "Capture/Documents/ObjectEvent_with_comment", "the comment is one of XML");
    different(open + "Capture/Documents/epcisDocWithSensorComponent", "EPC URIs");
    different(open + "Capture/Events/TransactionEvent", "an empty element more");
    different(open + "Capture/Events/TransformationEvent", "another declaration time");
    different(open + "Query/queryDocument", "another domain of Digital Links");
  }

  private final EpcisFormat format = new EpcisFormat();

  @Test
  void readsOrRefusesEveryDocument() throws IOException {
    Path folder = SampleFolder.require();
    List<String> wrong = new ArrayList<>();
    int accepted = 0;
    int events = 0;
    int sensors = 0;
    int invalid = 0;
    List<Path> files = files(folder, "xml");
    for (Path file : files) {
      String name = name(folder, file);
      String code = REFUSED_ELSEWHERE.get(name);
      boolean refuse =
          code != null || NO_EVENTS.containsKey(name) || SampleFolder.isInvalidFolder(file);
      invalid += SampleFolder.isInvalidFolder(file) ? 1 : 0;
      try {
        List<Submission> read = format.read(Files.readAllBytes(file), "application/xml", "party");
        if (refuse) {
          wrong.add(name + " is taken");
        }
        accepted++;
        events += read.size();
        for (Submission submission : read) {
          same(submission.record());
          submission.parts().forEach(this::same);
          sensors += submission.parts().size();
        }
      } catch (InvalidDocumentException e) {
        if (!refuse) {
          wrong.add(name + ' ' + e.problems());
        }
        for (Problem problem : e.problems()) {
          assertFalse(problem.reason().isEmpty() || problem.remedy().isEmpty());
          assertTrue(problem.location().startsWith("/"), () -> name + problem);
        }
        List<String> codes = e.problems().stream().map(Problem::code).toList();
        assertTrue(code == null || codes.contains(code), () -> name + e.problems());
      }
    }
    assertEquals(List.of(), wrong);
    System.out.printf(
        "EPCIS XML samples: %d files, %d taken with %d events, %d sensor reports%n",
        files.size(), accepted, events, sensors);
    assertEquals(9, invalid);
    assertEquals(files.size() - 9 - NO_EVENTS.size() - REFUSED_ELSEWHERE.size(), accepted);
    assertTrue(accepted >= 85 && events >= 180, accepted + " files, " + events + " events");
  }

  @Test
  void twinsGiveTheSameRecords() throws IOException, InvalidDocumentException {
    Path folder = SampleFolder.require();
    Map<String, Path> twins = new TreeMap<>();
    for (Path file : SampleFolder.jsonFiles(folder)) {
      twins.putIfAbsent(name(folder, file).replace("/JSON/", "/XML/"), file);
    }
    int equal = 0;
    for (Path file : files(folder, "xml")) {
      String name = name(folder, file);
      Path twin = twins.get(name);
      boolean taken =
          !REFUSED_ELSEWHERE.containsKey(name)
              && !NO_EVENTS.containsKey(name)
              && !SampleFolder.isInvalidFolder(file);
      if (twin == null || !taken || !isTaken(twin)) {
        continue;
      }
      List<Submission> xml = format.read(Files.readAllBytes(file), "application/xml", "party");
      List<Submission> json = format.read(Files.readAllBytes(twin), "application/json", "party");
      List<String> differences = new ArrayList<>();
      assertEquals(json.size(), xml.size(), name);
      for (int i = 0; i < xml.size(); i++) {
        compare(json.get(i).record(), xml.get(i).record(), differences);
        assertEquals(json.get(i).parts().size(), xml.get(i).parts().size(), name);
        for (int part = 0; part < xml.get(i).parts().size(); part++) {
          compare(json.get(i).parts().get(part), xml.get(i).parts().get(part), differences);
        }
      }
      assertEquals(
          DIFFERENT.containsKey(name), !differences.isEmpty(), () -> name + ' ' + differences);
      equal += differences.isEmpty() ? 1 : 0;
    }
    System.out.printf("EPCIS XML samples: %d are equal to their twins in JSON%n", equal);
    assertTrue(equal >= 30, () -> "too few twins");
  }

  /** From XML the same event comes back; from JSON one whose records are the same. */
  @Test
  void everySampleComesBackFromXml() throws IOException, InvalidDocumentException {
    Path folder = SampleFolder.require();
    List<Path> all = new ArrayList<>(files(folder, "xml"));
    all.addAll(SampleFolder.jsonFiles(folder));
    int equal = 0;
    int kept = 0;
    for (Path file : all) {
      String mediaType = file.toString().endsWith(".xml") ? "application/xml" : "application/json";
      List<Submission> read;
      try {
        read = format.read(Files.readAllBytes(file), mediaType, "party");
      } catch (InvalidDocumentException e) {
        continue;
      }
      List<EpcisEvent> sent = events(read);
      byte[] written = XmlWriter.document(sent, "2026-03-01T09:00:00Z");
      List<Submission> again = format.read(written, "application/xml", "party");
      assertEquals(sent.size(), again.size(), file::toString);
      for (int i = 0; i < sent.size(); i++) {
        EpcisEvent before = sent.get(i);
        EpcisEvent after = events(again).get(i);
        if (mediaType.equals("application/xml") && before.equals(after)) {
          equal++;
        }
        List<String> differences = new ArrayList<>();
        compareSlots(read.get(i).record(), again.get(i).record(), differences);
        assertEquals(List.of(), differences, file::toString);
        kept++;
      }
      assertArrayEquals(written, XmlWriter.document(events(again), "2026-03-01T09:00:00Z"));
    }
    System.out.printf(
        "EPCIS samples: %d events kept their slots through XML, %d of XML came back equal%n",
        kept, equal);
    assertTrue(equal >= 150 && kept >= 1_000, equal + " equal, " + kept + " kept");
  }

  private List<EpcisEvent> events(List<Submission> read) {
    return read.stream().map(submission -> RoundTrips.event(format, submission.record())).toList();
  }

  /** All but what is about the bytes, or about extensions, whose numbers XML has as text. */
  private static void compareSlots(TypedRecord json, TypedRecord xml, List<String> differences) {
    for (Slot slot : json.schema().slots()) {
      int index = json.schema().indexOf(slot.name());
      if (slot.kind() == SlotKind.ROOT && !slot.name().equals("epcs")) {
        continue;
      }
      switch (slot.name()) {
        case "document", "context", "cbvHash" -> {}
        default -> {
          Object expected = slot.kind() == SlotKind.INT ? json.integer(index) : values(json, slot);
          Object actual = slot.kind() == SlotKind.INT ? xml.integer(index) : values(xml, slot);
          if (!expected.equals(actual)) {
            differences.add(slot.name() + ": " + expected + " is not " + actual);
          }
        }
      }
    }
  }

  private boolean isTaken(Path json) throws IOException {
    try {
      format.read(Files.readAllBytes(json), "application/json", "party");
      return true;
    } catch (InvalidDocumentException e) {
      return false;
    }
  }

  /** The leaves of a record come from its own bytes alone. */
  private void same(TypedRecord record) {
    List<byte[]> leaves =
        Objects.requireNonNull(record.list(record.schema().indexOf(Schema.LEAVES)));
    List<Element> elements = format.elements(record.document(), record.mediaType());
    assertEquals(leaves.size(), elements.size());
    for (int i = 0; i < leaves.size(); i++) {
      assertArrayEquals(leaves.get(i), elements.get(i).bytes());
    }
  }

  private static void compare(TypedRecord json, TypedRecord xml, List<String> differences) {
    for (Slot slot : json.schema().slots()) {
      int index = json.schema().indexOf(slot.name());
      if (slot.name().equals("document") || json.link(index) != null) {
        continue;
      }
      Object expected = slot.kind() == SlotKind.INT ? json.integer(index) : values(json, slot);
      Object actual = slot.kind() == SlotKind.INT ? xml.integer(index) : values(xml, slot);
      if (!expected.equals(actual)) {
        differences.add(slot.name() + ": " + expected + " is not " + actual);
      }
    }
  }

  /** Without what the two syntaxes write each in its way. */
  private static Set<String> values(TypedRecord record, Slot slot) {
    int index = record.schema().indexOf(slot.name());
    Set<String> values = new TreeSet<>();
    if (slot.kind() == SlotKind.TEXT) {
      byte[] text = record.text(index);
      if (text != null) {
        // name spaces that end in a slash in the one and not in the other
        values.add(new String(text, StandardCharsets.UTF_8).replace("/\"", "\""));
      }
      return values;
    }
    for (Element element : Reading.list(record, slot.name())) {
      if (!element.pointer().startsWith("/@context")) {
        values.add(element.pointer() + ' ' + plain(element));
      }
    }
    return values;
  }

  private static String plain(Element element) {
    String value = element.value();
    if (element.type() == 'n') {
      return new BigDecimal(value).stripTrailingZeros().toPlainString();
    }
    for (Vocabulary vocabulary :
        List.of(
            CoreVocabularies.BIZ_STEP,
            CoreVocabularies.DISPOSITION,
            CoreVocabularies.BIZ_TRANSACTION,
            CoreVocabularies.SOURCE_DESTINATION,
            CoreVocabularies.ERROR_REASON,
            CoreVocabularies.COMPONENT,
            CoreVocabularies.MEASUREMENT,
            CoreVocabularies.SENSOR_ALERT)) {
      String word = vocabulary.canonical(value);
      if (word != null && !word.equals(value)) {
        return word;
      }
    }
    try {
      return OffsetDateTime.parse(value).toInstant().toString();
    } catch (DateTimeParseException e) {
      return value;
    }
  }

  private static List<Path> files(Path folder, String extension) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith('.' + extension)).sorted().toList();
    }
  }

  private static String name(Path folder, Path file) {
    String path = folder.relativize(file).toString();
    return path.substring(0, path.lastIndexOf('.'));
  }

  private static void refused(String name, String code) {
    REFUSED_ELSEWHERE.put(name, code);
  }

  private static void different(String name, String why) {
    DIFFERENT.put(name, why);
  }

  private static Map<String, String> table(String names, String value) {
    Map<String, String> table = new HashMap<>();
    names.lines().forEach(name -> table.put(name.strip(), value));
    return table;
  }
}
