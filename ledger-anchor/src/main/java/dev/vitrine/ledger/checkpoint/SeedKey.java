package dev.vitrine.ledger.checkpoint;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A private key held in memory, made from a seed of 32 bytes: what a key file holds. Only {@link
 * #seed} gives it out; whoever stores that keeps it unreadable for others. Immutable.
 */
public abstract sealed class SeedKey implements SigningKey permits Ed25519Key, MlDsaKey {
  /** How long a seed is, in bytes. */
  public static final int LENGTH = 32;

  /** A new key. */
  public static SeedKey generate(SigningAlgorithm algorithm, SecureRandom random) {
    byte[] seed = new byte[LENGTH];
    random.nextBytes(seed);
    try {
      return of(algorithm, seed);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /**
   * The key of a seed.
   *
   * @param seed 32 bytes (RFC 8032 §5.1.5; FIPS 204 §6.1, ξ), copied
   */
  public static SeedKey of(SigningAlgorithm algorithm, byte[] seed) {
    if (seed.length != LENGTH) {
      throw new MalformedNoteException("a seed of " + seed.length + " bytes");
    }
    return switch (algorithm) {
      case ED25519 -> new Ed25519Key(seed);
      case ML_DSA_44 -> new MlDsaKey(seed);
    };
  }

  /** The seed, 32 bytes: a secret. */
  public abstract byte[] seed();

  /** Names the algorithm, and nothing of the key. */
  @Override
  public String toString() {
    return "SeedKey[" + algorithm() + "]";
  }
}
