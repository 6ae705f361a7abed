package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.verdict.LogProofVerifier;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Checks receipts offline.
 *
 * <p>Steps, in order: {@code format}, {@code document} (only if the document is at hand), {@code
 * slots}, {@code schema}, {@code record-inclusion}, {@code promise}, then those of the log proof if
 * there is one, and {@code log-index}. Without a log proof a receipt is a signed promise and no
 * more; the step {@code log} says so.
 */
public final class ReceiptVerifier {
  private final Trust trust;

  /** Believes whom {@code trust} names. */
  public ReceiptVerifier(Trust trust) {
    this.trust = trust;
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
    passed.accept(new Step("format", "receipt version 2, " + file.length + " bytes"));
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
    receipt.proof().verify(receipt.schema(), shown, RecordProof.header(receipt.header()), passed);
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
    if (receipt.logProof().isEmpty()) {
      passed.accept(new Step("log", "no checkpoint covers the batch yet: refresh the receipt"));
      return receipt;
    }
    LogProofVerifier.Placed placed =
        trust.log().verify(receipt.header(), receipt.logProof().get(), passed);
    if (placed.index() != receipt.logIndex() || !placed.origin().equals(receipt.origin())) {
      throw RefusedException.invalid("log-index", "the batch is logged at another place");
    }
    passed.accept(new Step("log-index", "the promise was kept"));
    return receipt;
  }
}
