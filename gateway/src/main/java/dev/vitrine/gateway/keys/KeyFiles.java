package dev.vitrine.gateway.keys;

import dev.vitrine.ledger.registry.KeyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which file holds which key: the first of a kind is in {@code KIND.key}, later ones in {@code
 * KIND-ID.key}. A key that no statement speaks of is not used, so a rotation that was cut short
 * leaves a file and no harm.
 */
final class KeyFiles {
  private KeyFiles() {}

  /** Gives a file's key id. */
  interface Id {
    String of(Path file) throws IOException;
  }

  /** Where a later key of this kind goes. */
  static Path later(Path folder, KeyKind kind, String id) {
    return folder.resolve(kind.label() + "-" + id + ".key");
  }

  /** Where the first key of this kind is. */
  static Path first(Path folder, KeyKind kind) {
    return folder.resolve(kind.label() + ".key");
  }

  /**
   * The file with the key of this id.
   *
   * @throws IOException if none has it
   */
  static Path of(Path folder, KeyKind kind, String id, Id ids) throws IOException {
    for (Path file : List.of(later(folder, kind, id), first(folder, kind))) {
      if (Files.exists(file) && ids.of(file).equals(id)) {
        return file;
      }
    }
    throw new IOException(
        "No file in "
            + folder
            + " holds the "
            + kind.label()
            + " key "
            + id
            + " that is in use: put the copy back.");
  }

  /** All files that could hold keys of this kind. */
  static List<Path> all(Path folder, KeyKind kind) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file ->
                  file.getFileName().toString().matches(kind.label() + "(-[0-9a-f]{16})?\\.key"))
          .sorted()
          .toList();
    }
  }
}
