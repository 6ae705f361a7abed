package dev.vitrine.ledger.cose;

import dev.vitrine.proofs.verdict.RefusedException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The signer's certificates in a protected header (RFC 9360), the signer's own first. Only chains
 * in the protected header count: anybody can put others into the unprotected one.
 */
final class X509Chain {
  private static final int MAX_CERTIFICATES = 8;
  private static final int MAX_CERTIFICATE = 8192;
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NO_CA = -1;

  /** How certificates are signed; the JDK would take SHA-1 here. */
  private static final Pattern SIGNED_BY =
      Pattern.compile("SHA(256|384|512)with(RSA|ECDSA)|Ed25519|EdDSA");

  /** Their numbers in COSE (RFC 9054 §3). */
  private static final Map<Long, String> DIGESTS =
      Map.of(-16L, "SHA-256", -43L, "SHA-384", -44L, "SHA-512");

  private final List<X509Certificate> certificates;

  private X509Chain(List<X509Certificate> certificates) {
    this.certificates = certificates;
  }

  /**
   * The chain of a message, if it has one; its digest in {@code x5t}, if there, is checked.
   *
   * @throws MalformedCoseException if it is none
   */
  static Optional<X509Chain> of(CoseHeader header) {
    Optional<CborItem> found = header.get(CoseHeader.X5CHAIN);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    // one certificate alone stands without an array
    List<CborItem> items = found.get().items().orElse(List.of(found.get()));
    if (items.isEmpty() || items.size() > MAX_CERTIFICATES) {
      throw new MalformedCoseException("x5chain must hold 1 to " + MAX_CERTIFICATES);
    }
    List<X509Certificate> certificates = new ArrayList<>();
    for (CborItem item : items) {
      certificates.add(
          certificate(
              item.bytes()
                  .orElseThrow(() -> new MalformedCoseException("x5chain holds no certificate"))));
    }
    X509Chain chain = new X509Chain(certificates);
    Optional<CborItem> digest = header.get(CoseHeader.X5T);
    if (digest.isPresent()) {
      chain.requireDigest(digest.get());
    }
    return Optional.of(chain);
  }

  /**
   * Reads a certificate in DER or PEM.
   *
   * @throws MalformedCoseException if it is none
   */
  static X509Certificate certificate(byte[] encoded) {
    if (encoded.length > MAX_CERTIFICATE) {
      throw new MalformedCoseException("a certificate of more than " + MAX_CERTIFICATE + " bytes");
    }
    ByteArrayInputStream in = new ByteArrayInputStream(encoded);
    try {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      if (new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1).isBlank()) {
        return certificate;
      }
    } catch (CertificateException e) {
      // said below
    }
    throw new MalformedCoseException("not a certificate");
  }

  /** The signer's key. */
  CoseKey key() {
    return CoseKey.ofInfo(certificates.get(0).getPublicKey().getEncoded());
  }

  /**
   * Checks that the chain leads to one of the roots in its order, was valid at {@code at}, and that
   * the signer's certificate may sign and is no CA's. A root counts as long as it is pinned, also
   * after its own end. Revocation is not looked up: nothing here opens a connection.
   *
   * @throws RefusedException at {@code step}
   */
  void verify(List<X509Certificate> roots, Instant at, String step) throws RefusedException {
    X509Certificate signer = certificates.get(0);
    if (signer.getBasicConstraints() != NO_CA) {
      throw RefusedException.invalid(step, "the signer's certificate is a CA's");
    }
    boolean[] usage = signer.getKeyUsage();
    if (usage != null && !usage[DIGITAL_SIGNATURE]) {
      throw RefusedException.invalid(step, "the signer's certificate is not for signatures");
    }
    List<X509Certificate> path = path(roots);
    if (path.isEmpty()) {
      throw RefusedException.invalid(step, "the chain has no certificate but a root");
    }
    for (X509Certificate certificate : path) {
      String algorithm = certificate.getSigAlgName();
      if (!SIGNED_BY.matcher(algorithm).matches()) {
        throw RefusedException.cannotTell(
            step, "a certificate is signed by " + algorithm + ", which is not taken");
      }
    }
    try {
      PKIXParameters parameters =
          new PKIXParameters(
              roots.stream()
                  .map(root -> new TrustAnchor(root, null))
                  .collect(Collectors.toUnmodifiableSet()));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    } catch (GeneralSecurityException e) {
      throw RefusedException.invalid(
          step, "the certificates do not lead to a root of the issuer, or were not valid then");
    }
  }

  /** What lies before the root, which may stand at the chain's end and nowhere else. */
  private List<X509Certificate> path(List<X509Certificate> roots) {
    int last = certificates.size() - 1;
    return roots.contains(certificates.get(last)) ? certificates.subList(0, last) : certificates;
  }

  private void requireDigest(CborItem digest) {
    List<CborItem> parts = digest.items().filter(items -> items.size() == 2).orElse(List.of());
    String algorithm =
        parts.isEmpty()
            ? ""
            : parts.get(0).integer().map(it -> DIGESTS.getOrDefault(it, "")).orElse("");
    if (algorithm.isEmpty()) {
      throw new MalformedCoseException("x5t is of an unknown form");
    }
    try {
      byte[] found = MessageDigest.getInstance(algorithm).digest(certificates.get(0).getEncoded());
      if (!Arrays.equals(found, parts.get(1).bytes().orElse(new byte[0]))) {
        throw new MalformedCoseException("x5t is not of the first certificate in x5chain");
      }
    } catch (GeneralSecurityException e) {
      throw new MalformedCoseException("x5t can't be checked");
    }
  }
}
