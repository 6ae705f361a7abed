package dev.vitrine.gateway.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Published samples, which are not in the repository. */
public final class SharedSamples {
  private SharedSamples() {}

  /** A folder of them; skips the test, loudly, where it is missing. */
  public static Path folder(String... path) {
    String shared = System.getProperty("vitrine.shared", "");
    Path folder = Path.of(shared, "samples").resolve(Path.of("", path));
    boolean there = !shared.isEmpty() && Files.isDirectory(folder);
    assertTrue(there || !Components.required(), "-Dvitrine.shared must point to the samples");
    String skipped = "SKIPPED: no published samples; give -Dvitrine.shared=DIR";
    if (!there) {
      System.err.println(skipped);
    }
    assumeTrue(there, skipped);
    return folder;
  }
}
