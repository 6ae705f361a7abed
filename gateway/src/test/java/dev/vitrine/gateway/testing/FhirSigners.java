package dev.vitrine.gateway.testing;

import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.adapters.fhir.signature.CanonicalForm;
import dev.vitrine.adapters.fhir.signature.CanonicalJson;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Signs FHIR resources as the one whom the tested gateway knows, or as somebody else. */
public final class FhirSigners {
  /** Whose key the gateway knows. */
  public static final String WHO = "Practitioner/berg";

  // a system property, because Quarkus loads test classes more than once
  private static final String KEY = "vitrine.test.fhir-signer";

  private FhirSigners() {}

  /** Makes the tested gateway in this folder know the signer, in HOSPITAL_K's documents. */
  static void write(Path data) throws IOException {
    KeyPair pair = generate();
    Files.writeString(
        data.resolve("fhir-signers.json"),
        """
        {"signers": [{"party": "hospital-k", "who": ["%s"], "roots": [], "keys":
          ["-----BEGIN PUBLIC KEY-----\\n%s\\n-----END PUBLIC KEY-----"]}]}
        """
            .formatted(WHO, Base64.getEncoder().encodeToString(pair.getPublic().getEncoded())));
    System.setProperty(KEY, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
  }

  /** The key that the gateway knows. */
  public static PrivateKey known() {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePrivate(
              new PKCS8EncodedKeySpec(Base64.getDecoder().decode(System.getProperty(KEY))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Another key. */
  public static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A Provenance of {@code target} with a signature over {@code signed}. */
  public static String provenance(String target, String who, PrivateKey key, String signed) {
    Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
    String header =
        url.encodeToString(
            bytes("{\"alg\":\"EdDSA\",\"canon\":\"" + CanonicalForm.STATIC.uri() + "\"}"));
    try {
      byte[] payload =
          CanonicalJson.of(
              StrictJsonReader.read(bytes(signed), new Problems()), CanonicalForm.STATIC, "");
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(bytes(header + '.' + url.encodeToString(payload)));
      String jws = header + ".." + url.encodeToString(signature.sign());
      return """
          {"resourceType": "Provenance", "target": [{"reference": "%s"}],
           "recorded": "2026-03-02T08:45:00Z", "agent": [{"who": {"reference": "%s"}}],
           "signature": [{"type": [{"system": "urn:iso-astm:E1762-95:2013",
             "code": "1.2.840.10065.1.12.1.1"}], "when": "2026-03-02T08:45:00Z",
             "who": {"reference": "%s"}, "sigFormat": "application/jose", "data": "%s"}]}
          """
          .formatted(target, who, who, Base64.getEncoder().encodeToString(bytes(jws)));
    } catch (GeneralSecurityException | InvalidDocumentException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
