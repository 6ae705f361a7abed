package dev.vitrine.proofs.credential;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.dataintegrity.Bbs2023;
import dev.vitrine.proofs.internal.dataintegrity.ProofException;
import dev.vitrine.proofs.internal.dataintegrity.ProofException.Part;
import dev.vitrine.proofs.internal.dataintegrity.ProofOptions;
import dev.vitrine.proofs.internal.jsonld.Contexts;
import dev.vitrine.proofs.internal.jsonld.JsonLdException;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Checks presentations of records' credentials with a bbs-2023 proof, offline.
 *
 * <p>Steps, in order: {@code format}, {@code context}, {@code form}, {@code issuer}, {@code
 * validity}, then of the proof {@code proof-options}, {@code proof-value}, {@code feature}, {@code
 * presentation}, {@code statements} and {@code signature}, of which only the last is told of as
 * passed. A passed presentation shows that the issuer signed the record's slots that are shown; not
 * that the log has the record, nor who presents it.
 */
public final class BbsCredentialVerifier {
  private final List<CredentialIssuer> issuers;
  private final Clock clock;
  private final Bbs2023 suite;

  /** Believes {@code issuers}, each for its own log. */
  public BbsCredentialVerifier(List<CredentialIssuer> issuers, Clock clock) {
    this.issuers = List.copyOf(issuers);
    this.clock = clock;
    this.suite = new Bbs2023(Curve.current(), Contexts.bundled());
  }

  /**
   * Checks a presentation.
   *
   * @param audience whom it has to be for
   * @param passed is told each step as it passes
   */
  public VerifiedRecord verify(byte[] presentation, Audience audience, Consumer<Step> passed)
      throws RefusedException {
    JsonObject document = document(presentation);
    passed.accept(new Step("format", presentation.length + " bytes of JSON"));
    VerifiedRecord record = CredentialDocument.read(document);
    passed.accept(new Step("context", "the terms mean what this version says"));
    passed.accept(new Step("form", "a record of " + record.schema()));
    CredentialIssuer issuer = checkIssuer(record, document, issuers);
    passed.accept(new Step("issuer", issuer.id() + ", who speaks for the log " + issuer.log()));
    checkValidity(record, clock.instant());
    passed.accept(new Step("validity", "until " + record.validUntil()));
    try {
      suite.verifyDerived(document, issuer.bbs(), audience.presentationHeader());
    } catch (ProofException e) {
      throw refused(e);
    }
    passed.accept(
        new Step(
            "signature", record.slots().size() + " slots signed, shown to " + audience.name()));
    return record;
  }

  static JsonObject document(byte[] credential) throws RefusedException {
    try {
      return StrictJson.object(credential);
    } catch (JsonLdException e) {
      throw RefusedException.invalid("format", e.reason());
    }
  }

  static CredentialIssuer checkIssuer(
      VerifiedRecord record, JsonObject document, List<CredentialIssuer> issuers)
      throws RefusedException {
    CredentialIssuer issuer =
        issuers.stream()
            .filter(known -> known.id().equals(record.issuer()))
            .findFirst()
            .orElseThrow(() -> RefusedException.cannotTell("issuer", "the issuer is not trusted"));
    if (!issuer.log().equals(record.log())) {
      throw RefusedException.invalid("issuer", "the issuer does not speak for that log");
    }
    try {
      if (!ProofOptions.of(document).verificationMethod().equals(issuer.bbsMethod())) {
        throw RefusedException.invalid("issuer", "the proof names a key that is not the issuer's");
      }
    } catch (ProofException e) {
      throw refused(e);
    }
    return issuer;
  }

  static void checkValidity(VerifiedRecord record, Instant now) throws RefusedException {
    if (now.isBefore(record.validFrom())) {
      throw RefusedException.invalid("validity", "not valid yet");
    }
    if (!now.isBefore(record.validUntil())) {
      throw RefusedException.invalid("validity", "no longer valid");
    }
  }

  static RefusedException refused(ProofException e) {
    String step =
        switch (e.part()) {
          case DOCUMENT, INDEXES -> "statements";
          case PROOF_OPTIONS -> "proof-options";
          case PROOF_VALUE -> "proof-value";
          case UNSUPPORTED -> "feature";
          case PRESENTATION -> "presentation";
          case SIGNATURE -> "signature";
        };
    return e.part() == Part.UNSUPPORTED
        ? RefusedException.cannotTell(step, e.reason())
        : RefusedException.invalid(step, e.reason());
  }
}
