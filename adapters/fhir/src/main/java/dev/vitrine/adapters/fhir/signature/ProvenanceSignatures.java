package dev.vitrine.adapters.fhir.signature;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.path.References;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the signatures of a Provenance over its one target, which came in the same Bundle or was
 * handed in before by the same party.
 *
 * <p>A signature that names somebody whose keys are known, and is not by one of them over the
 * target, refuses the Provenance. Nothing is said, and nothing refused, where the signer or the
 * certificate's key is not known, the form or algorithm is not read here, the target is not here,
 * or there are several; and where it is over an older version of the target.
 */
public final class ProvenanceSignatures {
  private static final int MAX_SIGNATURES = 16;
  private static final int MAX_ID = 64;

  private final SignatureTrust trust;

  /** By what is trusted. */
  public ProvenanceSignatures(SignatureTrust trust) {
    this.trust = trust;
  }

  /**
   * Who signed the target; the first, where there are several.
   *
   * @param references what came with the Provenance
   * @param problems takes a signature that is not what it says
   * @throws InvalidDocumentException if there are too many problems to go on
   */
  public Optional<SignedBy> check(
      JsonObject provenance, References references, String party, Problems problems)
      throws InvalidDocumentException {
    Optional<SignedBy> first = Optional.empty();
    List<JsonObject> signatures = provenance.objects("signature");
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      return first;
    }
    List<JsonObject> versions = null;
    for (int i = 0; i < signatures.size(); i++) {
      Optional<ResourceSignature> signature = ResourceSignature.of(signatures.get(i));
      Optional<SignatureTrust.Signer> signer = trust.signer(party, names(signatures.get(i)));
      if (signature.isEmpty() || signer.isEmpty()) {
        continue;
      }
      versions = versions == null ? versions(provenance, references, party) : versions;
      if (!versions.isEmpty()) {
        Optional<SignedBy> by = by(signature.get(), signer.get(), versions, i, problems);
        first = first.isPresent() ? first : by;
      }
    }
    return first;
  }

  private static Optional<SignedBy> by(
      ResourceSignature signature,
      SignatureTrust.Signer signer,
      List<JsonObject> versions,
      int place,
      Problems problems)
      throws InvalidDocumentException {
    Optional<PublicKey> named = signature.certificate().map(X509Certificate::getPublicKey);
    if (named.isPresent() && !signer.owns(signature, named.get())) {
      return Optional.empty();
    }
    List<PublicKey> keys = named.map(List::of).orElse(signer.keys());
    boolean refuted = false;
    for (int version = 0; version < versions.size(); version++) {
      for (PublicKey key : keys) {
        SignatureOutcome outcome = signature.check(versions.get(version), "", key);
        if (outcome == SignatureOutcome.VALID) {
          return version == 0 ? Optional.of(new SignedBy(signer.name(), key)) : Optional.empty();
        }
        refuted |= outcome == SignatureOutcome.INVALID;
      }
    }
    if (refuted) {
      problems.add(
          "invalid-signature",
          "Provenance.signature[" + place + "]",
          "It names somebody whose keys are known here, and none of these keys signed the target.",
          "Sign the target as it was sent, or leave the signature out.");
    }
    return Optional.empty();
  }

  private List<JsonObject> versions(JsonObject provenance, References references, String party) {
    List<JsonObject> targets = provenance.objects("target");
    String literal = targets.size() == 1 ? targets.get(0).string("reference") : null;
    if (literal == null) {
      return List.of();
    }
    JsonObject near = references.find(literal);
    if (near != null) {
      return List.of(near);
    }
    int slash = literal.indexOf('/');
    boolean plain =
        slash > 0
            && literal.indexOf('/', slash + 1) < 0
            && literal.length() - slash - 1 <= MAX_ID
            && literal.indexOf(':') < 0;
    return plain
        ? trust.earlier(party, literal.substring(0, slash), literal.substring(slash + 1))
        : List.of();
  }

  private static Set<String> names(JsonObject signature) {
    Set<String> names = new HashSet<>();
    JsonObject who = signature.object("who");
    if (who != null) {
      String literal = who.string("reference");
      if (literal != null) {
        names.add(literal);
      }
      JsonObject identifier = who.object("identifier");
      String value = identifier == null ? null : identifier.string("value");
      if (identifier != null && value != null) {
        String system = identifier.string("system");
        names.add((system == null ? "" : system) + '|' + value);
      }
    }
    return names;
  }
}
