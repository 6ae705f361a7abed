package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.ledgers.LedgerPin;
import dev.vitrine.gateway.ledgers.LedgerPins;
import dev.vitrine.gateway.ledgers.TimeStamperPin;
import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.anchor.tsa.EvidenceKeeper;
import dev.vitrine.ledger.anchor.tsa.EvidenceRenewal;
import dev.vitrine.ledger.anchor.tsa.TimeStampClient;
import dev.vitrine.ledger.anchor.tsa.TimeStampEvidence;
import dev.vitrine.ledger.anchor.tsa.TimeStampHash;
import dev.vitrine.ledger.anchor.tsa.TimeStampReply;
import dev.vitrine.ledger.anchor.tsa.TimeStampTrust;
import dev.vitrine.ledger.anchor.tsa.VerifiedTime;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.TlogProof;
import dev.vitrine.ledger.transport.HttpTransport;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.presentation.LedgerProof;
import dev.vitrine.proofs.presentation.Receipt;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
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

/** {@code vitrine anchor renew}: keeps the time-stamps in a receipt good for longer. */
@Command(
    name = "renew",
    description = {
      "Renews the time-stamps (RFC 3161) in a receipt before their certificates expire, as RFC 4998"
          + " has it.",
      "Each is verified before and after by the roots that --policy has for its ledger: the"
          + " authority that stamps now must be under one of them.",
      "What is not due stays as it is. The rest of the receipt is not looked at: vitrine verify"
          + " does that."
    },
    mixinStandardHelpOptions = true)
final class AnchorRenewCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Mixin private PolicyOption policy = new PolicyOption();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "the receipt")
  private Path file = Path.of("");

  @Option(
      names = "--url",
      paramLabel = "URL",
      required = true,
      description = "the authority that stamps now")
  private URI url = URI.create("");

  @Option(
      names = "--out",
      paramLabel = "NEW",
      required = true,
      description = "where the renewed receipt goes, a new file")
  private Path out = Path.of("");

  @Option(names = "--ledger", paramLabel = "NAME", description = "one ledger (default: all)")
  private Optional<String> ledger = Optional.empty();

  @Option(
      names = "--before",
      paramLabel = "DAYS",
      defaultValue = "365",
      description = "renew what expires within so many days (default ${DEFAULT-VALUE})")
  private int before;

  @Option(
      names = "--hash",
      paramLabel = "HASH",
      defaultValue = "SHA256",
      description =
          "the hash function from now on: ${COMPLETION-CANDIDATES}; evidence by a shorter one is due"
              + " (default ${DEFAULT-VALUE})")
  private TimeStampHash hash = TimeStampHash.SHA256;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    CommandLine asked = spec.commandLine();
    if (url.getScheme() == null || !url.getScheme().matches("https?") || url.getHost() == null) {
      throw new ParameterException(asked, "--url must be an address with http or https");
    }
    if (before < 1) {
      throw new ParameterException(asked, "--before must be positive");
    }
    if (Files.exists(out)) {
      throw new ParameterException(asked, out + " is there already; name a new file with --out.");
    }
    LedgerPins pins = policy.read(asked).ledgers();
    Receipt receipt = receipt(asked);
    try {
      List<LedgerProof> anchors = new ArrayList<>();
      int stamped = 0;
      boolean changed = false;
      for (LedgerProof anchor : receipt.anchors()) {
        Optional<LedgerProof> now = Optional.empty();
        if (ledger.map(anchor.ledger()::equals).orElse(true)
            && pins.find(anchor.ledger()).orElse(null) instanceof TimeStamperPin pin) {
          stamped++;
          now = renewed(asked, anchor, pin);
        }
        changed |= now.isPresent();
        anchors.add(now.orElse(anchor));
      }
      if (stamped == 0) {
        throw new ParameterException(
            asked,
            file + " has no evidence of " + ledger.orElse("a time-stamper") + " in the policy.");
      }
      if (changed) {
        Files.write(out, bounded(receipt.with(anchors)), StandardOpenOption.CREATE_NEW);
        asked.getOut().println("Written to " + out + ".");
      } else {
        asked.getOut().println("Nothing is due; nothing is written.");
      }
      asked.getOut().flush();
      return ExitCode.OK;
    } catch (RefusedException e) {
      asked.getErr().println("Not done: " + Report.printable(e.step() + ": " + e.reason()));
      return e.outcome() == Outcome.INVALID ? ExitCode.INVALID : ExitCode.CANNOT_TELL;
    } catch (AnchorException e) {
      asked.getErr().println("Not done: " + e.getMessage());
      return ExitCode.CANNOT_TELL;
    }
  }

  /** The same with newer evidence; empty if it is not due. */
  private Optional<LedgerProof> renewed(CommandLine asked, LedgerProof anchor, TimeStamperPin pin)
      throws RefusedException {
    EvidenceRenewal.Aged aged = aged(anchor);
    Clock clock = Clock.systemUTC();
    Duration margin = Duration.ofDays(before);
    Instant expires = expires(aged, pin.trust());
    if (!expires.isAfter(clock.instant())) {
      throw RefusedException.invalid(
          "ers-renewal", pin.name() + " expired at " + expires + ", too late to be renewed");
    }
    EvidenceRenewal.Result result =
        new EvidenceRenewal(client(pin, clock), hash, pin.trust())
            .renew(List.of(aged), clock.instant().plus(margin), weaker());
    if (!result.failed().isEmpty()) {
      throw result.failed().get(0).refusal();
    }
    if (result.renewed().isEmpty()) {
      asked.getOut().println(pin.name() + ": good until " + expires + ", not due");
      return Optional.empty();
    }
    EvidenceRenewal.Renewed made = result.renewed().get(0);
    if (weaker().isEmpty() && !EvidenceKeeper.gains(expires, made.last(), margin)) {
      throw RefusedException.cannotTell(
          "ers-renewal",
          "this authority's stamps last until "
              + made.last().expires()
              + ", which gains too little over "
              + expires);
    }
    asked
        .getOut()
        .println(pin.name() + ": good until " + made.last().expires() + ", was " + expires);
    return Optional.of(
        new LedgerProof(
            anchor.ledger(),
            anchor.logProof(),
            made.evidence().mediaType(),
            made.evidence().bytes()));
  }

  private Set<TimeStampHash> weaker() {
    Set<TimeStampHash> weaker = EnumSet.noneOf(TimeStampHash.class);
    for (TimeStampHash each : TimeStampHash.values()) {
      if (each.compareTo(hash) < 0) {
        weaker.add(each);
      }
    }
    return weaker;
  }

  private TimeStampClient client(TimeStamperPin pin, Clock clock) {
    return new TimeStampClient(
        url,
        new HttpTransport(PATIENCE, TimeStampReply.MAX_BYTES),
        pin.trust(),
        pin.policy(),
        clock,
        new SecureRandom());
  }

  private static EvidenceRenewal.Aged aged(LedgerProof anchor) throws RefusedException {
    try {
      Checkpoint checkpoint = TlogProof.parse(anchor.logProof()).checkpoint().checkpoint();
      return new EvidenceRenewal.Aged(
          new AnchorEvidence(anchor.mediaType(), anchor.evidence()), checkpoint);
    } catch (MalformedNoteException | IllegalArgumentException e) {
      throw RefusedException.invalid(LedgerPins.ANCHOR_LEDGER, "neither a log proof nor evidence");
    }
  }

  private static Instant expires(EvidenceRenewal.Aged aged, TimeStampTrust trust)
      throws RefusedException {
    List<VerifiedTime> times =
        new TimeStampEvidence(trust).verify(aged.evidence(), aged.checkpoint(), step -> {});
    return times.get(times.size() - 1).expires();
  }

  private static byte[] bounded(Receipt receipt) throws IOException {
    byte[] bytes = receipt.encode();
    if (bytes.length > Receipt.MAX_BYTES) {
      throw new IOException("a receipt has at most " + Receipt.MAX_BYTES + " bytes");
    }
    return bytes;
  }

  private Receipt receipt(CommandLine asked) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(asked, "There is no file " + file + ".");
    }
    if (ledger.isPresent() && !LedgerPin.NAME.matcher(ledger.get()).matches()) {
      throw new ParameterException(asked, "--ledger: lower-case letters, digits and hyphens");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Receipt.decode(in.readNBytes(Receipt.MAX_BYTES + 1));
    } catch (CborException e) {
      throw new ParameterException(asked, file + " is no receipt: " + e.reason() + ".");
    }
  }
}
