package dev.vitrine.gateway.embedded;

import dev.vitrine.adapters.fhir.template.InvalidTemplateException;
import dev.vitrine.adapters.fhir.template.TemplateFile;
import dev.vitrine.adapters.fhir.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads an operator's own templates: a fault in one stops the start. */
public final class TemplateFolder {
  private static final int MAX_BYTES = 64 << 10;

  private TemplateFolder() {}

  /**
   * The built-in templates with those of a folder's {@code *.json} files.
   *
   * @throws StartupException if one of them is refused; the message says which, where and why
   */
  public static Templates read(Path folder) throws IOException {
    List<TemplateFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(folder)) {
      List<Path> sorted =
          paths
              .filter(path -> path.toString().endsWith(".json"))
              .sorted()
              .limit(Templates.MAX_FILES + 1L)
              .toList();
      for (Path path : sorted) {
        if (!Files.isRegularFile(path) || Files.size(path) > MAX_BYTES) {
          throw new StartupException(path + " is no file of at most " + MAX_BYTES + " bytes.");
        }
        files.add(new TemplateFile(path.toString(), Files.readAllBytes(path)));
      }
    }
    try {
      return Templates.with(files);
    } catch (InvalidTemplateException e) {
      throw new StartupException(e.getMessage() + ".", e);
    }
  }
}
