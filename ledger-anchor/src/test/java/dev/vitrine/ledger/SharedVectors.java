package dev.vitrine.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Published test vectors, outside the repository: where the property {@code vitrine.shared} says.
 */
public final class SharedVectors {
  private SharedVectors() {}

  /**
   * The folder or file under vectors/; without it the test is skipped, or fails if all is required.
   */
  public static Path at(String path) {
    String shared = System.getProperty("vitrine.shared", "");
    Path found = Path.of(shared, "vectors", path);
    boolean there = !shared.isEmpty() && Files.exists(found);
    String message =
        "NOT TESTED: published vectors " + path + " missing; set -Dvitrine.shared=FOLDER";
    if (!there && "1".equals(System.getenv("VITRINE_REQUIRE_ALL"))) {
      Assertions.fail(message);
    }
    if (!there) {
      System.err.println(message);
    }
    Assumptions.assumeTrue(there, message);
    return found;
  }

  /** All files below a folder, in order. */
  public static List<Path> files(String path) {
    try (Stream<Path> walk = Files.walk(at(path))) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's bytes. */
  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
