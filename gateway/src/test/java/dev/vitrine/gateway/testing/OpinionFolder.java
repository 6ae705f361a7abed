package dev.vitrine.gateway.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** HAPI's jars, where the build of the FHIR adapter has put them. */
public final class OpinionFolder {
  public static final Path HAPI =
      Path.of("..", "adapters", "fhir", "target", "hapi").toAbsolutePath();

  /** Accepted here, refused by HAPI: FHIRPath can't order a day and a time on it. */
  public static final String DISPUTED =
      """
      {"resourceType":"Encounter","id":"%s","status":"finished",
       "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
       "period":{"start":"2026-11-25","end":"2026-11-25T10:00:00Z"}}""";

  private OpinionFolder() {}

  /** Skips the test, loudly, where the adapter was not built here. */
  public static void require() {
    boolean there = Files.exists(HAPI.resolve("hapi-fhir-base-8.8.1.jar"));
    assertFalse(
        !there && "1".equals(System.getenv("VITRINE_REQUIRE_ALL")),
        "VITRINE_REQUIRE_ALL=1, but there is no HAPI in " + HAPI);
    assumeTrue(there, "SKIPPED: no HAPI; build adapters/fhir");
  }
}
