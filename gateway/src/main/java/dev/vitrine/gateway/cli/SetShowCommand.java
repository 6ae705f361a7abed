package dev.vitrine.gateway.cli;

import dev.vitrine.proofs.set.InvalidSetException;
import dev.vitrine.proofs.set.SetDescriptor;
import dev.vitrine.proofs.set.SignedSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitrine set show}: what a set's file says it is. */
@Command(
    name = "show",
    description = {
      "Shows a set and its signed descriptor in base64, to be asked about with member_of.",
      "Checks the file's structure, not its publisher: verifiers do that."
    },
    mixinStandardHelpOptions = true)
final class SetShowCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "the set's file")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    CommandLine asked = spec.commandLine();
    try (SignedSet set = SignedSet.open(file)) {
      SetDescriptor says = set.descriptor();
      asked
          .getOut()
          .printf(
              Locale.ROOT,
              "%s / %s version %d: %d elements, until %s%n",
              says.publisher(),
              says.id(),
              says.sequence(),
              says.count(),
              Instant.ofEpochMilli(says.expiresAtMillis()));
      asked
          .getOut()
          .println(
              "descriptor: " + Base64.getEncoder().encodeToString(set.signedDescriptor().encode()));
      asked.getOut().flush();
      return ExitCode.OK;
    } catch (InvalidSetException e) {
      asked.getErr().println("Not a set: " + e.getMessage());
      return ExitCode.INVALID;
    }
  }
}
