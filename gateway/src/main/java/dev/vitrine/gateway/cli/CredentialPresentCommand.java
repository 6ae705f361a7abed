package dev.vitrine.gateway.cli;

import dev.vitrine.proofs.credential.Audience;
import dev.vitrine.proofs.credential.BbsCredentials;
import dev.vitrine.proofs.credential.CredentialIssuer;
import dev.vitrine.proofs.credential.InvalidCredentialException;
import dev.vitrine.proofs.credential.SdJwtCredentials;
import dev.vitrine.proofs.verdict.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitrine credential present}: cuts a credential down to what its holder shows. */
@Command(
    name = "present",
    description = "Makes a presentation that shows chosen slots of a credential, and no others.",
    mixinStandardHelpOptions = true)
final class CredentialPresentCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private AudienceOption audience = new AudienceOption();

  @Parameters(paramLabel = "FILE", description = "the credential, as IssueCredential gave it")
  private Path file = Path.of("");

  @Option(
      names = "--issuer",
      required = true,
      paramLabel = "FILE",
      description = "the issuer's controller document, as /credentials/issuer gives it")
  private Path issuer = Path.of("");

  @Option(
      names = "--slots",
      split = ",",
      paramLabel = "NAME",
      description = "slots to show beside those that are always shown")
  private List<String> slots = List.of();

  @Option(
      names = "--holder-key",
      paramLabel = "FILE",
      description = "the holder's secret key, for an SD-JWT that is bound to it")
  private Optional<Path> holderKey = Optional.empty();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "where to write the presentation")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    CommandLine asked = spec.commandLine();
    byte[] credential = CredentialFiles.read(asked, file);
    CredentialIssuer known = CredentialFiles.issuer(asked, issuer);
    try {
      Files.write(
          out,
          CredentialFiles.isJson(credential)
              ? bbs(asked, credential, known)
              : sdJwt(asked, CredentialFiles.text(credential), known));
      return ExitCode.OK;
    } catch (InvalidCredentialException e) {
      asked.getErr().println(Report.printable("Can't be shown: " + e.reason()));
    } catch (RefusedException e) {
      asked.getErr().println(Report.printable("Not a credential to show: " + e.getMessage()));
    }
    return ExitCode.INVALID;
  }

  private byte[] bbs(CommandLine asked, byte[] credential, CredentialIssuer known)
      throws InvalidCredentialException, RefusedException {
    BbsCredentials credentials = new BbsCredentials(new SecureRandom());
    Audience to = audience.require(asked);
    credentials.accept(credential, known);
    return credentials.present(credential, known, slots, to);
  }

  private byte[] sdJwt(CommandLine asked, String credential, CredentialIssuer known)
      throws InvalidCredentialException, RefusedException, IOException {
    SdJwtCredentials credentials = new SdJwtCredentials(new SecureRandom());
    Optional<Audience> to = audience.read(asked);
    if (to.isPresent() != holderKey.isPresent()) {
      throw new CommandLine.ParameterException(
          asked, "--holder-key goes with --audience and --nonce.");
    }
    credentials.accept(credential, known);
    String shown =
        to.isPresent() && holderKey.isPresent()
            ? credentials.present(
                credential,
                slots,
                CredentialFiles.holderKey(asked, holderKey.get()),
                to.get(),
                Clock.systemUTC().instant())
            : credentials.present(credential, slots);
    return shown.getBytes(StandardCharsets.US_ASCII);
  }
}
