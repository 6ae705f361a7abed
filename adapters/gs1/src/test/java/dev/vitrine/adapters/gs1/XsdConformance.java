package dev.vitrine.adapters.gs1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.xml.XmlWriter;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Submission;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/** The published XML Schema of EPCIS 2.0, beside what is taken and what is written. */
class XsdConformance {
  private static final String DATE = "2026-03-01T09:00:00Z";

  private final EpcisFormat format = new EpcisFormat();

  @Test
  void refusesWhatTheSchemaRefuses() throws IOException, SAXException {
    Schema schema = schema();
    String good = XmlSamples.document(XmlSamples.EVENT.replace("<plain/>", ""));
    assertTrue(isValid(schema, Samples.bytes(good)), "the sample itself");
    for (List<String> change :
        List.of(
            List.of("<action>ADD</action>", ""),
            List.of(">ADD<", ">add<"),
            List.of(">ADD<", "><"),
            List.of("<eventTimeZoneOffset>+01:00</eventTimeZoneOffset>", ""),
            List.of("08:15:00.250+01:00", "08:15:00.250"),
            List.of("08:15:00.250+01:00", "08:15+01:00"),
            List.of("2026-03-01T07:15:01Z", "yesterday"),
            List.of("<source type=\"possessing_party\">", "<source>"),
            List.of("<id>urn:epc:id:sgln:9506000.00101.0</id>", ""),
            List.of("<epc>", "<item>x</item><epc>"),
            List.of("readPoint>", "readpoint>"),
            List.of("<bizStep>", "<unknown>1</unknown><bizStep>"),
            List.of("<action>ADD</action>", "<action>ADD</action><action>ADD</action>"),
            List.of(" schemaVersion=\"2.0\"", ""),
            List.of("schemaVersion=\"2.0\"", "schemaVersion=\"two\""),
            List.of("creationDate=\"2026-03-01T09:00:00Z\"", ""),
            List.of("<EPCISBody>", "<Other/><EPCISBody>"),
            List.of("ObjectEvent>", "QuantityEvent>"))) {
      String changed = good.replace(change.get(0), change.get(1));
      assertFalse(changed.equals(good), change::toString);
      assertFalse(isValid(schema, Samples.bytes(changed)), () -> "the schema takes " + change);
      assertFalse(isTaken(Samples.bytes(changed)), () -> "taken: " + change);
    }
  }

  /** Published events in JSON, written as XML. */
  @Test
  void writesWhatTheSchemaTakes() throws IOException, SAXException, InvalidDocumentException {
    Schema schema = schema();
    Path folder = SampleFolder.require();
    int valid = 0;
    for (Path file : SampleFolder.jsonFiles(folder)) {
      List<Submission> read;
      try {
        read = format.read(Files.readAllBytes(file), "application/json", "party");
      } catch (InvalidDocumentException e) {
        continue;
      }
      List<EpcisEvent> events =
          read.stream().map(submission -> RoundTrips.event(format, submission.record())).toList();
      String refusal = refusal(schema, XmlWriter.document(events, DATE));
      boolean listed =
          // what JSON allows and XML does not: lists without items, two certificates
          refusal.contains("is not complete") || refusal.contains("Invalid content");
      assertTrue(refusal.isEmpty() || listed, () -> file + ": " + refusal);
      valid += refusal.isEmpty() ? 1 : 0;
    }
    System.out.printf("EPCIS XML written: %d documents are valid by the XML Schema%n", valid);
    assertTrue(valid >= 100, "too few are valid: " + valid);
    assertEquals("", refusal(schema, XmlWriter.document(List.of(), DATE)));
    assertEquals("", refusal(schema, XmlWriter.queryDocument(List.of(), "q", "s", DATE)));
  }

  private boolean isTaken(byte[] document) {
    try {
      format.read(document, "application/xml", "party");
      return true;
    } catch (InvalidDocumentException e) {
      return false;
    }
  }

  private static boolean isValid(Schema schema, byte[] document) throws IOException {
    return refusal(schema, document).isEmpty();
  }

  private static String refusal(Schema schema, byte[] document) throws IOException {
    try {
      schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(document)));
      return "";
    } catch (SAXException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Schema schema() throws SAXException {
    Path folder = SampleFolder.require().resolve("gs1-EPCIS").resolve("XSD");
    SchemaFactory factory = SchemaFactory.newDefaultInstance();
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
    return factory.newSchema(folder.resolve("EPCglobal-epcis-query-2_0.xsd").toFile());
  }
}
