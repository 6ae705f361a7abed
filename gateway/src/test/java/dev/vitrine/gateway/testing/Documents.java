package dev.vitrine.gateway.testing;

import com.google.protobuf.ByteString;
import dev.vitrine.v1.DocumentFormat;
import dev.vitrine.v1.SubmitRequest;
import dev.vitrine.v1.SubmitStreamRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Documents to hand in: the repository's samples, and generated ones that no test shares. */
public final class Documents {
  private static final Path SAMPLES = Path.of("..", "docs", "samples");

  private Documents() {}

  /** The files of {@code docs/samples/<kind>}, in the order of their names. */
  public static List<Path> samples(String kind) {
    try (Stream<Path> files = Files.list(SAMPLES.resolve(kind))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's text. */
  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A name that was never used. */
  public static String unique() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  }

  /** A bare event on one EPC. */
  public static String event(String epc) {
    return """
        {"type": "ObjectEvent", "eventTime": "2026-02-03T10:12:41.250+01:00",
         "eventTimeZoneOffset": "+01:00", "epcList": ["%s"], "action": "OBSERVE",
         "bizStep": "shipping", "disposition": "in_transit",
         "readPoint": {"id": "urn:epc:id:sgln:9506000.00101.0"}}
        """
        .formatted(epc);
  }

  /** A bare event on an EPC that no other has. */
  public static String event() {
    return event("urn:epc:id:sgtin:9506000.013435." + unique());
  }

  /** An event on an EPC that no other has, with the lowest and highest temperature so far. */
  public static String coldEvent(String lowest, String highest) {
    String report =
        """
        "sensorElementList": [{"sensorMetadata": {"time": "2026-02-03T10:00:00.000+01:00"},
          "sensorReport": [{"type": "Temperature", "minValue": %s, "maxValue": %s, "uom": "CEL"}]}],
        """
            .formatted(lowest, highest);
    return event().replace("\"action\"", report + "\"action\"");
  }

  /** A blood pressure of a patient. */
  public static String bloodPressure(String patient, int systolic, String status) {
    return """
        {"resourceType": "Observation", "status": "%s",
         "code": {"coding": [{"system": "http://loinc.org", "code": "85354-9"}]},
         "subject": {"reference": "Patient/%s"}, "effectiveDateTime": "2026-03-02T08:45:00+01:00",
         "component": [
          {"code": {"coding": [{"system": "http://loinc.org", "code": "8480-6"}]},
           "valueQuantity": {"value": %d, "unit": "mmHg",
             "system": "http://unitsofmeasure.org", "code": "mm[Hg]"}},
          {"code": {"coding": [{"system": "http://loinc.org", "code": "8462-4"}]},
           "valueQuantity": {"value": 80, "unit": "mmHg",
             "system": "http://unitsofmeasure.org", "code": "mm[Hg]"}}]}
        """
        .formatted(status, patient, systolic);
  }

  /** A patient. */
  public static String patient(String id) {
    return """
        {"resourceType": "Patient", "id": "%s", "active": true,
         "identifier": [{"system": "urn:oid:2.999.17.4.1", "value": "MRN-%s"}],
         "name": [{"use": "official", "family": "Berg", "given": ["Ada"]}],
         "gender": "female", "birthDate": "1960-04-05", "address": [{"city": "Lund"}]}
        """
        .formatted(id, id);
  }

  /** A glucose value of a patient, coded as given. */
  public static String observation(String patient, String code) {
    return """
        {"resourceType": "Observation", "status": "final",
         "code": {"coding": [{"system": "http://loinc.org", "code": "%s"}]},
         "subject": {"reference": "Patient/%s"}, "effectiveDateTime": "2026-03-02T08:45:00+01:00",
         "valueQuantity": {"value": 6.30, "unit": "mmol/L",
           "system": "http://unitsofmeasure.org", "code": "mmol/L"}}
        """
        .formatted(code, patient);
  }

  /** To submit an EPCIS document alone. */
  public static SubmitRequest epcis(String document) {
    return SubmitRequest.newBuilder()
        .setFormat(DocumentFormat.DOCUMENT_FORMAT_EPCIS)
        .setDocument(ByteString.copyFromUtf8(document))
        .build();
  }

  /** To submit a FHIR resource alone. */
  public static SubmitRequest fhir(String document) {
    return SubmitRequest.newBuilder()
        .setFormat(DocumentFormat.DOCUMENT_FORMAT_FHIR)
        .setDocument(ByteString.copyFromUtf8(document))
        .build();
  }

  /** To submit an EPCIS document in a stream. */
  public static SubmitStreamRequest inStream(long sequence, String document) {
    return SubmitStreamRequest.newBuilder()
        .setSequence(sequence)
        .setFormat(DocumentFormat.DOCUMENT_FORMAT_EPCIS)
        .setDocument(ByteString.copyFromUtf8(document))
        .build();
  }
}
