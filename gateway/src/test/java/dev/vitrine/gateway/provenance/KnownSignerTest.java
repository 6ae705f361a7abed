package dev.vitrine.gateway.provenance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.adapters.fhir.signature.ResourceSignature;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class KnownSignerTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final KeyPair rootKeys = keys();
  private final KeyPair leafKeys = keys();
  private final X509Certificate root =
      certificate("Root", rootKeys, "Root", rootKeys, KeyUsage.keyCertSign, true);

  @Test
  void aCertificateUnderTheRootIsTheSigners() throws Exception {
    X509Certificate leaf =
        certificate("Berg", leafKeys, "Root", rootKeys, KeyUsage.digitalSignature, false);
    assertTrue(owns(NOW, leaf));
    assertFalse(owns(NOW.plus(Duration.ofHours(2)), leaf), "expired");
    assertFalse(owns(NOW.minus(Duration.ofHours(2)), leaf), "not yet");
  }

  @Test
  void anotherIssuerOfTheSameNameIsNot() throws Exception {
    assertFalse(
        owns(NOW, certificate("Berg", leafKeys, "Root", keys(), KeyUsage.digitalSignature, false)));
  }

  @Test
  void aCertificateThatIsNotForSigningIsNot() throws Exception {
    assertFalse(
        owns(
            NOW, certificate("Berg", leafKeys, "Root", rootKeys, KeyUsage.keyEncipherment, false)));
  }

  @Test
  void withoutACertificateOnlyItsOwnKeysAre() throws Exception {
    KnownSigner signer =
        new KnownSigner(
            "k", List.of("a"), List.of(leafKeys.getPublic()), List.of(), Clock.systemUTC());
    assertTrue(signer.owns(signature(""), leafKeys.getPublic()));
    assertFalse(signer.owns(signature(""), rootKeys.getPublic()));
  }

  private boolean owns(Instant at, X509Certificate leaf) throws Exception {
    String chain = ",\"x5c\":[\"" + Base64.getEncoder().encodeToString(leaf.getEncoded()) + "\"]";
    return new KnownSigner(
            "k", List.of("a"), List.of(), List.of(root), Clock.fixed(at, ZoneOffset.UTC))
        .owns(signature(chain), leaf.getPublicKey());
  }

  private static ResourceSignature signature(String members) throws Exception {
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                ("{\"alg\":\"ES256\"" + members + "}").getBytes(StandardCharsets.UTF_8));
    String data =
        Base64.getEncoder().encodeToString((header + "..AAAA").getBytes(StandardCharsets.US_ASCII));
    String element = "{\"sigFormat\":\"application/jose\",\"data\":\"" + data + "\"}";
    return ResourceSignature.of(
            StrictJsonReader.read(element.getBytes(StandardCharsets.UTF_8), new Problems()))
        .orElseThrow();
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate certificate(
      String name, KeyPair keys, String issuer, KeyPair issuerKeys, int usage, boolean ca) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Principal("CN=" + issuer),
              BigInteger.valueOf(System.nanoTime()),
              Date.from(NOW.minus(Duration.ofHours(1))),
              Date.from(NOW.plus(Duration.ofHours(1))),
              new X500Principal("CN=" + name),
              keys.getPublic());
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
