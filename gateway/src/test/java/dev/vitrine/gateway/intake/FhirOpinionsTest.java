package dev.vitrine.gateway.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.adapters.fhir.opinion.OpinionLimits;
import dev.vitrine.gateway.VitrineConfig.OpinionMode;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where HAPI is not to be had: its folder is empty. With it: the tests of the gateway. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
class FhirOpinionsTest {
  private static final Schema OWN = Schema.of("clinic.Ear.v1", List.of(Slot.text("x", "x")));
  private static final Schema OTHER = Schema.of("clinic.Eye.v1", List.of(Slot.text("x", "x")));

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @TempDir Path folder;

  @Test
  void requiredRefusesAsUnavailableWhatItCannotAskAbout() throws Exception {
    FhirOpinions opinions = opinions(OpinionMode.REQUIRED, new FhirFormat().schemas());
    List<Submission> patient =
        new FhirFormat()
            .read(
                "{\"resourceType\":\"Patient\"}".getBytes(StandardCharsets.UTF_8),
                "application/fhir+json",
                "clinic");
    assertUnavailable(opinions.before(patient));
    assertEquals(1, metrics.counter("vitrine.fhir.opinions", "verdict", "failed").count());
    assertTrue(Files.readString(folder.resolve("kept")).contains("\"verdict\":\"failed\""));
    opinions.stop();
    assertUnavailable(opinions.before(patient));
  }

  @Test
  void requiredHoldsForTheOperatorsOwnTemplatesAndNotForOtherRecords() {
    FhirOpinions opinions = opinions(OpinionMode.REQUIRED, List.of(OWN));
    assertUnavailable(opinions.before(List.of(record(OWN))));
    assertNull(opinions.before(List.of(record(OTHER))));
    opinions.stop();
  }

  @Test
  void hapiIsNotAmongTheGatewaysLibraries() {
    assertThrows(
        ClassNotFoundException.class, () -> Class.forName("ca.uhn.fhir.context.FhirContext"));
  }

  @Test
  void asyncAndOffHoldNothingUp() {
    FhirOpinions async = opinions(OpinionMode.ASYNC, List.of(OWN));
    assertNull(async.before(List.of(record(OWN))));
    async.stop();
    FhirOpinions off = opinions(OpinionMode.OFF, List.of(OWN));
    assertNull(off.before(List.of(record(OWN))));
    assertFalse(off.required());
    off.stop();
  }

  private FhirOpinions opinions(OpinionMode mode, List<Schema> schemas) {
    Duration patience = Duration.ofMinutes(1);
    return new FhirOpinions(
        mode,
        new OpinionLimits(folder, patience, patience, 64, 1),
        schemas,
        folder.resolve("kept"),
        metrics);
  }

  private static Submission record(Schema schema) {
    byte[] document = {'{', '}'};
    return new Submission(
        TypedRecord.of(schema, document, "application/fhir+json").build(), List.of());
  }

  private static void assertUnavailable(@Nullable CompletableFuture<Void> heard) {
    assertNotNull(heard);
    ExecutionException refused =
        assertThrows(ExecutionException.class, () -> heard.get(2, TimeUnit.MINUTES));
    assertInstanceOf(GatewayException.Unavailable.class, refused.getCause());
  }
}
