package dev.vitrine.proofs.internal.dataintegrity;

import dev.vitrine.proofs.internal.dataintegrity.ProofException.Part;
import dev.vitrine.proofs.internal.jsonld.JsonLdException;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a bbs-2023 proof says of itself, aside of its value. All of it is signed.
 *
 * @param created when, as an XML Schema dateTime, or null
 * @param verificationMethod the URL that names the key
 */
public record ProofOptions(@Nullable String created, String verificationMethod) {
  private static final int MAX_TEXT = 2048;
  private static final Set<String> MEMBERS =
      Set.of("type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue");

  /** Reads the one proof of a credential; refuses members that are not known. */
  public static ProofOptions of(JsonObject credential) throws ProofException {
    JsonObject proof = proof(credential);
    for (String name : proof.keySet()) {
      if (!MEMBERS.contains(name)) {
        throw new ProofException(Part.PROOF_OPTIONS, "a member that bbs-2023 does not have");
      }
    }
    requireText(proof, "type", "DataIntegrityProof");
    requireText(proof, "cryptosuite", "bbs-2023");
    requireText(proof, "proofPurpose", "assertionMethod");
    JsonValue created = proof.get("created");
    if (created != null && !(created instanceof JsonString)) {
      throw new ProofException(Part.PROOF_OPTIONS, "created is not a text");
    }
    return new ProofOptions(
        created instanceof JsonString text ? text.getString() : null,
        text(proof, "verificationMethod", MAX_TEXT));
  }

  static String value(JsonObject credential) throws ProofException {
    return text(proof(credential), "proofValue", StrictJson.MAX_BYTES);
  }

  private static JsonObject proof(JsonObject credential) throws ProofException {
    if (credential.get("proof") instanceof JsonObject proof) {
      return proof;
    }
    throw new ProofException(Part.PROOF_OPTIONS, "there is not exactly one proof");
  }

  private static String text(JsonObject proof, String name, int max) throws ProofException {
    try {
      return StrictJson.text(proof, name, max);
    } catch (JsonLdException e) {
      throw new ProofException(Part.PROOF_OPTIONS, e.reason());
    }
  }

  private static void requireText(JsonObject proof, String name, String value)
      throws ProofException {
    if (!text(proof, name, MAX_TEXT).equals(value)) {
      throw new ProofException(Part.PROOF_OPTIONS, name + " is not " + value);
    }
  }

  /** The proof's members but its value. */
  JsonObjectBuilder json() {
    JsonObjectBuilder out =
        StrictJson.PROVIDER
            .createObjectBuilder()
            .add("type", "DataIntegrityProof")
            .add("cryptosuite", "bbs-2023");
    if (created != null) {
      out.add("created", created);
    }
    return out.add("verificationMethod", verificationMethod).add("proofPurpose", "assertionMethod");
  }

  /** The document that is hashed: those members under the credential's context. */
  JsonObject document(JsonObject credential) {
    return json().add("@context", credential.getOrDefault("@context", JsonValue.NULL)).build();
  }
}
