package dev.vitrine.adapters.fhir.signature;

import static dev.vitrine.adapters.fhir.signature.SignatureOutcome.INVALID;
import static dev.vitrine.adapters.fhir.signature.SignatureOutcome.UNSUPPORTED;
import static dev.vitrine.adapters.fhir.signature.SignatureOutcome.VALID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceSignatureTest {
  private static final String STATIC = "http://hl7.org/fhir/canonicalization/json#static";
  private static final String PATIENT =
      "{\"resourceType\":\"Patient\",\"id\":\"p\",\"meta\":{\"versionId\":\"1\"},"
          + "\"text\":{\"status\":\"generated\",\"div\":\"<div>a</div>\"},\"active\":true}";

  private static KeyPair elliptic;
  private static KeyPair edwards;

  @BeforeAll
  static void keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    elliptic = generator.generateKeyPair();
    edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  @Test
  void canonicalJsonIsSortedAndKeepsLexemes() throws InvalidDocumentException {
    JsonObject resource =
        json(
            "{ \"b\" : [1.00, {\"z\":null,\"a\":true}], \"a\" : \"\\u00e9\\u000b\\\"\\/\", \"meta\":{} }"
                .replace("{}", "{\"x\":1}"));

    assertEquals(
        "{\"a\":\"é\\u000b\\\"/\",\"b\":[1.00,{\"a\":true,\"z\":null}],\"meta\":{\"x\":1}}",
        new String(CanonicalJson.of(resource, CanonicalForm.JSON, ""), StandardCharsets.UTF_8));
    assertEquals(
        "{\"b\":[1.00,{\"a\":true,\"z\":null}]}",
        new String(CanonicalJson.of(resource, CanonicalForm.STATIC, "a"), StandardCharsets.UTF_8));
  }

  @Test
  void theStaticFormLeavesOutNarrativeAndMetaAndNothingElse() throws Exception {
    ResourceSignature signature = signed("ES256", STATIC, CanonicalForm.STATIC);

    assertEquals(VALID, check(signature, PATIENT));
    assertEquals(VALID, check(signature, PATIENT.replace("<div>a", "<div>b")));
    assertEquals(VALID, check(signature, PATIENT.replace("\"1\"", "\"2\"")));
    assertEquals(INVALID, check(signature, PATIENT.replace("true", "false")));
    assertEquals(INVALID, check(signature, PATIENT.replace("\"p\"", "\"q\"")));
  }

  @Test
  void anotherKeyDidNotSign() throws Exception {
    ResourceSignature signature = signed("ES256", STATIC, CanonicalForm.STATIC);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));

    assertEquals(
        INVALID, signature.check(json(PATIENT), "", generator.generateKeyPair().getPublic()));
    // a key of another kind than the algorithm's is not even tried
    assertEquals(INVALID, signature.check(json(PATIENT), "", edwards.getPublic()));
  }

  @Test
  void edwardsKeysSignToo() throws Exception {
    ResourceSignature signature = signed("EdDSA", STATIC, CanonicalForm.STATIC);

    assertEquals(VALID, signature.check(json(PATIENT), "", edwards.getPublic()));
    assertEquals(
        INVALID, signature.check(json(PATIENT.replace("true", "false")), "", edwards.getPublic()));
  }

  @Test
  void payloadsThatGoInAsTheyAre() throws Exception {
    String header =
        "{\"alg\":\"ES256\",\"b64\":false,\"crit\":[\"b64\"],\"canon\":\"" + STATIC + "\"}";
    byte[] payload = CanonicalJson.of(json(PATIENT), CanonicalForm.STATIC, "");

    assertEquals(VALID, check(of(header, sign(header, payload, false)), PATIENT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\",\"canon\":\"" + STATIC + "\"}",
        "{\"alg\":\"HS256\",\"canon\":\"" + STATIC + "\"}",
        "{\"alg\":\"ES256\",\"canon\":\"" + STATIC + "\",\"crit\":[\"exp\"]}",
        "{\"alg\":\"ES256\",\"canon\":\"" + STATIC + "\",\"crit\":[]}",
        "{\"alg\":\"ES256\",\"canon\":\"" + STATIC + "\",\"b64\":false}",
        "{\"alg\":\"ES256\",\"canon\":\"http://hl7.org/fhir/canonicalization/json#narrative\"}",
        "{\"alg\":\"ES256\"}"
      })
  void whatIsNotUnderstoodIsNeverValid(String header) throws Exception {
    byte[] payload = CanonicalJson.of(json(PATIENT), CanonicalForm.STATIC, "");

    assertEquals(UNSUPPORTED, check(of(header, sign(header, payload, true)), PATIENT));
  }

  @ParameterizedTest
  @CsvSource({
    "application/fhir+json;canonicalization=" + STATIC + ",VALID",
    "application/fhir+json; canonicalization=" + STATIC + "; x=y,VALID",
    "application/fhir+json,UNSUPPORTED",
    "application/fhir+xml;canonicalization=" + STATIC + ",UNSUPPORTED"
  })
  void theFormMayStandInTheTargetFormat(String format, SignatureOutcome expected) throws Exception {
    String header = "{\"alg\":\"ES256\"}";
    byte[] payload = CanonicalJson.of(json(PATIENT), CanonicalForm.STATIC, "");
    ResourceSignature signature =
        ResourceSignature.of(
                element(format, "application/jose", header, sign(header, payload, true)))
            .orElseThrow();

    assertEquals(expected, check(signature, PATIENT));
  }

  @Test
  void twoNamesOfTheFormMustAgree() throws Exception {
    String header = "{\"alg\":\"ES256\",\"canon\":\"" + STATIC + "\"}";
    byte[] payload = CanonicalJson.of(json(PATIENT), CanonicalForm.STATIC, "");
    String format =
        "application/fhir+json;canonicalization=http://hl7.org/fhir/canonicalization/json";
    ResourceSignature signature =
        ResourceSignature.of(
                element(format, "application/jose", header, sign(header, payload, true)))
            .orElseThrow();

    assertEquals(UNSUPPORTED, check(signature, PATIENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a.b", "a.b.c", "e30.eA.eA", "%%%..eA", "e30..eA.eA", "bm8..eA"})
  void otherFormsAreNotRead(String jws) throws InvalidDocumentException {
    String data = Base64.getEncoder().encodeToString(jws.getBytes(StandardCharsets.UTF_8));

    assertTrue(
        ResourceSignature.of(json("{\"sigFormat\":\"application/jose\",\"data\":\"" + data + "\"}"))
            .isEmpty());
  }

  private static SignatureOutcome check(ResourceSignature signature, String resource)
      throws InvalidDocumentException {
    return signature.check(json(resource), "", elliptic.getPublic());
  }

  private static ResourceSignature signed(String alg, String canon, CanonicalForm form)
      throws Exception {
    String header = "{\"alg\":\"" + alg + "\",\"canon\":\"" + canon + "\"}";
    return of(header, sign(header, CanonicalJson.of(json(PATIENT), form, ""), true));
  }

  private static ResourceSignature of(String header, byte[] signature)
      throws InvalidDocumentException {
    return ResourceSignature.of(
            element("application/fhir+json", "application/jose", header, signature))
        .orElseThrow();
  }

  private static byte[] sign(String header, byte[] payload, boolean encoded)
      throws GeneralSecurityException {
    boolean ed = header.contains("EdDSA");
    Signature signer = Signature.getInstance(ed ? "Ed25519" : "SHA256withECDSAinP1363Format");
    signer.initSign(ed ? edwards.getPrivate() : elliptic.getPrivate());
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(
        Base64.getUrlEncoder().withoutPadding().encode(header.getBytes(StandardCharsets.UTF_8)));
    message.write('.');
    message.writeBytes(encoded ? Base64.getUrlEncoder().withoutPadding().encode(payload) : payload);
    signer.update(message.toByteArray());
    return signer.sign();
  }

  private static JsonObject element(
      String targetFormat, String sigFormat, String header, byte[] signature)
      throws InvalidDocumentException {
    Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
    String jws =
        url.encodeToString(header.getBytes(StandardCharsets.UTF_8))
            + ".."
            + url.encodeToString(signature);
    return json(
        "{\"targetFormat\":\""
            + targetFormat
            + "\",\"sigFormat\":\""
            + sigFormat
            + "\",\"data\":\""
            + Base64.getEncoder().encodeToString(jws.getBytes(StandardCharsets.US_ASCII))
            + "\"}");
  }

  private static JsonObject json(String text) throws InvalidDocumentException {
    return StrictJsonReader.read(text.getBytes(StandardCharsets.UTF_8), new Problems());
  }
}
