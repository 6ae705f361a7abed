package dev.vitrine.gateway.cli;

import dev.vitrine.ledger.registry.KeyKind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitrine key rotate}: a new key in the place of the one in use. */
@Command(
    name = "rotate",
    description = {
      "Puts a new key in the place of the one in use. What the old one signed stays good.",
      "Needs the registry key in keys/."
    },
    mixinStandardHelpOptions = true)
final class KeyRotateCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofDays(366);

  @Mixin private DataOption data = new DataOption();

  @Parameters(
      paramLabel = "KIND",
      converter = KeyFolder.Kinds.class,
      description = "gateway, issuer, log or registry")
  private KeyKind kind = KeyKind.GATEWAY;

  @Option(
      names = "--overlap",
      paramLabel = "DURATION",
      defaultValue = "P7D",
      description = "of a log key: how long both sign (default: ${DEFAULT-VALUE})")
  private Duration overlap = Duration.ofDays(7);

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    if (overlap.isNegative() || overlap.compareTo(LONGEST) > 0) {
      throw new ParameterException(spec.commandLine(), "--overlap lies between PT0S and P366D");
    }
    var out = spec.commandLine().getOut();
    KeyFolder.locked(
        data,
        keys -> {
          String id = keys.rotate(kind, overlap);
          out.println("made: " + kind.label() + " key " + id);
        });
    return ExitCode.OK;
  }
}
