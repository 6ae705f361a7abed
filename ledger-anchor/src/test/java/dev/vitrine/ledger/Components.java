package dev.vitrine.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Leaves evidence that a real component took part, for the last lines of {@code vitrine test}. */
public final class Components {
  private static final Path FOLDER = Path.of("target", "components");

  private Components() {}

  /**
   * Notes that a component took part.
   *
   * @param name as {@code OpenSSL TSA}
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

  /** Skips the test loudly, or fails it if all components are required. */
  public static void missing(String name) {
    String message = "NOT TESTED: " + name + " is not there";
    if ("1".equals(System.getenv("VITRINE_REQUIRE_ALL"))) {
      Assertions.fail(message);
    }
    System.err.println(message);
    Assumptions.abort(message);
  }
}
