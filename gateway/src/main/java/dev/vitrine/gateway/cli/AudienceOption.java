package dev.vitrine.gateway.cli;

import dev.vitrine.proofs.credential.Audience;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Whom a presentation of a credential is for: a name and the verifier's fresh value. */
final class AudienceOption {
  @Option(names = "--audience", paramLabel = "A", description = "whom it is for")
  private Optional<String> audience = Optional.empty();

  @Option(
      names = "--nonce",
      paramLabel = "N",
      description = "the verifier's fresh value, 16 to 64 characters of printable ASCII")
  private Optional<String> nonce = Optional.empty();

  /**
   * Both, or neither.
   *
   * @throws ParameterException if only one is given, or one is not well formed
   */
  Optional<Audience> read(CommandLine asked) {
    if (audience.isPresent() != nonce.isPresent()) {
      throw new ParameterException(asked, "--audience and --nonce go together.");
    }
    try {
      return audience.map(name -> new Audience(name, nonce.orElse("")));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(asked, "--audience or --nonce: " + e.getMessage() + ".");
    }
  }

  /** Both. */
  Audience require(CommandLine asked) {
    return read(asked)
        .orElseThrow(
            () ->
                new ParameterException(
                    asked, "A bbs-2023 presentation needs --audience and --nonce."));
  }
}
