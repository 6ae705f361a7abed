package dev.vitrine.adapters.fhir.opinion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.opinion.OpinionUnavailableException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondOpinionIT {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration EACH = Duration.ofMinutes(1);
  private static final String GOOD =
      "{\"resourceType\":\"Patient\",\"id\":\"a\",\"gender\":\"female\",\"birthDate\":\"1970\"}";
  private static final String SECRET = "Zanzibar7";

  /** HAPI and what it needs; the build puts it there. */
  private static final Path JARS = Path.of("target", "hapi");

  @BeforeAll
  static void hapiIsThere() {
    assertTrue(Files.exists(JARS.resolve("hapi-fhir-base-8.8.1.jar")), "build with Maven");
  }

  private static OpinionLimits limits(Path folder, Duration start, Duration each, int waiting) {
    return new OpinionLimits(folder, start, each, 1200, waiting);
  }

  private static List<Finding> ask(SecondOpinion opinion, String resource) throws Exception {
    return opinion.of(resource.getBytes(StandardCharsets.UTF_8)).get(4, TimeUnit.MINUTES);
  }

  private static Reason refused(CompletableFuture<List<Finding>> answer) {
    ExecutionException thrown =
        assertThrows(ExecutionException.class, () -> answer.get(4, TimeUnit.MINUTES));
    return assertInstanceOf(OpinionUnavailableException.class, thrown.getCause()).reason();
  }

  @Test
  void agreesAndRefusesWithPlacesAndWithoutContent() throws Exception {
    try (SecondOpinion opinion = new SecondOpinion(limits(JARS, START, EACH, 10))) {
      assertEquals(List.of(), ask(opinion, GOOD));
      List<Finding> findings =
          ask(
              opinion,
              "{\"resourceType\":\"Patient\",\"birthDate\":\""
                  + SECRET
                  + "\",\"gender\":\""
                  + SECRET
                  + "\",\"contained\":[{\"resourceType\":\"Patient\",\"id\":\""
                  + SECRET
                  + "\",\"gender\":\""
                  + SECRET
                  + "\"}]}");
      assertTrue(findings.size() >= 2, findings.toString());
      assertTrue(findings.stream().anyMatch(f -> f.location().equals("Patient.birthDate")));
      assertFalse(findings.toString().contains(SECRET), findings.toString());
      assertFalse(findings.stream().anyMatch(f -> f.code().isEmpty()), findings.toString());
      // a fault of the validator's own costs one answer, not the next
      assertEquals(Reason.FAILED, refused(opinion.of("{\"a\":".getBytes(StandardCharsets.UTF_8))));
      assertEquals(List.of(), ask(opinion, GOOD));
    }
  }

  @Test
  void whatTakesTooLongIsGivenUpAndTheNextGetsANewProcess() throws Exception {
    SecondOpinion opinion = new SecondOpinion(limits(JARS, START, Duration.ofMillis(1), 10));
    try {
      StringBuilder names = new StringBuilder("{\"family\":\"a\"}");
      names.append(",{\"family\":\"a\"}".repeat(20_000));
      String large = "{\"resourceType\":\"Patient\",\"name\":[" + names + "]}";
      assertEquals(Reason.GAVE_UP, refused(opinion.of(large.getBytes(StandardCharsets.UTF_8))));
      CompletableFuture<List<Finding>> next = opinion.of(GOOD.getBytes(StandardCharsets.UTF_8));
      awaitWorkers(1);
      opinion.close();
      assertEquals(Reason.NOT_STARTED, refused(next));
      awaitWorkers(0);
    } finally {
      opinion.close();
    }
  }

  /** Waits until there are as many of the other process; the one that was given up is none. */
  private static void awaitWorkers(long count) throws InterruptedException {
    long start = System.nanoTime();
    while (workers() != count) {
      assertTrue(System.nanoTime() - start < START.toNanos(), "not " + count);
      Thread.sleep(20);
    }
  }

  private static long workers() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("HapiWorker"))
        .count();
  }

  @Test
  void aFolderWithoutHapiAndAHeapTooSmallAreTold(@TempDir Path empty) {
    try (SecondOpinion opinion = new SecondOpinion(limits(empty, START, EACH, 1))) {
      assertEquals(Reason.NOT_STARTED, refused(opinion.of(new byte[] {'{', '}'})));
    }
    OpinionLimits small = new OpinionLimits(JARS, START, EACH, 8, 1);
    try (SecondOpinion opinion = new SecondOpinion(small)) {
      assertEquals(Reason.NOT_STARTED, refused(opinion.of(new byte[] {'{', '}'})));
    }
  }

  @Test
  void noMoreWaitThanMayAndAllAreAnsweredAtTheEnd() {
    SecondOpinion opinion = new SecondOpinion(limits(JARS, START, EACH, 3));
    List<CompletableFuture<List<Finding>>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(opinion.of(GOOD.getBytes(StandardCharsets.UTF_8)));
    }
    assertEquals(Reason.FULL, refused(answers.get(7)));
    opinion.close();
    long full = answers.stream().filter(answer -> refused(answer) == Reason.FULL).count();
    assertTrue(full >= 4 && full <= 5, "full " + full);
    assertEquals(Reason.CLOSED, refused(opinion.of(new byte[] {'{', '}'})));
  }
}
