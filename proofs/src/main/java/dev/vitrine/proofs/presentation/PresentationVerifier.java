package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.verdict.LogProofVerifier;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checks presentations offline, against trusted keys and the verifier's own expectations.
 *
 * <p>Steps, in order: {@code format}, {@code predicates}, {@code audience}, {@code nonce}, {@code
 * freshness}; then in anchored mode {@code slots}, {@code schema}, {@code record-inclusion}, {@code
 * elements}, those of the log proof, {@code anchor} and {@code binding}; in private mode {@code
 * issuer} and {@code bbs-proof}. The first that fails is named in the refusal.
 */
public final class PresentationVerifier {
  /** How far ahead of the verifier's clock a gateway's may be. */
  static final long SKEW_MILLIS = 60_000;

  private final Trust trust;

  /** Believes whom {@code trust} names. */
  public PresentationVerifier(Trust trust) {
    this.trust = trust;
  }

  /**
   * Checks a presentation.
   *
   * @param passed is told each step as it passes
   * @return what it states, which now holds
   */
  public Statement verify(byte[] file, Expectation expected, Consumer<Step> passed)
      throws RefusedException {
    Presentation presentation;
    Statement statement;
    try {
      presentation = Presentation.decode(file);
      statement = Statement.decode(presentation.statement());
    } catch (CborException e) {
      throw RefusedException.invalid("format", e.reason());
    } catch (UnknownPredicateException e) {
      throw RefusedException.cannotTell(
          "predicates", "a claimed fact is of a kind that this version can't check");
    }
    passed.accept(
        new Step("format", statement.mode() + " presentation, " + file.length + " bytes"));
    expectations(statement, expected, passed);
    switch (statement.mode()) {
      case ANCHORED -> anchored(presentation, statement, passed);
      case PRIVATE -> new PrivateVerifier(trust).verify(presentation, statement, passed);
    }
    return statement;
  }

  private static void expectations(Statement statement, Expectation expected, Consumer<Step> passed)
      throws RefusedException {
    if (expected.audience().isPresent()) {
      if (!expected.audience().get().equals(statement.audience())) {
        throw RefusedException.invalid("audience", "the presentation is for somebody else");
      }
      passed.accept(new Step("audience", "is for " + statement.audience()));
    }
    if (expected.nonce().isPresent()) {
      if (!MessageDigest.isEqual(expected.nonce().get(), statement.nonce())) {
        throw RefusedException.invalid("nonce", "the presentation answers another request");
      }
      passed.accept(new Step("nonce", "answers this request"));
    }
    long now = expected.now().toEpochMilli();
    if (statement.issuedAtMillis() > now + SKEW_MILLIS) {
      throw RefusedException.invalid("freshness", "the presentation is from the future");
    }
    if (statement.expiresAtMillis() < now) {
      throw RefusedException.invalid(
          "freshness",
          "the presentation expired at " + Instant.ofEpochMilli(statement.expiresAtMillis()));
    }
    passed.accept(
        new Step("freshness", "until " + Instant.ofEpochMilli(statement.expiresAtMillis())));
  }

  private void anchored(Presentation presentation, Statement statement, Consumer<Step> passed)
      throws RefusedException {
    AnchoredBody body;
    try {
      body = AnchoredBody.decode(presentation.body(), statement);
    } catch (CborException e) {
      throw RefusedException.invalid("format", "proof: " + e.reason());
    }
    body.record().verify(statement.schema(), statement.shown(), passed);
    body.verifyElements(statement, passed);
    LogProofVerifier.Placed placed =
        trust.log().verify(body.record().header(), body.logProof(), passed);
    Statement.Anchor anchor = statement.anchor();
    if (!placed.origin().equals(anchor.origin())
        || placed.size() != anchor.size()
        || !MessageDigest.isEqual(placed.root(), anchor.root())) {
      throw RefusedException.invalid("anchor", "the proof rests on another checkpoint");
    }
    passed.accept(new Step("anchor", placed.origin() + " at size " + placed.size()));
    Optional<GatewayKey.Public> key = trust.gatewayKey(body.gatewayKeyId());
    if (key.isEmpty()) {
      throw RefusedException.cannotTell("binding", "the gateway's key is not trusted");
    }
    byte[] digest = AnchoredPresenter.digest(presentation.statement(), presentation.body());
    if (!key.get().verify(AnchoredPresenter.BINDING, digest, presentation.binding())) {
      throw RefusedException.invalid(
          "binding", "the gateway did not make this presentation for this request");
    }
    passed.accept(
        new Step("binding", "made by gateway key " + key.get() + " for this audience and nonce"));
  }
}
