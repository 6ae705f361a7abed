package dev.vitrine.gateway.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vitrine audit}: checks a gateway's log from outside, as anyone can. */
@Command(
    name = "audit",
    description = "Checks a gateway's log from outside, believing nothing but its public key.",
    subcommands = {
      FsckCommand.class,
      MonitorCommand.class,
      ExportCommand.class,
      ForkCommand.class,
      AuditKeysCommand.class
    },
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    throw new ParameterException(
        spec.commandLine(), "Say what: fsck, monitor, export, fork or keys.");
  }
}
