package dev.vitrine.gateway.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.adapters.fhir.opinion.OpinionLimits;
import dev.vitrine.gateway.VitrineConfig.OpinionMode;
import dev.vitrine.gateway.testing.OpinionFolder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resources are taken whatever HAPI says, and what it says is kept. */
class AsyncOpinionIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void whatHapiRefusesIsTakenCountedAndKeptWithoutItsContent(@TempDir Path folder)
      throws Exception {
    OpinionFolder.require();
    FhirFormat fhir = new FhirFormat();
    Path kept = folder.resolve("second-opinions.ndjson");
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    FhirOpinions opinions =
        new FhirOpinions(
            OpinionMode.ASYNC,
            new OpinionLimits(OpinionFolder.HAPI, PATIENCE, PATIENCE, 1024, 1),
            fhir.schemas(),
            kept,
            metrics);
    String id = UUID.randomUUID().toString();
    byte[] disputed = OpinionFolder.DISPUTED.formatted(id).getBytes(StandardCharsets.UTF_8);
    try {
      assertNull(opinions.before(fhir.read(disputed, "application/fhir+json", "clinic")));
      long start = System.nanoTime();
      while ((!Files.exists(kept) || Files.size(kept) == 0)
          && System.nanoTime() - start < 2 * PATIENCE.toNanos()) {
        Thread.sleep(50);
      }
    } finally {
      opinions.stop();
    }
    String text = Files.readString(kept);
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(disputed));
    assertTrue(text.contains("{\"document\":\"" + digest + "\",\"verdict\":\"refused\""), text);
    assertTrue(text.contains("\"location\":\"Encounter.period\""), text);
    assertFalse(text.contains(id), text);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
    assertEquals(1, metrics.counter("vitrine.fhir.opinions", "verdict", "refused").count());
  }
}
