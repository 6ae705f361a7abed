package dev.vitrine.proofs.credential;

import dev.vitrine.proofs.internal.jose.Es256;
import dev.vitrine.proofs.internal.jsonld.JsonLdException;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import java.security.SecureRandom;

/**
 * A holder's key (ES256), to which an SD-JWT VC can be bound: whoever shows the credential then
 * proves to have this key. Shows nothing of itself.
 */
public final class HolderKey {
  /** Length of the secret that a key is made from, in bytes. */
  public static final int LENGTH = 32;

  private final Es256.SecretKey secret;

  private HolderKey(Es256.SecretKey secret) {
    this.secret = secret;
  }

  /** A fresh key. */
  public static HolderKey random(SecureRandom random) {
    return new HolderKey(Es256.SecretKey.random(random));
  }

  /** The public side. */
  public Public publicKey() {
    return new Public(secret.publicKey());
  }

  /**
   * The key of 32 secret bytes of full entropy; the same for ever.
   *
   * @throws IllegalArgumentException if there are not 32
   */
  public static HolderKey of(byte[] secret) {
    if (secret.length != LENGTH) {
      throw new IllegalArgumentException("a holder's secret has 32 bytes");
    }
    return new HolderKey(Es256.SecretKey.derive(secret));
  }

  Es256.SecretKey secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "HolderKey[hidden]";
  }

  /**
   * The public side.
   *
   * @param key a point of P-256
   */
  public record Public(Es256.PublicKey key) {
    /**
     * Reads a public JWK (RFC 7517) of P-256.
     *
     * @throws InvalidCredentialException if it is anything else, as a private one
     */
    public static Public parse(byte[] jwk) throws InvalidCredentialException {
      try {
        return new Public(Es256.PublicKey.of(StrictJson.object(jwk)));
      } catch (JsonLdException | IllegalArgumentException e) {
        throw new InvalidCredentialException("the holder's key is not a public JWK of P-256");
      }
    }

    /** The JWK. */
    public byte[] jwk() {
      return StrictJson.bytes(key.jwk());
    }
  }
}
