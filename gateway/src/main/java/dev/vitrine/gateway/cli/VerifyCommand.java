package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.proofs.presentation.Presentation;
import dev.vitrine.proofs.presentation.Statement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/** {@code vitrine verify}: checks a file offline. Opens no connection. */
@Command(
    name = "verify",
    description = {
      "Checks a presentation, receipt, log proof, checkpoint, COSE receipt or signed statement"
          + " offline: every step, then the verdict.",
      "Whom to believe comes from --policy, never from the file."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  private static final int MAX_DOCUMENT = 64 << 20;

  @Mixin private PolicyOption policy = new PolicyOption();

  @Mixin private RequirementOptions requirements = new RequirementOptions();

  @Mixin private BesideOptions beside = new BesideOptions();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "what to check")
  private Path file = Path.of("");

  @Option(
      names = "--document",
      paramLabel = "FILE",
      description = "the document a receipt is for, or the entry a log proof is of")
  private Optional<Path> document = Optional.empty();

  @Option(
      names = "--audience",
      paramLabel = "A",
      description = "whom a presentation must be for (default: anybody)")
  private Optional<String> audience = Optional.empty();

  @Option(
      names = "--nonce",
      paramLabel = "HEX",
      description = "the nonce a presentation must answer (default: any, so a replay passes)")
  private Optional<String> nonce = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "check freshness as of then, as 2026-02-03T10:00:00Z (default: now)")
  private Optional<Instant> at = Optional.empty();

  @Option(
      names = "--require-anchor",
      paramLabel = "LEDGER",
      description = {
        "an external ledger in which a receipt must be anchored, by its name in the policy;",
        "may be given several times (default: those in the policy are checked, none is needed)"
      })
  private Set<String> ledgers = new LinkedHashSet<>();

  @Option(
      names = "--trusted-block",
      paramLabel = "HASH",
      description = {
        "the hash of a block that is final on an EVM chain, in hex, as a node or explorer that you",
        "trust says; may be given several times (beside those in the policy)"
      })
  private List<String> blocks = List.of();

  @Option(names = "--json", description = "print one JSON document and nothing else")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    CommandLine asked = commandLine();
    byte[] bytes = GivenFile.read(asked, file, Presentation.MAX_BYTES);
    TrustFile trust = trust(asked);
    Policy required = required(asked);
    Optional<byte[]> original = Optional.empty();
    if (document.isPresent()) {
      original = Optional.of(GivenFile.read(asked, document.get(), MAX_DOCUMENT));
    }
    requireFitting(asked, Verification.kind(bytes));
    beside.requireFitting(asked, Verification.kind(bytes));
    Report report = new Report(asked.getOut(), json);
    Verdict verdict =
        new Verification(
                trust,
                required,
                original,
                beside.read(asked, at.orElseGet(Clock.systemUTC()::instant)),
                ledgers,
                report::passed)
            .following(requirements.custody())
            .returning(requirements.saleableReturn(asked, at.orElseGet(Clock.systemUTC()::instant)))
            .verify(bytes);
    report.verdict(verdict);
    return verdict.exitCode();
  }

  /** An option that would silently check nothing is a mistake of whoever asked. */
  private void requireFitting(CommandLine asked, Verification.Kind kind) {
    boolean presentation = kind == Verification.Kind.PRESENTATION;
    boolean unknown = kind == Verification.Kind.UNKNOWN;
    if (!presentation
        && !unknown
        && (audience.isPresent() || nonce.isPresent() || requirements.given())) {
      throw new ParameterException(
          asked,
          "--audience, --nonce and requirements are for presentations; this is a "
              + kind.word()
              + ".");
    }
    if (!ledgers.isEmpty() && kind != Verification.Kind.RECEIPT && !unknown) {
      throw new ParameterException(
          asked, "--require-anchor is for receipts; this is a " + kind.word() + ".");
    }
    if (document.isPresent()
        && (presentation
            || kind == Verification.Kind.CHECKPOINT
            || kind == Verification.Kind.COSE_RECEIPT
            || kind == Verification.Kind.SIGNED_STATEMENT)) {
      throw new ParameterException(
          asked, "--document is for receipts and log proofs; this is a " + kind.word() + ".");
    }
  }

  private TrustFile trust(CommandLine asked) throws IOException {
    try {
      return policy
          .read(asked)
          .trustingBlocks(
              blocks.stream()
                  .map(hash -> hash.startsWith("0x") ? hash.substring(2) : hash)
                  .toList());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(asked, "--trusted-block: 32 bytes as lower-case hex");
    }
  }

  private Policy required(CommandLine asked) throws IOException {
    Policy required = requirements.policy(asked, at.orElseGet(Clock.systemUTC()::instant));
    if (audience.isPresent()) {
      required = required.audience(audience.get());
    }
    if (nonce.isPresent()) {
      required = required.nonce(nonce(asked, nonce.get()));
    }
    return required;
  }

  private static byte[] nonce(CommandLine asked, String hex) {
    try {
      byte[] nonce = HexFormat.of().parseHex(hex);
      if (nonce.length >= Statement.MIN_NONCE && nonce.length <= Statement.MAX_NONCE) {
        return nonce;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new ParameterException(
        asked, "--nonce: " + Statement.MIN_NONCE + " to " + Statement.MAX_NONCE + " bytes in hex");
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    return spec.commandLine();
  }
}
