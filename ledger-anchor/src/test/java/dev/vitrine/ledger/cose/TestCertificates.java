package dev.vitrine.ledger.cose;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate of tests with its key: what a CA would make, and what it would not.
 *
 * @param keys its key pair
 * @param certificate the certificate
 */
record TestCertificates(KeyPair keys, X509Certificate certificate) {
  /** When they are valid, unless said otherwise: an hour before and after. */
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999");

  /** A root. */
  static TestCertificates root(String name) {
    return new Making(name).ca().signedBy(null);
  }

  /** A certificate on its way. */
  static final class Making {
    private final String name;
    private final KeyPair keys = TestKeys.ec("secp256r1");
    private boolean ca;
    private int usage = KeyUsage.digitalSignature;
    private Instant from = NOW.minus(Duration.ofHours(1));
    private Instant to = NOW.plus(Duration.ofHours(1));
    private boolean critical;
    private String algorithm = "SHA256withECDSA";

    Making(String name) {
      this.name = name;
    }

    /** A CA that may sign statements too, as far as its key usage goes. */
    Making ca() {
      ca = true;
      usage = KeyUsage.digitalSignature | KeyUsage.keyCertSign;
      return this;
    }

    Making usage(int bits) {
      usage = bits;
      return this;
    }

    Making valid(Instant begin, Instant end) {
      from = begin;
      to = end;
      return this;
    }

    /** With a critical extension that nobody knows. */
    Making critical() {
      critical = true;
      return this;
    }

    Making algorithm(String jdkName) {
      algorithm = jdkName;
      return this;
    }

    /** By this issuer; by itself without one. */
    TestCertificates signedBy(@org.jspecify.annotations.Nullable TestCertificates issuer) {
      X500Principal subject = new X500Principal("CN=" + name);
      try {
        JcaX509v3CertificateBuilder builder =
            new JcaX509v3CertificateBuilder(
                issuer == null ? subject : issuer.certificate().getSubjectX500Principal(),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(from),
                Date.from(to),
                subject,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        if (critical) {
          builder.addExtension(UNKNOWN, true, new DERUTF8String("x"));
        }
        byte[] encoded =
            builder
                .build(
                    new JcaContentSignerBuilder(algorithm)
                        .build(issuer == null ? keys.getPrivate() : issuer.keys().getPrivate()))
                .getEncoded();
        return new TestCertificates(
            keys,
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(encoded)));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
