package dev.vitrine.adapters.gs1;

import static dev.vitrine.adapters.gs1.Reading.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever comes in, either records or a declared refusal comes out, in bounded time. */
class EpcisFuzz {
  private static final int ROUNDS = Integer.getInteger("vitrine.fuzz.rounds", 6_000);
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "null",
    "true",
    "-0",
    "1e999999999",
    "\\u0000",
    "\\ud800",
    "1E-99999999999",
    "[[[[",
    "\"type\"",
    "\"eventTime\"",
    "\"@context\"",
    "\"value\"",
    "\ufeff",
    "\"sensorElementList\":",
    "\"ilmd\":{",
    "urn:",
    "https://id.gs1.org/01/",
    "%zz",
    "/10/",
    "\n"
  };

  private static final Mutations MUTATIONS = new Mutations(PIECES, 256, '{');

  private final EpcisFormat format = new EpcisFormat();

  @Test
  void mutatedDocumentsGiveRecordsOrProblems() {
    Random random = new Random(20_261_122);
    String[] events = Samples.EVENTS.toArray(String[]::new);
    List<byte[]> seeds =
        List.of(
            Samples.bytes(Samples.document(events)),
            Samples.bytes(Samples.queryDocument(events)),
            Samples.bytes(Samples.OBJECT_EVENT),
            Samples.bytes(Samples.SENSOR_EVENT),
            Samples.bytes(Samples.AGGREGATION_EVENT));
    int accepted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] body = MUTATIONS.of(seeds.get(random.nextInt(seeds.size())), random);
      try {
        for (Submission submission : format.read(body, "application/json", "party")) {
          check(submission.record());
          submission.parts().forEach(this::check);
        }
        accepted++;
      } catch (InvalidDocumentException e) {
        assertFalse(e.problems().isEmpty());
      }
    }
    assertTrue(accepted > 100 && accepted < ROUNDS, () -> "the mutations are too tame or too wild");
  }

  @Test
  void deepNesting() {
    fast(() -> assertLimit("{\"type\":\"ObjectEvent\",\"ext:a\":" + "[".repeat(100_000)));
    fast(() -> assertLimit("{\"ext:a\":".repeat(100_000)));
  }

  @Test
  void nestingWithinTheLimitIsRead() throws InvalidDocumentException {
    int levels = EpcisLimits.DEPTH - 1;
    String event = extended("\"ext:a\":" + "[".repeat(levels) + "]".repeat(levels));
    assertEquals(1, Reading.read(event).size());
    assertLimit(extended("\"ext:a\":" + "[".repeat(levels + 1) + "]".repeat(levels + 1)));
  }

  @Test
  void manyIdentifiers() {
    String million = list(1_000_000, i -> "\"a:" + i + "\"");
    fast(
        () ->
            assertLimit(
                Samples.OBJECT_EVENT.replaceAll(
                    "\"epcList\": \\[[^\\]]*\\]", "\"epcList\": [" + million + "]")));
  }

  @Test
  void manyMembers() {
    // strings of one hash code, in a HashMap and in the parser's own table of names
    fast(() -> Reading.read(extended(list(20_000, i -> "\"a:" + colliding(i) + "\":0"))));
  }

  @Test
  void longPathsDoNotMultiply() {
    String name = "\"a:" + "x".repeat(900) + "\"";
    String nested = (name + ":{").repeat(3) + name + ":1" + "}".repeat(3);
    fast(() -> assertLimit(extended(nested)));
    String wide = "\"a:" + "x".repeat(1000) + "\":[" + list(200_000, i -> "1") + "]";
    fast(() -> assertLimit(extended(wide)));
  }

  @Test
  void smallThingsInGreatNumbers() {
    fast(() -> assertLimit(extended("\"a:b\":[" + list(2_000_000, i -> "1") + "]")));
    String reports = list(9_000, i -> "{\"type\":\"Mass\"}");
    String event =
        Samples.SENSOR_EVENT.replaceAll(
            "(?s)\"sensorReport\": \\[.*?\\],", "\"sensorReport\": [" + reports + "],");
    fast(() -> assertEquals(9_000, Reading.read(event).get(0).parts().size()));
    String[] events = new String[6];
    Arrays.fill(events, event);
    fast(() -> assertLimit(Samples.document(events)));
    fast(() -> assertLimit(event.replace(reports, reports + "," + reports)));
  }

  @Test
  void longStringsNamesAndNumbers() {
    assertLimit(extended("\"a:b\":\"" + "x".repeat(EpcisLimits.STRING_CHARS + 1) + "\""));
    assertLimit(extended("\"a:" + "x".repeat(EpcisLimits.NAME_CHARS) + "\":1"));
    assertLimit(extended("\"a:b\":" + "1".repeat(EpcisLimits.NUMBER_CHARS + 1)));
    fast(() -> assertLimit(new byte[EpcisLimits.DOCUMENT_BYTES + 1]));
  }

  @Test
  void hugeNumbersLeaveTheirSlotsAbsent() throws InvalidDocumentException {
    for (String number :
        List.of("1e999999999", "-1E-999999999", "1e99999999999999", "0e-2147483648")) {
      String event = Samples.AGGREGATION_EVENT.replace("12.5", number);
      fast(() -> assertEquals(1, Reading.read(event).size()));
      TypedRecord record = Reading.event(event);
      assertEquals(0, record.integer(record.schema().indexOf("quantity")));
    }
  }

  private void check(TypedRecord record) {
    List<byte[]> leaves = record.list(record.schema().indexOf("leaves"));
    int count = format.elements(record.document(), record.mediaType()).size();
    assertEquals(leaves == null ? 0 : leaves.size(), count);
  }

  private static String extended(String member) {
    String event = Samples.VENDOR_EVENT.strip();
    return event.substring(0, event.length() - 1) + "," + member + "}";
  }

  private static String list(int count, IntFunction<String> item) {
    return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(","));
  }

  /** "Aa" and "BB" have one hash code, and so have all their mixtures of one length. */
  private static String colliding(int number) {
    StringBuilder out = new StringBuilder();
    for (int bit = 0; bit < 15; bit++) {
      out.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return out.toString();
  }

  private static void assertLimit(String document) {
    assertLimit(Samples.bytes(document));
  }

  private static void assertLimit(byte[] document) {
    List<String> problems = problems(document);
    assertTrue(problems.get(problems.size() - 1).startsWith("limit"), () -> problems.toString());
  }

  private static void fast(org.junit.jupiter.api.function.Executable work) {
    assertTimeout(Duration.ofSeconds(30), work);
  }
}
