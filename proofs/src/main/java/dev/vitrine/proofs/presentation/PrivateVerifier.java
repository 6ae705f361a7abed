package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.bbs.BbsProof;
import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The steps of {@link PresentationVerifier} for private presentations. */
final class PrivateVerifier {
  private final Trust trust;

  PrivateVerifier(Trust trust) {
    this.trust = trust;
  }

  void verify(Presentation presentation, Statement statement, Consumer<Step> passed)
      throws RefusedException {
    PrivateBody body;
    try {
      body = PrivateBody.decode(presentation.body());
    } catch (CborException e) {
      throw RefusedException.invalid("format", "proof: " + e.reason());
    }
    if (presentation.binding().length != 0) {
      throw RefusedException.invalid("format", "a private presentation has no binding");
    }
    TrustedIssuer issuer =
        trust.issuers().stream()
            .filter(known -> Arrays.equals(known.id(), body.issuerId()))
            .findFirst()
            .orElseThrow(
                () -> RefusedException.cannotTell("issuer", "the issuer's key is not trusted"));
    if (!issuer.origin().equals(statement.anchor().origin())) {
      throw RefusedException.cannotTell(
          "issuer", "the issuer's key is trusted, but not for this log");
    }
    passed.accept(new Step("issuer", "the issuer's key is trusted for " + issuer.origin()));
    Curve curve = Curve.current();
    PrivateMessages messages = PrivateMessages.of(curve, issuer.suite());
    Schema schema = statement.schema();
    List<Scalar> shown = new ArrayList<>();
    shown.add(messages.origin(statement.anchor().origin()));
    shown.add(PrivateMessages.epoch(statement.issuedAtMillis()));
    statement
        .shown()
        .forEach(
            (slot, value) ->
                shown.add(messages.slot(schema.slots().get(slot), value.orElse(null))));
    try {
      BbsProof proof = BbsProof.parse(curve, body.proof());
      List<Integer> indexes = PrivatePresenter.shown(statement);
      int count = schema.slots().size() + PrivateMessages.FIRST_SLOT;
      if (proof.messageCount(indexes.size()) != count) {
        throw RefusedException.invalid("bbs-proof", "the proof is of another number of slots");
      }
      messages
          .bbs()
          .verifyProof(
              issuer.key(),
              proof,
              PrivateMessages.header(schema),
              Sha256.of(presentation.statement()),
              indexes,
              shown);
    } catch (BbsRefusedException e) {
      throw RefusedException.invalid(
          "bbs-proof",
          "the proof does not hold for this statement ("
              + e.step().name().toLowerCase(Locale.ROOT).replace('_', ' ')
              + ")");
    }
    passed.accept(
        new Step(
            "bbs-proof",
            statement.shown().size() + " of " + schema.slots().size() + " slots shown, signed"));
  }
}
