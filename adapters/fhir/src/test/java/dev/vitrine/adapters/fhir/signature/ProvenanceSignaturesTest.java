package dev.vitrine.adapters.fhir.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.adapters.fhir.bundle.ReadBundle;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.adapters.fhir.template.Templates;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.TypedRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProvenanceSignaturesTest {
  private static final String STATIC = "http://hl7.org/fhir/canonicalization/json#static";
  private static final String PATIENT =
      "{\"resourceType\":\"Patient\",\"id\":\"p\",\"meta\":{\"versionId\":\"1\"},\"active\":true}";
  private static final String WHO = "Practitioner/7";

  private static KeyPair trusted;
  private static KeyPair stolen;

  @BeforeAll
  static void keys() throws GeneralSecurityException {
    trusted = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    stolen = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  @Test
  void whoSignedWhatWasHandedInBeforeIsCommitted() throws Exception {
    TypedRecord record = read(provenance("Patient/p", WHO, trusted, PATIENT), PATIENT);
    assertEquals("fhir.Provenance.v1", record.schema().id());
    assertEquals("Dr. Berg's key", text(record, "signedBy"));
    assertEquals(
        HexFormat.of().formatHex(Sha256.of(trusted.getPublic().getEncoded())),
        text(record, "signatureKey"));
    assertEquals("Patient/p", text(record, "target"));
    assertEquals("Patient/p", text(record, "patient"));
    assertEquals("Practitioner/7", text(record, "agent"));
  }

  @Test
  void anotherKeyThanThoseOfWhomItNamesIsRefusedWithItsPlace() {
    InvalidDocumentException refused =
        assertThrows(
            InvalidDocumentException.class,
            () -> read(provenance("Patient/p", WHO, stolen, PATIENT), PATIENT));
    assertEquals("invalid-signature", refused.problems().get(0).code());
    assertEquals("Provenance.signature[0]", refused.problems().get(0).location());
  }

  @Test
  void aTargetThatWasChangedIsRefused() {
    String changed = PATIENT.replace("true", "false");
    assertThrows(
        InvalidDocumentException.class,
        () -> read(provenance("Patient/p", WHO, trusted, PATIENT), changed));
  }

  @Test
  void whatIsNotKnownSaysNothing() throws Exception {
    // a signer, a target, a form
    assertNull(
        text(
            read(provenance("Patient/p", "Practitioner/8", trusted, PATIENT), PATIENT),
            "signedBy"));
    assertNull(text(read(provenance("Patient/q", WHO, trusted, PATIENT), PATIENT), "signedBy"));
    assertNull(
        text(read(provenance("Patient/p/_history/1", WHO, trusted, PATIENT), PATIENT), "signedBy"));
    assertNull(
        text(
            read(
                provenance("Patient/p", WHO, trusted, PATIENT)
                    .replace("application/jose", "application/signature+xml"),
                PATIENT),
            "signedBy"));
    // nor is anything believed where nobody is trusted
    assertNull(
        text(
            new FhirFormat()
                .read(
                    bytes(provenance("Patient/p", WHO, trusted, PATIENT)), "application/json", "k")
                .get(0)
                .record(),
            "signedBy"));
    assertNull(
        text(
            read(
                provenance("Patient/p", WHO, trusted, PATIENT)
                    .replace(
                        "[{\"reference\":\"Patient/p\"}]",
                        "[{\"reference\":\"Patient/p\"},{\"reference\":\"Patient/q\"}]"),
                PATIENT),
            "signedBy"));
  }

  @Test
  void anOlderVersionIsNeitherBelievedNorRefused() throws Exception {
    String newer = PATIENT.replace("true", "false");
    assertNull(
        text(read(provenance("Patient/p", WHO, trusted, PATIENT), newer, PATIENT), "signedBy"));
    assertNotNull(
        text(read(provenance("Patient/p", WHO, trusted, newer), newer, PATIENT), "signedBy"));
  }

  @Test
  void theTargetMayComeInTheSameBundle() throws Exception {
    String bundle =
        "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["
            + "{\"fullUrl\":\"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0\",\"resource\":"
            + PATIENT
            + "},{\"resource\":"
            + provenance("urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", WHO, trusted, PATIENT)
            + "}]}";
    ReadBundle read = format().readBundle(bytes(bundle), "application/json", "k");
    assertEquals(List.of(), read.problems());
    assertEquals("Dr. Berg's key", text(read.submissions().get(1).record(), "signedBy"));
    ReadBundle cheat =
        format()
            .readBundle(
                bytes(bundle.replace("\"active\":true", "\"active\":false")),
                "application/json",
                "k");
    assertEquals("invalid-signature", cheat.problems().get(0).code());
    assertEquals("Bundle.entry[1].resource.signature[0]", cheat.problems().get(0).location());
  }

  @Test
  void nobodyButTheCheckFillsItsSlots() throws Exception {
    String forged =
        provenance("Patient/p", "Practitioner/8", stolen, PATIENT)
            .replace("\"recorded\"", "\"id\":\"signedBy\",\"recorded\"");
    TypedRecord record = read(forged, PATIENT);
    assertNull(text(record, "signedBy"));
    assertNull(text(record, "signatureKey"));
    assertArrayEquals(bytes(forged), record.document());
  }

  private static FhirFormat format(String... versions) {
    return new FhirFormat(Templates.builtIn(), new Trust(List.of(versions)));
  }

  private static TypedRecord read(String provenance, String... versions)
      throws InvalidDocumentException {
    return format(versions).read(bytes(provenance), "application/json", "k").get(0).record();
  }

  private static @Nullable String text(TypedRecord record, String slot) {
    byte[] value = record.text(record.schema().indexOf(slot));
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  private static String provenance(String target, String who, KeyPair key, String signed)
      throws Exception {
    String header = "{\"alg\":\"EdDSA\",\"canon\":\"" + STATIC + "\"}";
    Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
    byte[] payload =
        CanonicalJson.of(
            StrictJsonReader.read(bytes(signed), new Problems()), CanonicalForm.STATIC, "");
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(
        bytes(url.encodeToString(bytes(header)) + '.' + url.encodeToString(payload)));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(key.getPrivate());
    signature.update(message.toByteArray());
    String jws = url.encodeToString(bytes(header)) + ".." + url.encodeToString(signature.sign());
    return """
        {"resourceType":"Provenance","target":[{"reference":"%s"}],
         "recorded":"2026-03-02T08:45:00Z","agent":[{"who":{"reference":"Practitioner/7"}}],
         "signature":[{"type":[{"system":"urn:iso-astm:E1762-95:2013","code":"1.2.840.10065.1.12.1.1"}],
          "when":"2026-03-02T08:45:00Z","who":{"reference":"%s"},
          "sigFormat":"application/jose","data":"%s"}]}
        """
        .formatted(target, who, Base64.getEncoder().encodeToString(bytes(jws)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Trusts one key of one name, and knows versions of Patient/p. */
  private record Trust(List<String> versions) implements SignatureTrust {
    @Override
    public Optional<Signer> signer(String party, Set<String> names) {
      return names.contains(WHO) ? Optional.of(new One()) : Optional.empty();
    }

    @Override
    public List<JsonObject> earlier(String party, String type, String id) {
      if (!party.equals("k") || !type.equals("Patient") || !id.equals("p")) {
        return List.of();
      }
      return versions.stream().map(Trust::json).toList();
    }

    private static JsonObject json(String document) {
      try {
        return StrictJsonReader.read(bytes(document), new Problems());
      } catch (InvalidDocumentException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Who is trusted. */
  private record One() implements SignatureTrust.Signer {
    @Override
    public String name() {
      return "Dr. Berg's key";
    }

    @Override
    public List<PublicKey> keys() {
      return List.of(trusted.getPublic());
    }

    @Override
    public boolean owns(ResourceSignature signature, PublicKey key) {
      return keys().contains(key);
    }
  }
}
