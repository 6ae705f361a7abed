package dev.vitrine.proofs.credential;

import dev.vitrine.proofs.internal.jose.Es256;
import dev.vitrine.proofs.internal.jose.JoseException;
import dev.vitrine.proofs.internal.jose.Jws;
import dev.vitrine.proofs.internal.jose.SdJwt;
import dev.vitrine.proofs.internal.jsonld.JsonLdException;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks presentations of records' SD-JWT VCs, offline.
 *
 * <p>Steps, in order: {@code format}, {@code header}, {@code issuer}, {@code signature}, {@code
 * disclosures} (which includes {@code hash-algorithm}), {@code form}, {@code validity}, {@code
 * binding}. A passed presentation shows that the issuer signed the record's slots that are shown,
 * and, if an audience was asked for, that the holder of the key shows them to it now; not that the
 * log has the record.
 */
public final class SdJwtCredentialVerifier {
  /** How old, or how far ahead of the verifier's clock, a key binding may be. */
  public static final Duration FRESHNESS = Duration.ofMinutes(5);

  private static final Set<String> BINDING_CLAIMS = Set.of("iat", "aud", "nonce", "sd_hash");

  private final List<CredentialIssuer> issuers;
  private final Clock clock;

  /** Believes {@code issuers}, each for its own log. */
  public SdJwtCredentialVerifier(List<CredentialIssuer> issuers, Clock clock) {
    this.issuers = List.copyOf(issuers);
    this.clock = clock;
  }

  /** A credential whose signature holds and whose disclosures are put in. */
  record Opened(SdJwt token, VerifiedRecord record, Optional<Es256.PublicKey> holder) {}

  /**
   * Checks a presentation.
   *
   * @param audience whom it has to be for, proved with the holder's key; if empty, no proof of
   *     possession is asked for, and anyone may have sent it
   * @param passed is told each step as it passes
   */
  public VerifiedRecord verify(
      String presentation, Optional<Audience> audience, Consumer<Step> passed)
      throws RefusedException {
    Opened opened = open(presentation, issuers, passed);
    BbsCredentialVerifier.checkValidity(opened.record, clock.instant());
    passed.accept(new Step("validity", "until " + opened.record.validUntil()));
    if (audience.isPresent()) {
      checkBinding(opened, audience.get());
      passed.accept(
          new Step("binding", "shown to " + audience.get().name() + " by the holder's key"));
    } else if (opened.token.binding().isEmpty()) {
      passed.accept(new Step("binding", "none asked for: anyone who has it can show it"));
    } else {
      throw RefusedException.cannotTell("binding", "a key binding that nobody asked for");
    }
    return opened.record;
  }

  static Opened open(String credential, List<CredentialIssuer> issuers, Consumer<Step> passed)
      throws RefusedException {
    try {
      SdJwt token = SdJwt.parse(credential);
      Jws jws = Jws.parse(token.jwt(), SdJwtClaims.TYPE);
      passed.accept(new Step("format", token.disclosures().size() + " disclosures"));
      passed.accept(new Step("header", "ES256, " + SdJwtClaims.TYPE));
      CredentialIssuer issuer = issuer(jws, issuers);
      passed.accept(new Step("issuer", issuer.id() + ", key " + issuer.es256KeyId()));
      if (!jws.isBy(issuer.es256())) {
        throw RefusedException.invalid("signature", "not by the issuer's key");
      }
      passed.accept(new Step("signature", "by the issuer's key"));
      JsonObject claims = token.processed(jws.payload());
      passed.accept(new Step("disclosures", "each has its signed digest"));
      VerifiedRecord record = SdJwtClaims.read(claims);
      if (!record.log().equals(issuer.log())) {
        throw RefusedException.invalid("issuer", "the issuer does not speak for that log");
      }
      passed.accept(new Step("form", "a record of " + record.schema()));
      return new Opened(token, record, SdJwtClaims.holder(claims));
    } catch (JoseException e) {
      throw refused(e);
    }
  }

  private static CredentialIssuer issuer(Jws jws, List<CredentialIssuer> issuers)
      throws RefusedException {
    String id;
    try {
      id = StrictJson.text(jws.payload(), "iss", 512);
    } catch (JsonLdException e) {
      throw RefusedException.invalid("issuer", e.reason());
    }
    CredentialIssuer issuer =
        issuers.stream()
            .filter(known -> known.id().equals(id))
            .findFirst()
            .orElseThrow(() -> RefusedException.cannotTell("issuer", "the issuer is not trusted"));
    if (!jws.keyId().equals(issuer.es256KeyId())) {
      throw RefusedException.invalid("issuer", "a key that is not the issuer's");
    }
    return issuer;
  }

  private void checkBinding(Opened opened, Audience audience) throws RefusedException {
    if (opened.token.binding().isEmpty()) {
      throw RefusedException.invalid("binding", "there is no key binding");
    }
    Es256.PublicKey holder =
        opened.holder.orElseThrow(
            () -> RefusedException.invalid("binding", "the credential is bound to no key"));
    try {
      Jws jws = Jws.parse(opened.token.binding(), SdJwtClaims.BINDING_TYPE);
      if (!jws.isBy(holder)) {
        throw RefusedException.invalid("binding", "not by the holder's key");
      }
      JsonObject claims = jws.payload();
      if (!claims.keySet().equals(BINDING_CLAIMS)) {
        throw RefusedException.invalid("binding", "not the claims of a key binding");
      }
      requireEqual(claims, "aud", audience.name());
      requireEqual(claims, "nonce", audience.nonce());
      requireEqual(claims, "sd_hash", opened.token.hash());
      Instant made = SdJwtClaims.time(claims, "iat");
      if (Duration.between(made, clock.instant()).abs().compareTo(FRESHNESS) > 0) {
        throw RefusedException.invalid("binding", "the key binding is not fresh");
      }
    } catch (JoseException e) {
      throw RefusedException.invalid("binding", e.reason());
    } catch (JsonLdException e) {
      throw RefusedException.invalid("binding", e.reason());
    }
  }

  private static void requireEqual(JsonObject claims, String name, String value)
      throws RefusedException, JsonLdException {
    if (!StrictJson.text(claims, name, 512).equals(value)) {
      throw RefusedException.invalid("binding", name + " is another");
    }
  }

  private static RefusedException refused(JoseException e) {
    return switch (e.part()) {
      case FORMAT -> RefusedException.invalid("format", e.reason());
      case HEADER -> RefusedException.invalid("header", e.reason());
      case HASH -> RefusedException.cannotTell("hash-algorithm", e.reason());
      case DISCLOSURE -> RefusedException.invalid("disclosures", e.reason());
    };
  }
}
