package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.internal.bbs.Bbs;
import dev.vitrine.proofs.internal.bbs.BbsProver;
import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The steps of {@link Verifier} for private presentations. */
final class PrivateReader {
  private static final String STEP = "bbs-proof";

  private final Curve curve;
  private final Trust trust;
  private final Instant now;

  PrivateReader(Curve curve, Trust trust, Instant now) {
    this.now = now;
    this.curve = curve;
    this.trust = trust;
  }

  void read(Presentation presentation, Statement statement, Reading reading)
      throws RefusedException {
    PrivateBody body;
    try {
      body = PrivateBody.decode(presentation.body(), curve);
    } catch (CborException e) {
      throw RefusedException.invalid("format", "proof: " + e.reason());
    }
    if (presentation.binding().length != 0) {
      throw RefusedException.invalid("format", "a private presentation has no binding");
    }
    if (body.records().size() != statement.records().size() || body.facts().link().length != 0) {
      throw RefusedException.invalid("format", "the proof is of other records than are stated");
    }
    TrustedIssuer issuer = issuer(statement, body.issuerId(), reading);
    FactPlan plan = FactPlan.of(statement);
    FactsReader facts =
        new FactsReader(
            curve, trust, presentation.statement(), statement, plan, body.facts(), now, reading);
    List<FactsVerifier.BbsRead> reads = new ArrayList<>();
    int shown = 0;
    int slots = 0;
    for (int i = 0; i < body.records().size(); i++) {
      RecordClaim claim = statement.records().get(i);
      reads.add(bbs(statement, claim, body.records().get(i), issuer, reading));
      shown += claim.shown().size();
      slots += claim.schema().slots().size();
    }
    reading.pending(STEP, shown + " of " + slots + " slots shown, signed");
    facts.gather(reads);
    for (int i = 0; i < reads.size(); i++) {
      Schema schema = statement.records().get(i).schema();
      for (int slot = 0; slot < schema.slots().size(); slot++) {
        var variable = plan.variable(new SlotRef(i, slot));
        if (variable.isPresent()) {
          facts.same(reads.get(i), PrivateMessages.FIRST_SLOT + slot, variable.get());
        }
      }
    }
  }

  private TrustedIssuer issuer(Statement statement, byte[] id, Reading reading)
      throws RefusedException {
    TrustedIssuer issuer =
        trust.issuers().stream()
            .filter(known -> Arrays.equals(known.id(), id))
            .findFirst()
            .orElseThrow(
                () -> RefusedException.cannotTell("issuer", "the issuer's key is not trusted"));
    if (!issuer.origin().equals(statement.anchor().origin())) {
      throw RefusedException.cannotTell(
          "issuer", "the issuer's key is trusted, but not for this log");
    }
    reading.passed(new Step("issuer", "the issuer's key is trusted for " + issuer.origin()));
    new WindowCheck("issuer " + issuer, trust.window(issuer.id()), reading::passed)
        .day(statement.issuedAtMillis(), now);
    return issuer;
  }

  private FactsVerifier.BbsRead bbs(
      Statement statement, RecordClaim claim, BbsBody body, TrustedIssuer issuer, Reading reading)
      throws RefusedException {
    Bbs bbs = PrivateMessages.of(curve, issuer.suite().bbs()).bbs();
    List<Integer> shown = PrivateMessages.shown(claim);
    List<Scalar> messages =
        PrivateMessages.shownMessages(
            claim, statement.anchor().origin(), statement.issuedAtMillis());
    int count = claim.schema().slots().size() + PrivateMessages.FIRST_SLOT;
    if (body.proof().messageCount(shown.size()) != count) {
      throw RefusedException.invalid(STEP, "the proof is of another number of slots");
    }
    try {
      BbsProver.Commitment first =
          bbs.gatherProof(
              reading.equations(),
              STEP,
              issuer.key(),
              body.proof(),
              body.first(),
              PrivateMessages.header(claim.schema()),
              shown,
              messages);
      return new FactsVerifier.BbsRead(
          STEP,
          body,
          new BbsPart(first, header -> bbs.challenge(first, shown, messages, header)),
          shown);
    } catch (BbsRefusedException e) {
      throw RefusedException.invalid(
          STEP,
          "the proof does not hold for this statement ("
              + e.step().name().toLowerCase(Locale.ROOT).replace('_', ' ')
              + ")");
    }
  }
}
