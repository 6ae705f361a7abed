package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.ledger.cose.CoseHeader;
import dev.vitrine.ledger.cose.CoseReceiptVerifier;
import dev.vitrine.ledger.cose.CoseSign1;
import dev.vitrine.ledger.cose.MalformedCoseException;
import dev.vitrine.ledger.cose.SignedStatement;
import dev.vitrine.ledger.cose.StatementVerifier;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Checks COSE receipts and signed statements offline, against the trust file's logs. */
final class CoseVerification {
  private static final String FORMAT = "format";

  private final CoseReceiptVerifier receipts;
  private final BesideOptions.Beside beside;
  private final Consumer<Step> passed;
  private final BiConsumer<String, String> fact;

  CoseVerification(
      TrustFile trust,
      BesideOptions.Beside beside,
      Consumer<Step> passed,
      BiConsumer<String, String> fact) {
    this.receipts = new CoseReceiptVerifier(trust.policy());
    this.beside = beside;
    this.passed = passed;
    this.fact = fact;
  }

  /** Whether a file is a COSE message, and if so whether it is a receipt. */
  static Optional<Verification.Kind> kind(byte[] file) {
    if (!CoseSign1.looksLikeOne(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          CoseSign1.parse(file).protectedHeader().get(CoseHeader.VDS).isPresent()
              ? Verification.Kind.COSE_RECEIPT
              : Verification.Kind.SIGNED_STATEMENT);
    } catch (MalformedCoseException e) {
      // what looks like one and is none is refused as one
      return Optional.of(Verification.Kind.SIGNED_STATEMENT);
    }
  }

  /** A receipt, of the entry that was given or of another that is known. */
  void receipt(byte[] file, Optional<byte[]> entry) throws RefusedException {
    if (entry.isEmpty()) {
      throw RefusedException.cannotTell(
          CoseReceiptVerifier.INCLUSION, "say with --entry what the receipt is of");
    }
    included(receipts.entry(entry.get(), file, passed));
  }

  /**
   * A statement: its signature, if issuers are given; its receipts, beside it or in it. Of several
   * receipts in it one at least must be of a trusted log, and none may be false.
   */
  void statement(byte[] file) throws RefusedException {
    SignedStatement statement;
    List<byte[]> carried;
    try {
      statement = SignedStatement.parse(file);
      carried = statement.receipts();
    } catch (MalformedCoseException e) {
      throw RefusedException.invalid(FORMAT, e.getMessage());
    }
    passed.accept(new Step(FORMAT, "signed statement, " + file.length + " bytes"));
    if (beside.issuers().isPresent()) {
      new StatementVerifier(beside.issuers().get())
          .verify(statement, Optional.empty(), beside.at(), passed);
    }
    if (beside.receipt().isPresent()) {
      included(receipts.statement(statement, beside.receipt().get(), passed));
    } else if (!carried.isEmpty()) {
      transparent(statement, carried);
    } else if (beside.issuers().isEmpty()) {
      throw RefusedException.cannotTell(
          StatementVerifier.ISSUER,
          "say with --issuers whom to believe, or with --receipt where it is logged");
    }
    fact.accept("issuer", statement.issuer());
    statement.subject().ifPresent(subject -> fact.accept("subject", subject));
    fact.accept("digest", HexFormat.of().formatHex(statement.digest()));
    fact.accept(
        "statement",
        beside.issuers().isPresent() ? "signed by its issuer" : "signature not checked");
  }

  private void transparent(SignedStatement statement, List<byte[]> carried)
      throws RefusedException {
    Optional<RefusedException> unknown = Optional.empty();
    boolean logged = false;
    for (byte[] receipt : carried) {
      List<Step> steps = new ArrayList<>();
      try {
        var shown = receipts.statement(statement, receipt, steps::add);
        steps.forEach(passed);
        included(shown);
        logged = true;
      } catch (RefusedException e) {
        if (e.outcome() == Outcome.INVALID) {
          steps.forEach(passed);
          throw e;
        }
        unknown = Optional.of(e);
      }
    }
    if (!logged && unknown.isPresent()) {
      throw unknown.get();
    }
  }

  private void included(CoseReceiptVerifier.Included shown) {
    fact.accept("log", shown.log().issuer());
    shown.index().ifPresent(index -> fact.accept("index", Long.toString(index)));
    shown.size().ifPresent(size -> fact.accept("size", Long.toString(size)));
  }
}
