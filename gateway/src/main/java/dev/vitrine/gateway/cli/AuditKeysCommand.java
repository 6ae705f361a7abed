package dev.vitrine.gateway.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vitrine audit keys}: the history of a gateway's keys, from the log alone. */
@Command(
    name = "keys",
    description = {
      "Derives from the public log which keys were good when, and compares the policy with it."
    },
    mixinStandardHelpOptions = true)
final class AuditKeysCommand implements Callable<Integer> {
  @Mixin private AuditOptions options = new AuditOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    CommandLine asked = spec.commandLine();
    Report report = options.report(asked);
    Verdict verdict = new KeyAudit(options.trust(asked), options.log(asked), report::passed).run();
    report.verdict(verdict);
    return verdict.exitCode();
  }
}
