package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.scitt.IssuersFile;
import dev.vitrine.ledger.cose.CoseSign1;
import dev.vitrine.ledger.cose.MalformedCoseException;
import dev.vitrine.ledger.cose.SignedStatement;
import dev.vitrine.ledger.cose.StatementIssuer;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.presentation.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What lies beside a file that is checked: the entry a proof is for, a receipt, known issuers. */
final class BesideOptions {
  @Option(
      names = "--entry",
      paramLabel = "FILE",
      description = {
        "what a log proof or COSE receipt is of: a signed statement, a receipt (its batch), or the"
            + " log entry's bytes"
      })
  private Optional<Path> entry = Optional.empty();

  @Option(
      names = "--receipt",
      paramLabel = "FILE",
      description = "the COSE receipt of a signed statement (default: those in the statement)")
  private Optional<Path> receipt = Optional.empty();

  @Option(
      names = "--issuers",
      paramLabel = "FILE",
      description = {
        "whose signed statements to believe (scitt-issuers.json); without it a statement's own"
            + " signature is not checked"
      })
  private Optional<Path> issuers = Optional.empty();

  /**
   * What was given.
   *
   * @param entry the log entry's bytes
   * @param receipt a COSE receipt
   * @param issuers whose statements to believe; empty if not asked for
   * @param at when their certificates must have been valid
   */
  record Beside(
      Optional<byte[]> entry,
      Optional<byte[]> receipt,
      Optional<List<StatementIssuer>> issuers,
      Instant at) {
    /** Nothing. */
    static final Beside NOTHING =
        new Beside(Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH);
  }

  /** Reads what was given. */
  Beside read(CommandLine asked, Instant at) throws IOException {
    return new Beside(
        entry.isPresent()
            ? Optional.of(entry(GivenFile.read(asked, entry.get(), Receipt.MAX_BYTES)))
            : Optional.empty(),
        receipt.isPresent()
            ? Optional.of(GivenFile.read(asked, receipt.get(), CoseSign1.MAX_BYTES))
            : Optional.empty(),
        issuers.isPresent() ? Optional.of(issuers(asked, issuers.get())) : Optional.empty(),
        at);
  }

  /** Refuses options that would silently check nothing of this kind. */
  void requireFitting(CommandLine asked, Verification.Kind kind) {
    boolean statement = kind == Verification.Kind.SIGNED_STATEMENT;
    if (!statement && (receipt.isPresent() || issuers.isPresent())) {
      throw new ParameterException(
          asked,
          "--receipt and --issuers are for signed statements; this is a " + kind.word() + ".");
    }
    if (entry.isPresent()
        && kind != Verification.Kind.LOG_PROOF
        && kind != Verification.Kind.COSE_RECEIPT) {
      throw new ParameterException(
          asked, "--entry is for log proofs and COSE receipts; this is a " + kind.word() + ".");
    }
  }

  /** The log entry that a file stands for. */
  static byte[] entry(byte[] file) {
    if (Receipt.looksLikeOne(file)) {
      try {
        return Receipt.decode(file).header();
      } catch (CborException e) {
        // then it is the entry's own bytes, and will not verify
        return file;
      }
    }
    if (CoseSign1.looksLikeOne(file)) {
      try {
        return SignedStatement.parse(file).entry();
      } catch (MalformedCoseException e) {
        return file;
      }
    }
    return file;
  }

  private static List<StatementIssuer> issuers(CommandLine asked, Path file) {
    try {
      return IssuersFile.read(file);
    } catch (IOException e) {
      throw new ParameterException(asked, String.valueOf(e.getMessage()));
    }
  }
}
