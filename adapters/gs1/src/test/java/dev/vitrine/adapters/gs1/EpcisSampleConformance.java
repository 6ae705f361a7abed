package dev.vitrine.adapters.gs1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Every published EPCIS document: the valid ones are read, the invalid ones refused with places.
 */
class EpcisSampleConformance {
  /**
   * Not in an Invalid folder, but against the official JSON Schema or context; reasons in
   * docs/epcis.md.
   */
  private static final Map<String, String> REFUSED_ELSEWHERE =
      Map.of(
          "evrythng-epcis2js/test/data/EPCISDocument-ObjectEvent.json",
          "context",
          "evrythng-epcis2js/test/data/EPCISDocument-TransformationEvent.json",
          "context",
          "gs1-EPCIS/JSON/WithFullCombinationOfFields/"
              + "transformation_event_all_possible_fields.jsonld",
          "context",
          "fastnt-epcis/v2_0/Communication/Resources/Requests/Request_ObjectEvent_WithMasterdata.json",
          "uri",
          "openepcis-event-sentry/test/data/events/EpcisDocument.json",
          "type",
          "openepcis-event-sentry/test/data/events/IncorrectBareEvent.json",
          "vocabulary",
          "openepcis-event-sentry/test/data/events/IncorrectEpcisDocument.json",
          "vocabulary",
          "openepcis-testdata-generator/examples/create test data ui/SensorDataExample.json",
          "required",
          "openepcis-testdata-generator/examples/create test data ui/"
              + "CommissioningEventRangeOption.json",
          "required",
          "openepcis-testdata-generator/examples/create test data ui/"
              + "CommissioningEventRandomOption.json",
          "required");

  private final EpcisFormat format = new EpcisFormat();

  @Test
  void readsEveryValidDocument() throws IOException {
    Path folder = SampleFolder.require();
    List<String> wrong = new ArrayList<>();
    int documents = 0;
    int events = 0;
    int sensors = 0;
    for (Path file : SampleFolder.jsonFiles(folder)) {
      byte[] body = Files.readAllBytes(file);
      if (!SampleFolder.isEventDocument(body)
          || SampleFolder.isInvalidFolder(file)
          || REFUSED_ELSEWHERE.containsKey(name(folder, file))) {
        continue;
      }
      documents++;
      try {
        List<Submission> read = format.read(body, "application/ld+json", "urn:epc:id:pgln:1.2");
        events += read.size();
        sensors += read.stream().mapToInt(submission -> submission.parts().size()).sum();
        for (Submission submission : read) {
          check(submission);
        }
        assertEquals(eventsIn(body), read.size());
      } catch (InvalidDocumentException e) {
        wrong.add(name(folder, file) + " " + e.problems());
      }
    }
    assertEquals(List.of(), wrong);
    System.out.printf(
        "EPCIS samples read: %d documents, %d events, %d sensor reports%n",
        documents, events, sensors);
    assertTrue(documents >= 110 && events >= 1000, documents + " documents, " + events);
  }

  @Test
  void refusesEveryInvalidDocument() throws IOException {
    Path folder = SampleFolder.require();
    List<String> accepted = new ArrayList<>();
    int refused = 0;
    for (Path file : SampleFolder.jsonFiles(folder)) {
      byte[] body = Files.readAllBytes(file);
      String code = REFUSED_ELSEWHERE.get(name(folder, file));
      if (code == null && !SampleFolder.isInvalidFolder(file)) {
        continue;
      }
      try {
        format.read(body, "application/json", "party");
        accepted.add(name(folder, file));
      } catch (InvalidDocumentException e) {
        refused++;
        for (Problem problem : e.problems()) {
          assertFalse(problem.code().isEmpty());
          assertFalse(problem.reason().isEmpty());
          assertFalse(problem.remedy().isEmpty());
        }
        List<String> codes = e.problems().stream().map(Problem::code).toList();
        assertTrue(code == null || codes.contains(code), () -> file + " " + e.problems());
      }
    }
    assertEquals(List.of(), accepted);
    assertEquals(15 + REFUSED_ELSEWHERE.size(), refused);
  }

  private void check(Submission submission) throws IOException {
    TypedRecord event = submission.record();
    assertEquals("gs1.epcis.v1", event.schema().id());
    same(event);
    for (TypedRecord part : submission.parts()) {
      assertEquals("gs1.sensor.v1", part.schema().id());
      assertEquals(event, part.link(part.schema().indexOf("event")));
      same(part);
    }
  }

  /** The slice is the event itself, and its leaves are what {@code elements} gives again. */
  private void same(TypedRecord record) throws IOException {
    JsonNode tree = new ObjectMapper().readTree(record.document());
    assertTrue(tree.isObject());
    List<byte[]> leaves =
        Objects.requireNonNull(record.list(record.schema().indexOf(Schema.LEAVES)));
    List<Element> elements = format.elements(record.document(), record.mediaType());
    assertEquals(leaves.size(), elements.size());
    for (int i = 0; i < elements.size(); i++) {
      assertArrayEquals(leaves.get(i), elements.get(i).bytes());
      JsonNode at = tree.at(elements.get(i).pointer());
      assertTrue(at.isValueNode(), elements.get(i).pointer());
      if (elements.get(i).type() == 's') {
        assertEquals(at.textValue(), elements.get(i).value());
      }
    }
    assertEquals(primitives(tree), elements.size());
  }

  private static int primitives(JsonNode tree) {
    if (tree.isValueNode()) {
      return 1;
    }
    int count = 0;
    for (JsonNode child : tree) {
      count += primitives(child);
    }
    return count;
  }

  private static int eventsIn(byte[] body) throws IOException {
    String text = new String(body, StandardCharsets.UTF_8);
    JsonNode root =
        new ObjectMapper().readTree(text.startsWith("\ufeff") ? text.substring(1) : text);
    JsonNode events = root.at("/epcisBody/eventList");
    if (events.isMissingNode()) {
      events = root.at("/epcisBody/queryResults/resultsBody/eventList");
    }
    return events.isMissingNode() ? 1 : events.size();
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString();
  }
}
