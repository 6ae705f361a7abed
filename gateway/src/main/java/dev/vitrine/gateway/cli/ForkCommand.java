package dev.vitrine.gateway.cli;

import dev.vitrine.ledger.audit.ForkEvidence;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitrine audit fork}: checks evidence that a log signed two histories. */
@Command(
    name = "fork",
    description = {
      "Checks evidence that a log signed two histories, as \"audit monitor\" keeps it.",
      "Needs the log's key and nothing else. VALID means that the log is convicted."
    },
    mixinStandardHelpOptions = true)
final class ForkCommand implements Callable<Integer> {
  @Mixin private PolicyOption policy = new PolicyOption();

  @Parameters(index = "0", paramLabel = "FILE", description = "the evidence")
  private Path file = Path.of("");

  @Option(
      names = "--log",
      paramLabel = "VKEY",
      description = "the log's key (default: the log of --policy)")
  private Optional<String> log = Optional.empty();

  @Option(names = "--json", description = "print one JSON document and nothing else")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    CommandLine asked = spec.commandLine();
    LogPolicy believed = believed(asked);
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(asked, "There is no file " + file + ".");
    }
    Report report = new Report(asked.getOut(), json);
    List<Step> steps = new ArrayList<>();
    Optional<RefusedException> refused = Optional.empty();
    try {
      for (Step step : read().verify(believed)) {
        steps.add(step);
        report.passed(step);
      }
    } catch (RefusedException e) {
      refused = Optional.of(e);
    }
    Verdict verdict = new Verdict("fork", steps, refused, List.of(), List.of());
    report.verdict(verdict);
    return verdict.exitCode();
  }

  private LogPolicy believed(CommandLine asked) throws IOException {
    if (log.isEmpty()) {
      return policy.read(asked).policy();
    }
    try {
      return LogPolicy.of(NoteVerifier.parse(log.get()));
    } catch (MalformedNoteException e) {
      throw new ParameterException(asked, "--log: " + e.getMessage());
    }
  }

  private ForkEvidence read() throws IOException, RefusedException {
    try {
      if (Files.size(file) > ForkEvidence.MAX_BYTES) {
        throw new MalformedNoteException("longer than " + ForkEvidence.MAX_BYTES + " bytes");
      }
      return ForkEvidence.parse(Files.readAllBytes(file));
    } catch (MalformedNoteException e) {
      throw RefusedException.invalid("format", String.valueOf(e.getMessage()));
    }
  }
}
