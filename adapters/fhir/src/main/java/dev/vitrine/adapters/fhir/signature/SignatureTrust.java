package dev.vitrine.adapters.fhir.signature;

import dev.vitrine.adapters.fhir.json.JsonObject;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whose signatures are believed, and what was handed in before: not the adapter's to know. */
public interface SignatureTrust {
  /** Nobody's. */
  SignatureTrust NONE =
      new SignatureTrust() {
        @Override
        public Optional<Signer> signer(String party, Set<String> names) {
          return Optional.empty();
        }

        @Override
        public List<JsonObject> earlier(String party, String type, String id) {
          return List.of();
        }
      };

  /** One whose keys are known. */
  interface Signer {
    /** What it is called by whoever trusts it. */
    String name();

    /** Its keys. */
    List<PublicKey> keys();

    /** Whether a key is its own, by itself or by a certificate that the signature carries. */
    boolean owns(ResourceSignature signature, PublicKey key);
  }

  /**
   * Who is called by one of these names in what {@code party} hands in.
   *
   * @param names references and identifiers ({@code system|value}) by which a signature names who
   *     signed
   */
  Optional<Signer> signer(String party, Set<String> names);

  /** The resources of that type and id that {@code party} handed in before, the newest first. */
  List<JsonObject> earlier(String party, String type, String id);
}
