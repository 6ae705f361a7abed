package dev.vitrine.proofs;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The published vectors outside the repository, in the folder {@code vectors} of the one that the
 * system property {@code vitrine.shared} names. Without it the calling test is skipped with a
 * message, or fails if the environment variable VITRINE_REQUIRE_ALL is 1.
 */
public final class SharedVectors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SharedVectors() {}

  /** One file as JSON. */
  public static JsonNode json(String path) throws IOException {
    return JSON.readTree(root().resolve(path).toFile());
  }

  /** One file as text. */
  public static String text(String path) throws IOException {
    return Files.readString(root().resolve(path));
  }

  /** The paths of a folder's JSON files, sorted. */
  public static List<String> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(root().resolve(folder))) {
      return files
          .map(file -> folder + "/" + file.getFileName())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList();
    }
  }

  private static Path root() {
    String shared = System.getProperty("vitrine.shared", "");
    Path root = Path.of(shared, "vectors");
    if (!shared.isEmpty() && Files.isDirectory(root)) {
      return root;
    }
    String message = "no published vectors: set -Dvitrine.shared to the folder that has them";
    if ("1".equals(System.getenv("VITRINE_REQUIRE_ALL"))) {
      fail(message);
    }
    return abort("SKIPPED, " + message);
  }
}
