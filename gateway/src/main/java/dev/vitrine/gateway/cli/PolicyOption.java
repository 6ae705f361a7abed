package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.audit.InvalidTrustFileException;
import dev.vitrine.gateway.audit.TrustFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Whom a command believes: {@code --policy}, or the {@code trust.json} of {@code --data}. */
final class PolicyOption {

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "the public keys to believe (default: trust.json of --data)")
  private Optional<Path> policy = Optional.empty();

  /** The gateway's folder. */
  Path data() {
    return data.path();
  }

  /** Whether a file was given, so that the folder need not be there. */
  boolean given() {
    return policy.isPresent();
  }

  /**
   * Reads the file.
   *
   * @throws ParameterException if there is none or it is malformed
   */
  TrustFile read(CommandLine asked) throws IOException {
    Path file = policy.orElse(data.path().resolve(TrustFile.NAME));
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(
          asked, "There is no " + file + ": name the keys to believe with --policy FILE.");
    }
    try {
      return TrustFile.read(file);
    } catch (InvalidTrustFileException e) {
      throw new ParameterException(asked, file + ": " + e.getMessage());
    }
  }
}
