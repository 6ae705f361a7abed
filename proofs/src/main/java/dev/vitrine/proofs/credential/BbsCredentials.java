package dev.vitrine.proofs.credential;

import dev.vitrine.proofs.internal.bbs.RandomScalars;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.dataintegrity.Bbs2023;
import dev.vitrine.proofs.internal.dataintegrity.ProofException;
import dev.vitrine.proofs.internal.dataintegrity.ProofOptions;
import dev.vitrine.proofs.internal.jsonld.Contexts;
import dev.vitrine.proofs.internal.jsonld.JsonLdException;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import dev.vitrine.proofs.verdict.RefusedException;
import jakarta.json.JsonObject;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;

/**
 * Records as W3C Verifiable Credentials 2.0 with a bbs-2023 Data Integrity proof (W3C Data
 * Integrity BBS Cryptosuites 1.0, plain feature): how an issuer makes one and how its holder shows
 * a part. Immutable and safe for threads.
 *
 * <p>Two presentations can't be tied together by their proofs. They can by what they show: the
 * issuer, the times, schema and log are always shown, so times should be coarse; and each tells how
 * many statements are hidden. A base credential ties all its presentations together: it is for its
 * holder alone. Nothing binds it to the holder: whoever has it can show it.
 */
public final class BbsCredentials {
  private static final int HMAC_KEY_LENGTH = 32;

  private final Bbs2023 suite;
  private final SecureRandom random;

  /**
   * @param random where keys of label shuffling and the blindings of proofs come from
   */
  public BbsCredentials(SecureRandom random) {
    this.suite = new Bbs2023(Curve.current(), Contexts.bundled());
    this.random = random;
  }

  /** Issues a base credential: JSON of some kilobytes, in which every slot can be shown alone. */
  public byte[] issue(RecordClaims claims, CredentialKeys keys) throws InvalidCredentialException {
    if (!claims.log().equals(keys.issuer().log())) {
      throw new IllegalArgumentException("the issuer does not speak for the record's log");
    }
    byte[] hmacKey = new byte[HMAC_KEY_LENGTH];
    random.nextBytes(hmacKey);
    try {
      // no time of signing: to the second it would name the credential in every presentation
      return StrictJson.bytes(
          suite.addBaseProof(
              CredentialDocument.of(claims, keys.issuer().id()),
              new ProofOptions(null, keys.issuer().bbsMethod()),
              CredentialDocument.mandatoryPointers(claims),
              keys.bbs(),
              hmacKey));
    } catch (ProofException e) {
      throw new InvalidCredentialException(e.reason());
    }
  }

  /**
   * Checks a base credential, as its holder does on receipt.
   *
   * @return all that it says
   * @throws RefusedException at step {@code format}, {@code context}, {@code form}, {@code issuer}
   *     or {@code signature}
   */
  public VerifiedRecord accept(byte[] credential, CredentialIssuer issuer) throws RefusedException {
    JsonObject document = BbsCredentialVerifier.document(credential);
    VerifiedRecord record = CredentialDocument.read(document);
    BbsCredentialVerifier.checkIssuer(record, document, List.of(issuer));
    try {
      suite.verifyBaseProof(document, issuer.bbs());
    } catch (ProofException e) {
      throw BbsCredentialVerifier.refused(e);
    }
    return record;
  }

  /**
   * Derives a presentation that shows {@code slots} and what is always shown.
   *
   * @param credential a base credential
   * @throws InvalidCredentialException if the credential is not the issuer's, or has no such slot
   */
  public byte[] present(
      byte[] credential, CredentialIssuer issuer, Collection<String> slots, Audience audience)
      throws InvalidCredentialException {
    try {
      return StrictJson.bytes(
          suite.derive(
              StrictJson.object(credential),
              issuer.bbs(),
              slots.stream().sorted().map(CredentialDocument::pointer).toList(),
              audience.presentationHeader(),
              RandomScalars.from(random)));
    } catch (ProofException e) {
      throw new InvalidCredentialException(e.reason());
    } catch (JsonLdException e) {
      throw new InvalidCredentialException(e.reason());
    }
  }
}
