package dev.vitrine.gateway.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vitrine key}: the keys of a gateway that is stopped. */
@Command(
    name = "key",
    description = {
      "Lists, replaces and revokes keys of a gateway that is stopped.",
      "The next start says it in the log."
    },
    subcommands = {KeyListCommand.class, KeyRotateCommand.class, KeyRevokeCommand.class},
    mixinStandardHelpOptions = true)
final class KeyCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    throw new ParameterException(spec.commandLine(), "Say what: list, rotate or revoke.");
  }
}
