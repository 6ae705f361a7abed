package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.verdict.AnchorVerifier;
import dev.vitrine.proofs.verdict.LogProofVerifier;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Checks receipts offline.
 *
 * <p>Steps, in order: {@code format}, {@code document} (only if the document is at hand), {@code
 * slots}, {@code schema}, {@code record-inclusion}, {@code promise}, then those of the log proof if
 * there is one, and {@code log-index}. Without a log proof a receipt is a signed promise and no
 * more; the step {@code log} says so.
 *
 * <p>Then for each external ledger in it: the steps of its log proof, {@code log-index}, the
 * ledger's own, and {@code anchored}. Evidence that can't be checked, as of a ledger that the
 * verifier does not know, is not counted: the step {@code anchor-unchecked} says so, and the record
 * is not called anchored there. Evidence that is false refuses the receipt. Whoever needs a ledger
 * {@link #requiring requires} it: then the former is refused too, and a receipt without it, at
 * {@code anchor-required}.
 *
 * <p>Last, if the window of the gateway's key is known, {@code key-window}: the batch must be
 * closed within it. If the key was revoked later, its promise counts only if others say that the
 * batch was logged before: witnesses cosigned the checkpoint before the revocation, or the batch
 * stands below the size that the log is known to have had then.
 */
public final class ReceiptVerifier {
  /** The step: a ledger has taken in a checkpoint that covers the record; names it, and when. */
  public static final String ANCHORED = "anchored";

  private static final String LOG_INDEX = "log-index";

  private final Trust trust;
  private final Set<String> required;

  /** Believes whom {@code trust} names. */
  public ReceiptVerifier(Trust trust) {
    this(trust, Set.of());
  }

  private ReceiptVerifier(Trust trust, Set<String> required) {
    this.trust = trust;
    this.required = Set.copyOf(required);
  }

  /** The same, which takes no receipt that is not anchored in all these ledgers. */
  public ReceiptVerifier requiring(Set<String> ledgers) {
    return new ReceiptVerifier(trust, ledgers);
  }

  /**
   * Checks a receipt.
   *
   * @param document the document it should be for, if at hand
   * @param passed is told each step as it passes
   */
  public Receipt verify(byte[] file, Optional<byte[]> document, Consumer<Step> passed)
      throws RefusedException {
    Receipt receipt;
    try {
      receipt = Receipt.decode(file);
    } catch (CborException e) {
      throw RefusedException.invalid("format", e.reason());
    }
    passed.accept(
        new Step("format", "receipt version " + receipt.version() + ", " + file.length + " bytes"));
    if (document.isPresent()) {
      String digest = HexFormat.of().formatHex(Sha256.of(document.get()));
      if (!digest.equals(receipt.document())) {
        throw RefusedException.invalid("document", "the receipt is for another document");
      }
      passed.accept(new Step("document", "SHA-256 is the committed one"));
    }
    var shown = new TreeMap<Integer, Optional<byte[]>>();
    shown.put(
        receipt.schema().indexOf(Schema.DOCUMENT),
        Optional.of(receipt.document().getBytes(StandardCharsets.UTF_8)));
    BatchHeader header = RecordProof.header(receipt.header());
    receipt.proof().verify(receipt.schema(), shown, header, passed);
    GatewayKey.Public key =
        trust
            .gatewayKey(receipt.gatewayKeyId())
            .orElseThrow(
                () -> RefusedException.cannotTell("promise", "the gateway's key is not trusted"));
    byte[] promised = Receipt.promised(receipt.header(), receipt.origin(), receipt.logIndex());
    if (!key.verify(Receipt.PROMISE, promised, receipt.promise())) {
      throw RefusedException.invalid("promise", "the gateway's signature does not hold");
    }
    passed.accept(
        new Step(
            "promise",
            "gateway key "
                + key
                + " promised to log the batch in "
                + receipt.origin()
                + " at "
                + receipt.logIndex()));
    Optional<LogProofVerifier.Placed> placed = Optional.empty();
    if (receipt.logProof().isEmpty()) {
      passed.accept(new Step("log", "no checkpoint covers the batch yet: refresh the receipt"));
    } else {
      placed =
          Optional.of(logged(receipt, receipt.logProof().get(), "the promise was kept", passed));
    }
    anchors(receipt, passed);
    new WindowCheck("gateway " + key, trust.window(receipt.gatewayKeyId()), passed)
        .promise(header.closedAtMillis(), placed);
    return receipt;
  }

  private LogProofVerifier.Placed logged(
      Receipt receipt, byte[] proof, String shows, Consumer<Step> passed) throws RefusedException {
    LogProofVerifier.Placed placed = trust.log().verify(receipt.header(), proof, passed);
    if (placed.index() != receipt.logIndex() || !placed.origin().equals(receipt.origin())) {
      throw RefusedException.invalid(LOG_INDEX, "the batch is logged at another place");
    }
    passed.accept(new Step(LOG_INDEX, shows));
    return placed;
  }

  private void anchors(Receipt receipt, Consumer<Step> passed) throws RefusedException {
    Set<String> missing = new TreeSet<>(required);
    for (LedgerProof anchor : receipt.anchors()) {
      logged(receipt, anchor.logProof(), "the same place, in the anchored tree", passed);
      List<Step> steps = new ArrayList<>();
      try {
        AnchorVerifier.Anchored anchored = anchored(anchor, steps::add);
        steps.forEach(passed);
        passed.accept(new Step(ANCHORED, anchor.ledger() + " at " + anchored.since()));
        missing.remove(anchor.ledger());
      } catch (RefusedException e) {
        if (e.outcome() == Outcome.INVALID || required.contains(anchor.ledger())) {
          steps.forEach(passed);
          throw e;
        }
        // what had passed before is left out, so that nobody takes it for the whole
        String why = e.step() + ": " + e.reason();
        passed.accept(new Step("anchor-unchecked", anchor.ledger() + " not checked: " + why));
      }
    }
    if (!missing.isEmpty()) {
      throw RefusedException.invalid(
          "anchor-required", "the receipt is not anchored in " + String.join(", ", missing));
    }
  }

  private AnchorVerifier.Anchored anchored(LedgerProof anchor, Consumer<Step> passed)
      throws RefusedException {
    return trust
        .ledgers()
        .verify(anchor.ledger(), anchor.logProof(), anchor.mediaType(), anchor.evidence(), passed);
  }
}
