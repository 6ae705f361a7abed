package dev.vitrine.gateway.witness;

import dev.vitrine.ledger.witness.PolicyException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** A tlog-policy file of the data folder, which need not be there. */
final class PolicyFile {
  private static final int MAX_BYTES = 256 * 1024;

  private PolicyFile() {}

  /**
   * What {@code parse} makes of the file; none if there is no file.
   *
   * @throws IOException if it can't be used; the message says which file and why
   */
  static <T> Optional<T> read(Path file, Function<String, T> parse) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " must be a file of at most " + MAX_BYTES + " bytes");
    }
    try {
      return Optional.of(parse.apply(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (MalformedInputException e) {
      throw new IOException(file + " is not valid UTF-8", e);
    } catch (PolicyException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
