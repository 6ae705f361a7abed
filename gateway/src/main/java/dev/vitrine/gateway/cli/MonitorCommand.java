package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.audit.TrustFile;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vitrine audit monitor}: checks that the log has only grown since the last look. */
@Command(
    name = "monitor",
    description = {
      "Checks that the log has only grown since the last look, and remembers where it stands.",
      "Asks its witnesses too, so that others see the same log. If the log has signed two histories,",
      "the evidence is kept in a file. Run it again and again, as from cron."
    },
    mixinStandardHelpOptions = true)
final class MonitorCommand implements Callable<Integer> {
  private static final int USUAL = 2;

  @Mixin private AuditOptions options = new AuditOptions();

  @Option(
      names = "--witness",
      paramLabel = "BASE",
      description = {
        "address of a witness of this log, as https://south.example/witness.",
        "May be given several times (default: the witnesses' addresses in the policy)"
      })
  private List<URI> addresses = List.of();

  @Option(
      names = "--need",
      paramLabel = "N",
      description = {
        "how many witnesses must have seen the same log",
        "(default: two, or as many as the policy names if that is fewer)"
      })
  private OptionalInt need = OptionalInt.empty();

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
        new Monitor(
                trust,
                options.log(asked),
                options.state(trust),
                witnesses(trust, asked),
                report::passed)
            .run();
    report.verdict(verdict);
    return verdict.exitCode();
  }

  private Monitor.Witnesses witnesses(TrustFile trust, CommandLine asked) {
    int named = trust.witnesses().size();
    int needed = need.orElse(Math.min(USUAL, named));
    if (needed < 0 || needed > named) {
      throw new ParameterException(asked, "--need: 0 to the " + named + " witnesses of the policy");
    }
    List<URI> asks =
        addresses.isEmpty()
            ? trust.policy().witnesses().stream().flatMap(w -> w.url().stream()).distinct().toList()
            : addresses;
    return new Monitor.Witnesses(asks, needed);
  }
}
