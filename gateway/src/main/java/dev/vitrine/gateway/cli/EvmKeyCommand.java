package dev.vitrine.gateway.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitrine anchor evm key}: prints a key's account, of a key made if need be. */
@Command(
    name = "key",
    description = {
      "Prints the account of a key file: the address to fund.",
      "Makes the file, mode 0600, if there is none."
    },
    mixinStandardHelpOptions = true)
final class EvmKeyCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "the account's secret key")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    CommandLine asked = spec.commandLine();
    asked.getOut().println(EvmKeyFile.readOrMake(asked, file).address());
    asked.getOut().flush();
    return ExitCode.OK;
  }
}
