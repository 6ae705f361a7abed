package dev.vitrine.ledger.cose;

import dev.vitrine.proofs.encoding.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A public key that signs COSE messages: Ed25519, ECDSA on P-256 or P-384, or RSA of 2048 to 8192
 * bits. Points are on their curve and, for Ed25519, canonical and in the prime-order subgroup.
 * Immutable.
 */
public final class CoseKey {
  /** The longest encoded key in bytes that is read. */
  public static final int MAX_BYTES = 4096;

  private static final int OKP = 1;
  private static final int EC2 = 2;
  private static final int RSA = 3;
  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 8192;
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private final AsymmetricKeyParameter key;

  private CoseKey(AsymmetricKeyParameter key) {
    this.key = key;
  }

  /**
   * An Ed25519 key.
   *
   * @param publicKey 32 bytes (RFC 8032 §5.1.5)
   * @throws MalformedCoseException if it is no point of the group
   */
  public static CoseKey ed25519(byte[] publicKey) {
    if (publicKey.length != Ed25519PublicKeyParameters.KEY_SIZE
        || !Ed25519.validatePublicKeyFull(publicKey, 0)) {
      throw new MalformedCoseException("not an Ed25519 public key");
    }
    return new CoseKey(new Ed25519PublicKeyParameters(publicKey, 0));
  }

  /**
   * Reads a SubjectPublicKeyInfo (RFC 5280 §4.1), as certificates hold it.
   *
   * @throws MalformedCoseException if it is none, of another kind, or no key of its kind
   */
  public static CoseKey ofInfo(byte[] der) {
    if (der.length > MAX_BYTES) {
      throw new MalformedCoseException("a key of more than " + MAX_BYTES + " bytes");
    }
    AsymmetricKeyParameter read;
    try {
      SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(der);
      if (info.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
          && !(info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier)) {
        throw new MalformedCoseException("a key on a curve without a name");
      }
      read = PublicKeyFactory.createKey(info);
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new MalformedCoseException("not a public key");
    }
    if (read instanceof Ed25519PublicKeyParameters edwards) {
      return ed25519(edwards.getEncoded());
    }
    boolean fits =
        read instanceof RSAKeyParameters rsa
            ? rsa.getModulus().bitLength() >= MIN_RSA_BITS
                && rsa.getModulus().bitLength() <= MAX_RSA_BITS
            : CoseAlgorithm.ES256.fits(read) || CoseAlgorithm.ES384.fits(read);
    if (!fits) {
      throw new MalformedCoseException("a key of a kind that is not taken");
    }
    return new CoseKey(read);
  }

  /**
   * Reads a public key in PEM (RFC 7468 §13), one and nothing else.
   *
   * @throws MalformedCoseException if it is none
   */
  public static CoseKey ofPem(String pem) {
    String text = pem.strip();
    if (text.length() > 2 * MAX_BYTES || !text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new MalformedCoseException("not a public key in PEM");
    }
    String body = text.substring(BEGIN.length(), text.length() - END.length());
    try {
      return ofInfo(
          Base64.getMimeDecoder().decode(body.strip().getBytes(StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException e) {
      throw new MalformedCoseException("not a public key in PEM");
    }
  }

  /** Whether the key can sign by this algorithm. */
  public boolean fits(CoseAlgorithm algorithm) {
    return algorithm.fits(key);
  }

  /** Whether the signature is this key's, by this algorithm, over these bytes. */
  public boolean verify(CoseAlgorithm algorithm, byte[] message, byte[] signature) {
    return algorithm.verify(key, message, signature);
  }

  /** The key's thumbprint (RFC 9679) by SHA-256, 32 bytes: how receipts here name their key. */
  public byte[] thumbprint() {
    return Sha256.of(CborItems.encode(CborItem.of(parameters())));
  }

  /** The COSE_Key (RFC 9052 §7) with its thumbprint as key id. */
  public CborItem item() {
    Map<CborItem, CborItem> pairs = new java.util.HashMap<>(parameters());
    pairs.put(CborItem.of(2), CborItem.of(thumbprint()));
    return CborItem.of(pairs);
  }

  /** The parameters that make the key what it is (RFC 9679 §4). */
  private Map<CborItem, CborItem> parameters() {
    if (key instanceof Ed25519PublicKeyParameters edwards) {
      return Map.of(
          CborItem.of(1),
          CborItem.of(OKP),
          CborItem.of(-1),
          CborItem.of(6),
          CborItem.of(-2),
          CborItem.of(edwards.getEncoded()));
    }
    if (key instanceof RSAKeyParameters rsa) {
      return Map.of(
          CborItem.of(1),
          CborItem.of(RSA),
          CborItem.of(-1),
          CborItem.of(unsigned(rsa.getModulus().toByteArray())),
          CborItem.of(-2),
          CborItem.of(unsigned(rsa.getExponent().toByteArray())));
    }
    ECPublicKeyParameters point = (ECPublicKeyParameters) key;
    boolean small =
        ((ECNamedDomainParameters) point.getParameters())
            .getName()
            .equals(SECObjectIdentifiers.secp256r1);
    return Map.of(
        CborItem.of(1),
        CborItem.of(EC2),
        CborItem.of(-1),
        CborItem.of(small ? 1 : 2),
        CborItem.of(-2),
        CborItem.of(point.getQ().getAffineXCoord().getEncoded()),
        CborItem.of(-3),
        CborItem.of(point.getQ().getAffineYCoord().getEncoded()));
  }

  private static byte[] unsigned(byte[] signed) {
    return signed.length > 1 && signed[0] == 0
        ? Arrays.copyOfRange(signed, 1, signed.length)
        : signed;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CoseKey that && Arrays.equals(thumbprint(), that.thumbprint());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(thumbprint());
  }

  /** Names the key by its thumbprint. */
  @Override
  public String toString() {
    return "CoseKey[" + HexFormat.of().formatHex(thumbprint()) + "]";
  }
}
