package dev.vitrine.adapters.fhir.signature;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JWS algorithms that are taken (RFC 7518 section 3.1, RFC 8037): signatures only, no MACs and no
 * {@code none}. The key must be of the algorithm's kind, so that a signature can't choose a weaker
 * reading of a key.
 */
enum Algorithm {
  RS256("SHA256withRSA", 0, 0),
  RS384("SHA384withRSA", 0, 0),
  RS512("SHA512withRSA", 0, 0),
  PS256("RSASSA-PSS", 0, 256),
  PS384("RSASSA-PSS", 0, 384),
  PS512("RSASSA-PSS", 0, 512),
  ES256("SHA256withECDSAinP1363Format", 256, 0),
  ES384("SHA384withECDSAinP1363Format", 384, 0),
  ES512("SHA512withECDSAinP1363Format", 521, 0),
  EDDSA("Ed25519", 255, 0);

  /** NIST SP 800-131A: shorter RSA keys are not acceptable. */
  private static final int MIN_RSA_BITS = 2048;

  private final String jca;
  private final int curveBits;
  private final int pssHashBits;

  Algorithm(String jca, int curveBits, int pssHashBits) {
    this.jca = jca;
    this.curveBits = curveBits;
    this.pssHashBits = pssHashBits;
  }

  /** The algorithm of a JWS header's {@code alg}. */
  static Optional<Algorithm> of(@Nullable String alg) {
    for (Algorithm algorithm : values()) {
      if (algorithm.name().equals("EdDSA".equals(alg) ? "EDDSA" : alg)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  boolean fits(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return curveBits == 0 && rsa.getModulus().bitLength() >= MIN_RSA_BITS;
    }
    if (key instanceof ECPublicKey ec) {
      return this != EDDSA && ec.getParams().getCurve().getField().getFieldSize() == curveBits;
    }
    return key instanceof EdECPublicKey ed
        && this == EDDSA
        && ed.getParams().getName().equals("Ed25519");
  }

  boolean verifies(PublicKey key, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(jca);
      if (pssHashBits != 0) {
        verifier.setParameter(pss(pssHashBits));
      }
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // bytes that can't be a signature of this kind are none
      return false;
    }
  }

  /** The salt is as long as the hash (RFC 7518 section 3.5). */
  private static PSSParameterSpec pss(int bits) {
    String hash = "SHA-" + bits;
    return new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), bits / 8, 1);
  }
}
