package dev.vitrine.adapters.gs1;

import static dev.vitrine.adapters.gs1.Reading.number;
import static dev.vitrine.adapters.gs1.Reading.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents the demo posts are read, and tell one consistent story. */
class DemoSampleTest {
  private static final Path FOLDER = Path.of("..", "..", "docs", "samples", "epcis");

  @Test
  void tellsOneStory() throws IOException, InvalidDocumentException {
    List<Submission> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        all.addAll(Reading.read(Files.readAllBytes(file)));
      }
    }
    assertEquals(9, all.size());
    Set<String> types = new HashSet<>();
    for (Submission submission : all) {
      TypedRecord event = submission.record();
      types.add(text(event, "eventType"));
      assertNotNull(number(event, "eventTime"));
      String gtin = text(event, "gtin");
      assertTrue(gtin == null || gtin.equals("09506000134352"));
      String lot = text(event, "lot");
      assertTrue(lot == null || lot.equals("VX26B014"));
    }
    assertEquals(5, types.size());
  }

  @Test
  void shippingStaysCold() throws IOException, InvalidDocumentException {
    Submission shipping =
        Reading.read(Files.readAllBytes(FOLDER.resolve("05-shipping.json"))).get(0);
    assertEquals(24, shipping.parts().size());
    for (TypedRecord part : shipping.parts()) {
      BigDecimal celsius = number(part, "celsius");
      assertTrue(celsius != null && celsius.intValue() >= 2 && celsius.intValue() < 8);
    }
    TypedRecord event = shipping.record();
    assertEquals(0, new BigDecimal("3.6").compareTo(number(event, "lowestTemperature")));
    assertEquals(0, new BigDecimal("5.6").compareTo(number(event, "highestTemperature")));
    long start = event.integer(event.schema().indexOf("temperatureStart"));
    long end = event.integer(event.schema().indexOf("temperatureEnd"));
    assertEquals(23 * 3_600_000L, end - start);
  }
}
