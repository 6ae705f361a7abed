package dev.vitrine.gateway.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vitrine credential}: what a holder and a verifier do with credentials, offline. */
@Command(
    name = "credential",
    description = "Shows parts of a record's credential, and checks what was shown. Offline.",
    subcommands = {
      CredentialKeyCommand.class,
      CredentialPresentCommand.class,
      CredentialVerifyCommand.class
    },
    mixinStandardHelpOptions = true)
final class CredentialCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    throw new ParameterException(spec.commandLine(), "Say what: key, present or verify.");
  }
}
