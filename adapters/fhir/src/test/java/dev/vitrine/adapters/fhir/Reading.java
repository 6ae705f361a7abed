package dev.vitrine.adapters.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.SlotKind;
import dev.vitrine.proofs.record.TypedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What reading a document gives, in a form that tests can compare. */
public final class Reading {
  public static final String MEDIA_TYPE = "application/fhir+json";
  static final Path SAMPLES = Path.of("..", "..", "docs", "samples", "fhir");
  private static final FhirFormat FORMAT = new FhirFormat();

  private Reading() {}

  public static TypedRecord record(byte[] body) throws InvalidDocumentException {
    return FORMAT.read(body, MEDIA_TYPE, "urn:epc:id:sgln:9506000.00001.0").get(0).record();
  }

  public static TypedRecord record(String json) throws InvalidDocumentException {
    return record(json.getBytes(StandardCharsets.UTF_8));
  }

  public static TypedRecord sample(String name) throws IOException, InvalidDocumentException {
    return record(Files.readAllBytes(SAMPLES.resolve(name)));
  }

  /** Every slot but {@code document} and {@code leaves} that has a value, decoded. */
  public static Map<String, String> slots(TypedRecord record) {
    Map<String, String> found = new TreeMap<>();
    for (int i = 0; i < record.schema().slots().size() - 2; i++) {
      var slot = record.schema().slots().get(i);
      byte[] text = record.text(i);
      if (slot.kind() == SlotKind.INT && record.integer(i) != 0) {
        found.put(slot.name(), slot.decode(record.integer(i)).toPlainString());
      } else if (text != null) {
        found.put(slot.name(), new String(text, StandardCharsets.UTF_8));
      }
    }
    return found;
  }

  /** The problems of a refused document as {@code code at location}. */
  public static List<String> problems(byte[] body) {
    return assertThrows(InvalidDocumentException.class, () -> record(body)).problems().stream()
        .map(problem -> problem.code() + " at " + problem.location())
        .toList();
  }

  public static List<String> problems(String json) {
    return problems(json.getBytes(StandardCharsets.UTF_8));
  }

  public static void assertRefused(String json, String... expected) {
    assertEquals(List.of(expected), problems(json));
  }
}
