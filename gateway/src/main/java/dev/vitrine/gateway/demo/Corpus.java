package dev.vitrine.gateway.demo;

import dev.vitrine.gateway.embedded.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Documents of one format, out of a folder and all folders below it. */
final class Corpus {
  private static final long MAX_BYTES = 4 << 20;

  private Corpus() {}

  /** A document and where it came from, relative to its folder. */
  record Document(String name, byte[] bytes) {}

  /** Every {@code .json} and {@code .jsonld} file of at most 4 MiB, in the order of their names. */
  static List<Document> read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new StartupException(folder + " is not a folder.");
    }
    List<Document> documents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Corpus::fits).sorted().toList()) {
        documents.add(new Document(folder.relativize(file).toString(), Files.readAllBytes(file)));
      }
    }
    if (documents.isEmpty()) {
      throw new StartupException("There are no .json files in " + folder + ".");
    }
    return documents;
  }

  private static boolean fits(Path file) {
    String name = file.getFileName().toString();
    try {
      return (name.endsWith(".json") || name.endsWith(".jsonld"))
          && Files.isRegularFile(file)
          && Files.size(file) <= MAX_BYTES;
    } catch (IOException e) {
      return false;
    }
  }
}
