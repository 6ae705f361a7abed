package dev.vitrine.adapters.gs1.identifier;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The published data that the property {@code vitrine.shared} points to. */
final class SharedFolder {
  private SharedFolder() {}

  /** The folder; where it is missing the test is skipped, or fails if nothing may be missing. */
  static Path require() {
    String shared = System.getProperty("vitrine.shared", "");
    Path folder = Path.of(shared, "samples", "gs1");
    boolean there = !shared.isEmpty() && Files.isDirectory(folder);
    if (!there && "1".equals(System.getenv("VITRINE_REQUIRE_ALL"))) {
      fail("vitrine.shared must point to the published samples");
    }
    assumeTrue(there, "SKIPPED: no published GS1 data; set -Dvitrine.shared");
    return folder;
  }
}
