package dev.vitrine.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Which import a file is being sent to, kept beside it as {@code FILE.vitrine-import} until all of
 * it is taken. Holds no secret. If the file has changed since, or goes to another gateway, it is
 * not believed.
 */
final class ImportState {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path place;
  private final String url;
  private final long size;
  private final long modified;

  private ImportState(Path place, String url, long size, long modified) {
    this.place = place;
    this.url = url;
    this.size = size;
    this.modified = modified;
  }

  /** Of a file that is to be sent to the gateway at {@code url}. */
  static ImportState of(Path file, URI url) throws IOException {
    return new ImportState(
        file.resolveSibling(file.getFileName() + ".vitrine-import"),
        url.toString(),
        Files.size(file),
        Files.getLastModifiedTime(file).toMillis());
  }

  /** Bytes of the file. */
  long size() {
    return size;
  }

  /** The import it was being sent to. */
  Optional<String> job() {
    try {
      JsonNode kept = JSON.readTree(Files.readAllBytes(place));
      boolean same =
          kept.path("url").asText().equals(url)
              && kept.path("size").asLong(-1) == size
              && kept.path("modified").asLong(-1) == modified;
      String job = kept.path("job").asText();
      return same && job.matches("[0-9a-f-]{36}") ? Optional.of(job) : Optional.empty();
    } catch (IOException e) {
      // not there, or not readable as what it should be: the file is sent from its beginning
      return Optional.empty();
    }
  }

  /** Keeps it. */
  void keep(String job) throws IOException {
    Path made = place.resolveSibling(place.getFileName() + ".new");
    Files.write(
        made,
        JSON.writeValueAsBytes(
            JSON.createObjectNode()
                .put("url", url)
                .put("job", job)
                .put("size", size)
                .put("modified", modified)));
    Files.move(made, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Forgets it: there is nothing to go on with. */
  void forget() throws IOException {
    Files.deleteIfExists(place);
  }
}
