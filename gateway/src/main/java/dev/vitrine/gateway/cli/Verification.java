package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.gateway.custody.CustodyCheck;
import dev.vitrine.gateway.dscsa.SaleableReturnCheck;
import dev.vitrine.gateway.facts.FactWords;
import dev.vitrine.ledger.audit.CheckpointVerifier;
import dev.vitrine.ledger.audit.LogProofVerifier;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.shard.ShardName;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.proofs.presentation.Presentation;
import dev.vitrine.proofs.presentation.Receipt;
import dev.vitrine.proofs.presentation.ReceiptVerifier;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.presentation.Verifier;
import dev.vitrine.proofs.verdict.LogProofVerifier.Placed;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Checks one file of any kind that Vitrine makes, offline. */
final class Verification {
  private static final byte[] LOG_PROOF =
      "c2sp.org/tlog-proof@v1\n".getBytes(StandardCharsets.US_ASCII);

  private final TrustFile trust;
  private final Policy required;
  private final Optional<byte[]> document;
  private final BesideOptions.Beside beside;
  private final Set<String> ledgers;
  private final Consumer<Step> progress;
  private final List<Step> steps = new ArrayList<>();
  private final List<Verdict.Fact> facts = new ArrayList<>();
  private Optional<CustodyCheck> custody = Optional.empty();
  private Optional<SaleableReturnCheck> saleable = Optional.empty();
  private List<ShownSlot> shown = List.of();
  private List<String> proved = List.of();

  /**
   * One check.
   *
   * @param document what a receipt is for, or the entry that a log proof is of
   * @param beside what else lies beside the file
   * @param ledgers in which a receipt must be anchored
   * @param progress is told each step as it passes
   */
  Verification(
      TrustFile trust,
      Policy required,
      Optional<byte[]> document,
      BesideOptions.Beside beside,
      Set<String> ledgers,
      Consumer<Step> progress) {
    this.trust = trust;
    this.required = required;
    this.document = document;
    this.beside = beside;
    this.ledgers = ledgers;
    this.progress = progress;
  }

  /** One check of a file that stands by itself. */
  Verification(
      TrustFile trust, Policy required, Optional<byte[]> document, Consumer<Step> progress) {
    this(trust, required, document, BesideOptions.Beside.NOTHING, Set.of(), progress);
  }

  /** Follows a chain of custody through the presentation, too. */
  Verification following(Optional<CustodyCheck> chain) {
    custody = chain;
    return this;
  }

  /** Checks that a pack is fit to be sold again, too. */
  Verification returning(Optional<SaleableReturnCheck> pack) {
    saleable = pack;
    return this;
  }

  /** What kind of file it says it is. */
  static Kind kind(byte[] file) {
    if (Presentation.looksLikeOne(file)) {
      return Kind.PRESENTATION;
    }
    if (Receipt.looksLikeOne(file)) {
      return Kind.RECEIPT;
    }
    if (file.length >= LOG_PROOF.length
        && Arrays.equals(LOG_PROOF, 0, LOG_PROOF.length, file, 0, LOG_PROOF.length)) {
      return Kind.LOG_PROOF;
    }
    Optional<Kind> cose = CoseVerification.kind(file);
    if (cose.isPresent()) {
      return cose.get();
    }
    try {
      SignedCheckpoint.parse(file);
      return Kind.CHECKPOINT;
    } catch (MalformedNoteException e) {
      return Kind.UNKNOWN;
    }
  }

  /** Checks {@code file}. */
  Verdict verify(byte[] file) {
    Kind kind = kind(file);
    Optional<RefusedException> refused = Optional.empty();
    try {
      switch (kind) {
        case PRESENTATION -> presentation(file);
        case RECEIPT -> receipt(file);
        case LOG_PROOF -> logProof(file);
        case CHECKPOINT -> checkpoint(file);
        case COSE_RECEIPT -> cose().receipt(file, entry());
        case SIGNED_STATEMENT -> cose().statement(file);
        case UNKNOWN ->
            throw RefusedException.invalid(
                "format",
                "neither a presentation, a receipt, a log proof, a checkpoint nor a COSE message");
      }
    } catch (RefusedException e) {
      refused = Optional.of(e);
    }
    return refused.isPresent()
        ? new Verdict(kind.word(), steps, refused, List.of(), List.of(), List.of())
        : new Verdict(kind.word(), steps, refused, facts, shown, proved);
  }

  private void presentation(byte[] file) throws RefusedException {
    var verdict = new Verifier(trust.trust(), new SecureRandom()).verify(file, required);
    verdict.steps().forEach(this::passed);
    Statement statement = verdict.statement();
    if (custody.isPresent()) {
      passed(custody.get().check(verdict));
    }
    if (saleable.isPresent()) {
      saleable.get().check(verdict, this::passed);
    }
    shown = ShownSlot.of(statement);
    proved = FactWords.of(statement);
    fact("mode", statement.mode().name().toLowerCase(Locale.ROOT));
    statement.records().forEach(record -> fact("schema", record.schema().id()));
    fact("audience", statement.audience());
    fact("nonce", HexFormat.of().formatHex(statement.nonce()));
    fact("purpose", statement.purpose());
    fact("policy", statement.policyId());
    fact("issued", Instant.ofEpochMilli(statement.issuedAtMillis()).toString());
    fact("expires", Instant.ofEpochMilli(statement.expiresAtMillis()).toString());
    fact("log", statement.anchor().origin());
  }

  private void receipt(byte[] file) throws RefusedException {
    Receipt receipt =
        new ReceiptVerifier(trust.trust())
            .requiring(ledgers)
            .verify(file, document.map(sent -> CommittedOriginal.in(sent, file)), this::passed);
    fact("schema", receipt.schema().id());
    fact("document", receipt.document());
    long shard = ShardName.of(receipt.origin()).map(ShardName::number).orElse(0);
    long index = (shard << Placed.INDEX_BITS) + receipt.logIndex();
    fact("record", index + "-" + receipt.position());
    fact("root", HexFormat.of().formatHex(receipt.recordRoot()));
    fact("state", state(receipt));
  }

  private String state(Receipt receipt) {
    List<String> anchored =
        steps.stream()
            .filter(step -> step.name().equals(ReceiptVerifier.ANCHORED))
            .map(Step::detail)
            .toList();
    if (!anchored.isEmpty()) {
      return "anchored in " + String.join("; ", anchored);
    }
    return receipt.logProof().isPresent() ? "published" : "sequenced";
  }

  private void logProof(byte[] file) throws RefusedException {
    if (entry().isEmpty()) {
      throw RefusedException.cannotTell(
          LogProofVerifier.LOG_INCLUSION, "say with --entry what the proof is of");
    }
    var placed = trust.trust().log().verify(entry().get(), file, this::passed);
    fact("log", placed.origin());
    fact("index", Long.toString(placed.index()));
    if (placed.shard() > 0) {
      fact("under", placed.anchor().origin());
    }
    fact("size", Long.toString(placed.anchor().size()));
  }

  private void checkpoint(byte[] file) throws RefusedException {
    SignedCheckpoint signed = SignedCheckpoint.parse(file);
    new CheckpointVerifier(trust.policy()).verify(signed, this::passed);
    fact("log", signed.checkpoint().origin());
    fact("size", Long.toString(signed.checkpoint().size()));
    fact("root", HexFormat.of().formatHex(signed.checkpoint().root()));
  }

  private Optional<byte[]> entry() {
    return beside.entry().or(() -> document);
  }

  private CoseVerification cose() {
    return new CoseVerification(trust, beside, this::passed, this::fact);
  }

  private void passed(Step step) {
    steps.add(step);
    progress.accept(step);
  }

  private void fact(String name, String value) {
    facts.add(new Verdict.Fact(name, value));
  }

  /** What a file can be. */
  enum Kind {
    PRESENTATION,
    RECEIPT,
    LOG_PROOF,
    CHECKPOINT,
    COSE_RECEIPT,
    SIGNED_STATEMENT,
    UNKNOWN;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
