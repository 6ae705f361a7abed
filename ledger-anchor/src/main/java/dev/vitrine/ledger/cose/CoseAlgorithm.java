package dev.vitrine.ledger.cose;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.PSSSigner;

/**
 * The signature algorithms that are verified here (RFC 9053 §2, RFC 8230, RFC 9864). The gateway
 * itself signs with Ed25519 only.
 *
 * <p>ECDSA is taken on the curve of the digest's strength only, as RFC 9864's fully specified names
 * do: a key on another curve does not fit the algorithm.
 */
public enum CoseAlgorithm {
  /** EdDSA, of which only Ed25519 is taken. */
  EDDSA(-8, Kind.ED25519),
  /** Ed25519 by its fully specified name. */
  ED25519(-19, Kind.ED25519),
  /** ECDSA on P-256 with SHA-256. */
  ES256(-7, Kind.P256),
  /** The same by its fully specified name. */
  ESP256(-9, Kind.P256),
  /** ECDSA on P-384 with SHA-384. */
  ES384(-35, Kind.P384),
  /** The same by its fully specified name. */
  ESP384(-51, Kind.P384),
  /** RSASSA-PSS with SHA-256. */
  PS256(-37, Kind.PSS256),
  /** RSASSA-PSS with SHA-384. */
  PS384(-38, Kind.PSS384),
  /** RSASSA-PSS with SHA-512. */
  PS512(-39, Kind.PSS512);

  private final int id;
  private final Kind kind;

  CoseAlgorithm(int id, Kind kind) {
    this.id = id;
    this.kind = kind;
  }

  /** Its number in the registry of COSE algorithms. */
  public int id() {
    return id;
  }

  /** The algorithm with this number; none if it is not supported. */
  public static Optional<CoseAlgorithm> of(long id) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.id == id).findFirst();
  }

  /** Whether a key can sign so. */
  boolean fits(AsymmetricKeyParameter key) {
    return switch (kind) {
      case ED25519 -> key instanceof Ed25519PublicKeyParameters;
      case P256 -> isOn(key, SECObjectIdentifiers.secp256r1);
      case P384 -> isOn(key, SECObjectIdentifiers.secp384r1);
      case PSS256, PSS384, PSS512 -> key instanceof RSAKeyParameters;
    };
  }

  /**
   * Whether the signature is this key's over these bytes; false too for a key that does not fit.
   */
  boolean verify(AsymmetricKeyParameter key, byte[] message, byte[] signature) {
    if (!fits(key)) {
      return false;
    }
    return switch (kind) {
      case ED25519 -> verify(new Ed25519Signer(), key, message, signature);
      case P256 -> ecdsa(new SHA256Digest(), key, message, signature);
      case P384 -> ecdsa(new SHA384Digest(), key, message, signature);
      case PSS256 -> pss(new SHA256Digest(), new SHA256Digest(), key, message, signature);
      case PSS384 -> pss(new SHA384Digest(), new SHA384Digest(), key, message, signature);
      case PSS512 -> pss(new SHA512Digest(), new SHA512Digest(), key, message, signature);
    };
  }

  private static boolean isOn(AsymmetricKeyParameter key, ASN1ObjectIdentifier curve) {
    return key instanceof ECPublicKeyParameters point
        && point.getParameters() instanceof ECNamedDomainParameters named
        && named.getName().equals(curve);
  }

  private static boolean verify(
      Signer signer, AsymmetricKeyParameter key, byte[] message, byte[] signature) {
    signer.init(false, key);
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature);
  }

  /** r and s side by side, each as long as the curve's order (RFC 9053 §2.1). */
  private static boolean ecdsa(
      Digest digest, AsymmetricKeyParameter key, byte[] message, byte[] signature) {
    int half = digest.getDigestSize();
    if (signature.length != 2 * half) {
      return false;
    }
    byte[] hash = new byte[half];
    digest.update(message, 0, message.length);
    digest.doFinal(hash, 0);
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, key);
    return signer.verifySignature(
        hash, new BigInteger(1, signature, 0, half), new BigInteger(1, signature, half, half));
  }

  private static boolean pss(
      Digest content, Digest mask, AsymmetricKeyParameter key, byte[] message, byte[] signature) {
    return verify(
        new PSSSigner(new RSAEngine(), content, mask, content.getDigestSize()),
        key,
        message,
        signature);
  }

  /** A key type with a digest. */
  private enum Kind {
    ED25519,
    P256,
    P384,
    PSS256,
    PSS384,
    PSS512
  }
}
