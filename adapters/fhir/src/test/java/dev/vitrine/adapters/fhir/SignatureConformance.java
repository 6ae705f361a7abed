package dev.vitrine.adapters.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.adapters.fhir.signature.ResourceSignature;
import dev.vitrine.adapters.fhir.signature.SignatureOutcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.PublicKey;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Published signatures on FHIR resources. */
class SignatureConformance {
  @Test
  void hl7sSignedBundle() throws Exception {
    String text =
        Files.readString(
            Samples.folder().resolve("fhir-test-cases/valid-edge/bundle-signed-good.json"));
    ResourceSignature signature = signature(json(text)).orElseThrow();
    PublicKey key = signature.certificate().orElseThrow().getPublicKey();

    assertEquals(SignatureOutcome.VALID, signature.check(json(text), "signature", key));
    assertTrue(text.contains("\"final\""));
    assertEquals(
        SignatureOutcome.INVALID,
        signature.check(json(text.replace("\"final\"", "\"amended\"")), "signature", key));
  }

  @Test
  void aSignatureThatCarriesItsPayloadIsNotRead() throws Exception {
    byte[] body =
        Files.readAllBytes(Samples.folder().resolve("fhir-test-cases/invalid/bundle-sig-2.json"));
    String text = new String(body, StandardCharsets.UTF_8);
    // the document itself is refused for its null, which is not what this looks at
    JsonObject bundle = json(text.replace("\"meta\": null,", "").replace("\"meta\":null,", ""));

    assertTrue(signature(bundle).isEmpty());
  }

  private static Optional<ResourceSignature> signature(JsonObject bundle) {
    return ResourceSignature.of(Objects.requireNonNull(bundle.object("signature")));
  }

  private static JsonObject json(String text) throws Exception {
    return StrictJsonReader.read(text.getBytes(StandardCharsets.UTF_8), new Problems());
  }
}
