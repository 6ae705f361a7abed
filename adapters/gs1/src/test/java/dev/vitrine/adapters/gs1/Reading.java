package dev.vitrine.adapters.gs1;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads documents and shows records' slots as values. */
final class Reading {
  static final String PARTY = "urn:epc:id:pgln:9506000.00001";
  private static final EpcisFormat FORMAT = new EpcisFormat();

  private Reading() {}

  static List<Submission> read(String document) throws InvalidDocumentException {
    return read(Samples.bytes(document));
  }

  static List<Submission> read(byte[] document) throws InvalidDocumentException {
    return FORMAT.read(document, "application/ld+json", PARTY);
  }

  static List<Submission> readXml(String document) throws InvalidDocumentException {
    return FORMAT.read(Samples.bytes(document), "application/xml", PARTY);
  }

  /** What is wrong with XML, as {@code code location}. */
  static List<String> xmlProblems(String document) {
    return xmlProblems(Samples.bytes(document));
  }

  static List<String> xmlProblems(byte[] document) {
    InvalidDocumentException refusal =
        assertThrows(
            InvalidDocumentException.class, () -> FORMAT.read(document, "application/xml", PARTY));
    return refusal.problems().stream().map(Reading::shown).toList();
  }

  static TypedRecord event(String document) throws InvalidDocumentException {
    return read(document).get(0).record();
  }

  /** What is wrong, as {@code code location}. */
  static List<String> problems(String document) {
    return problems(Samples.bytes(document));
  }

  static List<String> problems(byte[] document) {
    InvalidDocumentException refusal =
        assertThrows(InvalidDocumentException.class, () -> read(document));
    return refusal.problems().stream().map(Reading::shown).toList();
  }

  static @Nullable String text(TypedRecord record, String slot) {
    byte[] bytes = record.text(record.schema().indexOf(slot));
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  static @Nullable BigDecimal number(TypedRecord record, String slot) {
    long encoded = record.integer(record.schema().indexOf(slot));
    return encoded == 0 ? null : record.schema().slot(slot).decode(encoded);
  }

  static List<Element> list(TypedRecord record, String slot) {
    List<byte[]> bytes = record.list(record.schema().indexOf(slot));
    return bytes == null
        ? List.of()
        : bytes.stream().map(each -> Element.of(each).orElseThrow()).toList();
  }

  private static String shown(Problem problem) {
    return problem.code() + ' ' + problem.location();
  }
}
