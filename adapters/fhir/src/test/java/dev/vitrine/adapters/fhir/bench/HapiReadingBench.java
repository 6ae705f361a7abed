package dev.vitrine.adapters.fhir.bench;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.proofs.bench.Stopwatch;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A laboratory result from bytes to a record, beside Jackson's tree of the same bytes and HAPI
 * FHIR's strict parser, which makes objects and no record, in one run. Processor time of one
 * thread, in turns. Run by hand, in the module's folder.
 */
final class HapiReadingBench {
  private static final Path SAMPLE =
      Path.of("..", "..", "docs", "samples", "fhir", "observation-glucose.json");
  private static final int EACH = 200;

  private HapiReadingBench() {}

  /** Prints documents a second of one core. */
  public static void main(String[] args) throws IOException {
    byte[] body = Files.readAllBytes(SAMPLE);
    FhirFormat format = new FhirFormat();
    ObjectMapper json = new ObjectMapper();
    FhirContext context = FhirContext.forR4();
    context.setParserErrorHandler(new StrictErrorHandler());
    IParser hapi = context.newJsonParser();
    double[] micros =
        new Stopwatch(Duration.ofSeconds(10))
            .micros(
                List.of(
                    times(() -> read(format, body)),
                    times(() -> tree(json, body)),
                    times(() -> hapi.parseResource(new String(body, StandardCharsets.UTF_8)))));
    System.out.println(body.length + " bytes");
    print("bytes to record", micros[0]);
    print("Jackson's tree of the same bytes", micros[1]);
    print("HAPI FHIR's strict parser", micros[2]);
  }

  private static Runnable times(Runnable work) {
    return () -> {
      for (int i = 0; i < EACH; i++) {
        work.run();
      }
    };
  }

  private static void print(String what, double micros) {
    System.out.printf(Locale.ROOT, "%,10.0f/s  %s%n", EACH * 1e6 / micros, what);
  }

  private static void read(FhirFormat format, byte[] body) {
    try {
      format.read(body, "application/fhir+json", "party");
    } catch (InvalidDocumentException e) {
      throw new IllegalStateException("the sample was refused", e);
    }
  }

  private static void tree(ObjectMapper json, byte[] body) {
    try {
      json.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
