package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.pseudonym.PseudonymKey;
import java.security.SecureRandom;

/**
 * The secret with which a gateway names hidden subjects, one name for each verifier. Whoever holds
 * it can try out values and tie names together, so it is as confidential as the values are; with
 * another key all names are others. {@link #toString} shows nothing of it.
 */
public final class NamingKey {
  /** Length of the secret in bytes. */
  public static final int BYTES = PseudonymKey.BYTES;

  private final PseudonymKey key;

  private NamingKey(PseudonymKey key) {
    this.key = key;
  }

  /** A fresh key. */
  public static NamingKey random(SecureRandom random) {
    return new NamingKey(PseudonymKey.random(Curve.current(), random));
  }

  /**
   * The key with this secret.
   *
   * @throws IllegalArgumentException if it is not one that {@link #secret} gave
   */
  public static NamingKey of(byte[] secret) {
    return new NamingKey(PseudonymKey.of(Curve.current(), secret));
  }

  /** The secret, to be stored safely. */
  public byte[] secret() {
    return key.secret();
  }

  /** The public part, as the key of the log {@code origin}. */
  public TrustedNaming trusted(String origin) {
    return new TrustedNaming(key.publicKey().toBytes(), origin);
  }

  PseudonymKey key() {
    return key;
  }

  @Override
  public String toString() {
    return "NamingKey[secret]";
  }
}
