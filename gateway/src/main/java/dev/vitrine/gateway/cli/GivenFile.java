package dev.vitrine.gateway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A file that a command was given: read whole, up to a limit. */
final class GivenFile {
  private GivenFile() {}

  /**
   * Its bytes.
   *
   * @param max the longest that is read, in bytes
   * @throws ParameterException if there is no such file or it is longer
   */
  static byte[] read(CommandLine asked, Path path, int max) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new ParameterException(asked, "There is no file " + path + ".");
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(max + 1);
      if (bytes.length > max) {
        throw new ParameterException(asked, path + " is longer than " + max + " bytes.");
      }
      return bytes;
    }
  }
}
