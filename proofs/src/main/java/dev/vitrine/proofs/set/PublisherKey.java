package dev.vitrine.proofs.set;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The Ed25519 key (RFC 8032) with which a publisher signs the descriptors of its sets. It lasts;
 * the BBS key of a set's version is named by the descriptor and is forgotten once all is signed.
 * {@link #toString} shows the public part only.
 */
public final class PublisherKey {
  /** Length of a public key, and of a private one, in bytes. */
  public static final int LENGTH = 32;

  /** Length of a signature in bytes. */
  public static final int SIGNATURE_LENGTH = 64;

  private static final byte[] TAG = "vitrine/1/set\0".getBytes(StandardCharsets.US_ASCII);

  private final Ed25519PrivateKeyParameters key;
  private final Public publicKey;

  private PublisherKey(Ed25519PrivateKeyParameters key) {
    this.key = key;
    this.publicKey = new Public(key.generatePublicKey().getEncoded());
  }

  /** A fresh key. */
  public static PublisherKey random(SecureRandom random) {
    return new PublisherKey(new Ed25519PrivateKeyParameters(random));
  }

  /**
   * The key with this private part.
   *
   * @param secret 32 bytes
   * @throws IllegalArgumentException for another length
   */
  public static PublisherKey of(byte[] secret) {
    if (secret.length != LENGTH) {
      throw new IllegalArgumentException("an Ed25519 private key has 32 bytes");
    }
    return new PublisherKey(new Ed25519PrivateKeyParameters(secret, 0));
  }

  /** The private part, 32 bytes: to be stored safely. */
  public byte[] secret() {
    return key.getEncoded();
  }

  /** The public part. */
  public Public publicKey() {
    return publicKey;
  }

  /** Signs the digest of a descriptor. */
  byte[] sign(byte[] digest) {
    byte[] message = message(digest);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  @Override
  public String toString() {
    return "PublisherKey[" + publicKey + "]";
  }

  private static byte[] message(byte[] digest) {
    byte[] message = Arrays.copyOf(TAG, TAG.length + digest.length);
    System.arraycopy(digest, 0, message, TAG.length, digest.length);
    return message;
  }

  /**
   * The public part.
   *
   * @param encoded 32 bytes
   */
  public record Public(byte[] encoded) {
    /** Checks the length. */
    public Public {
      if (encoded.length != LENGTH) {
        throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Public that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
      return HexFormat.of().formatHex(encoded);
    }

    boolean verify(byte[] digest, byte[] signature) {
      byte[] message = message(digest);
      return signature.length == SIGNATURE_LENGTH
          && Ed25519.validatePublicKeyFull(encoded, 0)
          && Ed25519.verify(signature, 0, encoded, 0, message, 0, message.length);
    }
  }
}
