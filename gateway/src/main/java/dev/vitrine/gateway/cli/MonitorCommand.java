package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.audit.TrustFile;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vitrine audit monitor}: checks that the log has only grown since the last look. */
@Command(
    name = "monitor",
    description = {
      "Checks that the log has only grown since the last look, and remembers where it stands.",
      "If it has not, both checkpoints are kept as evidence. Run it again and again, as from cron."
    },
    mixinStandardHelpOptions = true)
final class MonitorCommand implements Callable<Integer> {
  @Mixin private AuditOptions options = new AuditOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    CommandLine asked = spec.commandLine();
    TrustFile trust = options.trust(asked);
    Report report = options.report(asked);
    Verdict verdict =
        new Monitor(trust, options.log(asked), options.state(trust), report::passed).run();
    report.verdict(verdict);
    return verdict.exitCode();
  }
}
