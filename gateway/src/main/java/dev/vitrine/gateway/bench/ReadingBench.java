package dev.vitrine.gateway.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.xml.XmlWriter;
import dev.vitrine.proofs.bench.Stopwatch;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.RecordFormat;
import dev.vitrine.proofs.record.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Documents from bytes to records that are ready to be committed, on one core: checked, with slots,
 * tags, leaves and digests. The limit is Jackson's tree of the same bytes, which checks nothing.
 */
final class ReadingBench {
  /** Enough different documents to keep out of the processor's nearest cache. */
  private static final int DOCUMENTS = 256;

  private static final int MANY = 1000;
  private static final String LD = "application/ld+json";
  private static final String PARTY = "9506000000013";

  private final ObjectMapper json = new ObjectMapper();
  private final Stopwatch stopwatch;

  ReadingBench(Duration time) {
    this.stopwatch = new Stopwatch(time);
  }

  List<Measured> run() {
    Events events = new Events();
    List<Measured> figures = new ArrayList<>();
    EpcisFormat epcis = new EpcisFormat();
    figures.add(
        measure("EPCIS events of 1 KB, one a document", epcis, LD, 1, events::single, DOCUMENTS));
    figures.add(
        measure(
            "EPCIS events of 1 KB, 1000 a document",
            epcis,
            LD,
            MANY,
            number -> events.document(number * MANY, MANY),
            2));
    figures.add(
        measure(
            "the same in EPCIS 2.0 XML, 1000 a document",
            epcis,
            "application/xml",
            MANY,
            number -> xml(epcis, events.document(number * MANY, MANY)),
            number -> events.document(number * MANY, MANY),
            2));
    figures.add(
        measure(
            "FHIR Observations of 1.2 KB",
            new FhirFormat(),
            "application/fhir+json",
            1,
            Observations::document,
            DOCUMENTS));
    return figures;
  }

  private Measured measure(
      String what,
      RecordFormat format,
      String mediaType,
      int unitsEach,
      LongFunction<byte[]> maker,
      int count) {
    return measure(what, format, mediaType, unitsEach, maker, maker, count);
  }

  /**
   * Beside the limit.
   *
   * @param inJson the same in JSON, for the limit
   */
  private Measured measure(
      String what,
      RecordFormat format,
      String mediaType,
      int unitsEach,
      LongFunction<byte[]> maker,
      LongFunction<byte[]> inJson,
      int count) {
    List<byte[]> documents = documents(maker, count);
    List<byte[]> trees = documents(inJson, count);
    double[] micros =
        stopwatch.micros(List.of(() -> read(format, mediaType, documents), () -> trees(trees)));
    double units = (double) count * unitsEach;
    return new Measured(
        "reading " + what + ", 1 core",
        units * 1e6 / micros[0],
        "a second",
        List.of(new Measured.Limit("Jackson's tree of the same in JSON", units * 1e6 / micros[1])));
  }

  private static List<byte[]> documents(LongFunction<byte[]> maker, int count) {
    List<byte[]> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      documents.add(maker.apply(i));
    }
    return documents;
  }

  private static byte[] xml(EpcisFormat format, byte[] document) {
    try {
      List<EpcisEvent> events = new ArrayList<>();
      for (Submission submission : format.read(document, LD, PARTY)) {
        events.add(format.event(submission.record().document(), LD, Map.of()));
      }
      return XmlWriter.document(events, "2026-02-03T10:20:00Z");
    } catch (InvalidDocumentException e) {
      throw new IllegalStateException("the benchmark's own document was refused", e);
    }
  }

  private static void read(RecordFormat format, String mediaType, List<byte[]> documents) {
    for (byte[] document : documents) {
      try {
        format.read(document, mediaType, PARTY);
      } catch (InvalidDocumentException e) {
        throw new IllegalStateException("the benchmark's own document was refused", e);
      }
    }
  }

  private void trees(List<byte[]> documents) {
    for (byte[] document : documents) {
      try {
        json.readTree(document);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
