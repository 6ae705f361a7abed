package dev.vitrine.gateway.cli;

import dev.vitrine.proofs.credential.BbsCredentialVerifier;
import dev.vitrine.proofs.credential.CredentialIssuer;
import dev.vitrine.proofs.credential.SdJwtCredentialVerifier;
import dev.vitrine.proofs.credential.VerifiedRecord;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitrine credential verify}: checks a presentation of a credential offline. */
@Command(
    name = "verify",
    description = {
      "Checks a presentation of a record's credential: every step, then the verdict.",
      "It proves what the issuer signed, not that the log has the record."
    },
    mixinStandardHelpOptions = true)
final class CredentialVerifyCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private AudienceOption audience = new AudienceOption();

  @Parameters(paramLabel = "FILE", description = "the presentation")
  private Path file = Path.of("");

  @Option(
      names = "--issuer",
      required = true,
      paramLabel = "FILE",
      description = "the issuer to believe: its controller document, from a channel you trust")
  private Path issuer = Path.of("");

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "check validity as of then, as 2026-02-03T10:00:00Z (default: now)")
  private Optional<Instant> at = Optional.empty();

  @Option(names = "--json", description = "print one JSON document and nothing else")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    CommandLine asked = spec.commandLine();
    byte[] presentation = CredentialFiles.read(asked, file);
    List<CredentialIssuer> known = List.of(CredentialFiles.issuer(asked, issuer));
    Clock clock = at.map(time -> Clock.fixed(time, ZoneOffset.UTC)).orElse(Clock.systemUTC());
    Report report = new Report(asked.getOut(), json);
    List<Step> steps = new ArrayList<>();
    Consumer<Step> passed =
        step -> {
          steps.add(step);
          report.passed(step);
        };
    Verdict verdict;
    try {
      VerifiedRecord record =
          CredentialFiles.isJson(presentation)
              ? new BbsCredentialVerifier(known, clock)
                  .verify(presentation, audience.require(asked), passed)
              : new SdJwtCredentialVerifier(known, clock)
                  .verify(CredentialFiles.text(presentation), audience.read(asked), passed);
      verdict = new Verdict("credential", steps, Optional.empty(), facts(record), shown(record));
    } catch (RefusedException e) {
      verdict = new Verdict("credential", steps, Optional.of(e), List.of(), List.of());
    }
    report.verdict(verdict);
    return verdict.exitCode();
  }

  private static List<Verdict.Fact> facts(VerifiedRecord record) {
    return List.of(
        new Verdict.Fact("issuer", record.issuer()),
        new Verdict.Fact("schema", record.schema() + " (" + record.schemaHash() + ")"),
        new Verdict.Fact("log", record.log()),
        new Verdict.Fact("valid", record.validFrom() + " to " + record.validUntil()));
  }

  private static List<ShownSlot> shown(VerifiedRecord record) {
    List<ShownSlot> shown = new ArrayList<>();
    record
        .slots()
        .forEach(
            (name, value) -> {
              String unit = value.unit();
              shown.add(new ShownSlot(0, name, value.value(), unit == null ? "" : unit, ""));
            });
    return shown;
  }
}
