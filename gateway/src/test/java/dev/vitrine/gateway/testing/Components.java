package dev.vitrine.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Leaves evidence that a real component took part, for the last lines of {@code vitrine test}. */
public final class Components {

  private static final Path FOLDER = Path.of("target", "components");

  private Components() {}

  /**
   * @param name as {@code PostgreSQL}
   * @param version as the component reports it
   */
  public static void tookPart(String name, String version) {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(name), version + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a missing component must fail the test instead of skipping it. */
  public static boolean required() {
    return "1".equals(System.getenv("VITRINE_REQUIRE_ALL"));
  }
}
