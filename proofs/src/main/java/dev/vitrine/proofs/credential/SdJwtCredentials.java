package dev.vitrine.proofs.credential;

import dev.vitrine.proofs.internal.jose.JoseException;
import dev.vitrine.proofs.internal.jose.Jws;
import dev.vitrine.proofs.internal.jose.SdJwt;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import dev.vitrine.proofs.verdict.RefusedException;
import jakarta.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Records as SD-JWT VCs (draft-ietf-oauth-sd-jwt-vc on RFC 9901), signed with ES256: how an issuer
 * makes one and how its holder shows a part. Immutable and safe for threads.
 *
 * <p>Every presentation of one credential carries the same signature and can be tied to the others;
 * who wants unlinkable ones uses {@link BbsCredentials}, or has many issued and shows each once.
 */
public final class SdJwtCredentials {
  private final SecureRandom random;

  /**
   * @param random where salts and decoy digests come from
   */
  public SdJwtCredentials(SecureRandom random) {
    this.random = random;
  }

  /**
   * Issues a credential in which every slot that is not always shown has a disclosure of its own.
   *
   * @param holder the key it is bound to; without one, whoever has it can show it
   * @return the compact form with all disclosures
   */
  public String issue(RecordClaims claims, CredentialKeys keys, Optional<HolderKey.Public> holder) {
    if (!claims.log().equals(keys.issuer().log())) {
      throw new IllegalArgumentException("the issuer does not speak for the record's log");
    }
    return SdJwt.issue(
            SdJwtClaims.TYPE,
            SdJwtClaims.open(claims, keys.issuer().id(), holder),
            SdJwtClaims.selective(claims),
            keys.es256(),
            random)
        .text();
  }

  /**
   * Checks a credential, as its holder does on receipt.
   *
   * @return all that it says
   */
  public VerifiedRecord accept(String credential, CredentialIssuer issuer) throws RefusedException {
    return SdJwtCredentialVerifier.open(credential, List.of(issuer), step -> {}).record();
  }

  /** A presentation that shows {@code slots} and what is always shown, bound to nobody. */
  public String present(String credential, Collection<String> slots)
      throws InvalidCredentialException {
    return cut(credential, slots).text();
  }

  /** The same, bound to an audience by the holder's key. */
  public String present(
      String credential, Collection<String> slots, HolderKey key, Audience audience, Instant now)
      throws InvalidCredentialException {
    SdJwt shown = cut(credential, slots);
    JsonObject binding =
        StrictJson.PROVIDER
            .createObjectBuilder()
            .add("iat", now.getEpochSecond())
            .add("aud", audience.name())
            .add("nonce", audience.nonce())
            .add("sd_hash", shown.hash())
            .build();
    String jwt = Jws.sign(SdJwtClaims.BINDING_TYPE, "", binding, key.secret());
    return new SdJwt(shown.jwt(), shown.disclosures(), jwt).text();
  }

  private static SdJwt cut(String credential, Collection<String> slots)
      throws InvalidCredentialException {
    try {
      return SdJwt.parse(credential)
          .showing(
              slots.stream()
                  .map(name -> CredentialDocument.SLOT + name)
                  .collect(Collectors.toSet()));
    } catch (JoseException e) {
      throw new InvalidCredentialException(e.reason());
    }
  }
}
