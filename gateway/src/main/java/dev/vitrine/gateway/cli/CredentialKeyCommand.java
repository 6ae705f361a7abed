package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.proofs.credential.HolderKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitrine credential key}: prints a holder's public key, of a secret made if need be. */
@Command(
    name = "key",
    description = {
      "Prints the public key (JWK) of a holder's key file, for holder_jwk of IssueCredential.",
      "Makes the file, mode 0600, if there is none."
    },
    mixinStandardHelpOptions = true)
final class CredentialKeyCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "the holder's secret key")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    CommandLine asked = spec.commandLine();
    if (!Files.exists(file)) {
      byte[] secret = new byte[HolderKey.LENGTH];
      new SecureRandom().nextBytes(secret);
      PrivateFiles.write(
          file, (HexFormat.of().formatHex(secret) + '\n').getBytes(StandardCharsets.US_ASCII));
    }
    HolderKey key = CredentialFiles.holderKey(asked, file);
    asked.getOut().println(new String(key.publicKey().jwk(), StandardCharsets.UTF_8));
    asked.getOut().flush();
    return ExitCode.OK;
  }
}
