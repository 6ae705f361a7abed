package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The Ed25519 key (RFC 8032) with which a gateway binds presentations to a request and acknowledges
 * batches. It says who answered, never what is true: that rests on the log.
 *
 * <p>Each signature is over a tag of its own use. {@link #toString} shows the public id only.
 */
public final class GatewayKey {
  /** Length of a public key, and of a private one, in bytes. */
  public static final int LENGTH = 32;

  /** Length of a signature in bytes. */
  public static final int SIGNATURE_LENGTH = 64;

  private final Ed25519PrivateKeyParameters key;
  private final Public publicKey;

  private GatewayKey(Ed25519PrivateKeyParameters key) {
    this.key = key;
    this.publicKey = new Public(key.generatePublicKey().getEncoded());
  }

  /** A fresh key. */
  public static GatewayKey random(SecureRandom random) {
    return new GatewayKey(new Ed25519PrivateKeyParameters(random));
  }

  /** The key with this private part of 32 bytes. */
  public static GatewayKey of(byte[] secret) {
    if (secret.length != LENGTH) {
      throw new IllegalArgumentException("an Ed25519 private key has 32 bytes");
    }
    return new GatewayKey(new Ed25519PrivateKeyParameters(secret, 0));
  }

  /** The private part, to be stored safely. */
  public byte[] secret() {
    return key.getEncoded();
  }

  /** The public part. */
  public Public publicKey() {
    return publicKey;
  }

  /** Signs {@code tag 0x00 digest}. */
  byte[] sign(String tag, byte[] digest) {
    byte[] message = message(tag, digest);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  @Override
  public String toString() {
    return "GatewayKey[" + publicKey + "]";
  }

  private static byte[] message(String tag, byte[] digest) {
    byte[] prefix = (tag + '\0').getBytes(StandardCharsets.US_ASCII);
    byte[] message = Arrays.copyOf(prefix, prefix.length + digest.length);
    System.arraycopy(digest, 0, message, prefix.length, digest.length);
    return message;
  }

  /**
   * The public part.
   *
   * @param encoded 32 bytes
   */
  public record Public(byte[] encoded) {
    /** Length of an id in bytes. */
    public static final int ID_LENGTH = 8;

    /** Checks the length. */
    public Public {
      if (encoded.length != LENGTH) {
        throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
      }
    }

    /** Names the key: the first 8 bytes of its tagged SHA-256. */
    public byte[] id() {
      byte[] tag = "vitrine/1/gateway-key\0".getBytes(StandardCharsets.US_ASCII);
      return Arrays.copyOf(Sha256.of(tag, encoded), ID_LENGTH);
    }

    @Override
    public String toString() {
      return HexFormat.of().formatHex(id());
    }

    boolean verify(String tag, byte[] digest, byte[] signature) {
      byte[] message = message(tag, digest);
      return signature.length == SIGNATURE_LENGTH
          && Ed25519.validatePublicKeyFull(encoded, 0)
          && Ed25519.verify(signature, 0, encoded, 0, message, 0, message.length);
    }
  }
}
