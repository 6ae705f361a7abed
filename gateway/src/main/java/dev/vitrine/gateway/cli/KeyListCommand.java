package dev.vitrine.gateway.cli;

import dev.vitrine.ledger.registry.KeyStatement;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vitrine key list}: what was said of the keys, and what is still to come. */
@Command(
    name = "list",
    description = "Prints what was said of each key, in order.",
    mixinStandardHelpOptions = true)
final class KeyListCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    var out = spec.commandLine().getOut();
    KeyFolder.locked(
        data,
        keys -> {
          for (KeyStatement said : keys.history().statements()) {
            out.println(said);
          }
        });
    return ExitCode.OK;
  }
}
