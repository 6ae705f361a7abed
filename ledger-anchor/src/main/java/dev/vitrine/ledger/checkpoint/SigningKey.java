package dev.vitrine.ledger.checkpoint;

/**
 * A private key, wherever it lives: in a file's bytes or in a device that does not give it out.
 * Implementations show nothing of it in {@code toString} and are safe between threads.
 */
public interface SigningKey {
  /** How it signs; Ed25519 unless told otherwise. */
  default SigningAlgorithm algorithm() {
    return SigningAlgorithm.ED25519;
  }

  /** The public key: of Ed25519, 32 bytes (RFC 8032 §5.1.5); of ML-DSA-44, 1312 (FIPS 204). */
  byte[] publicKey();

  /**
   * Signs: with Ed25519 (RFC 8032 §5.1.6), 64 bytes; with ML-DSA-44 (FIPS 204 §5.2, empty context),
   * 2420.
   *
   * @throws SigningException if the key can't be reached now
   */
  byte[] sign(byte[] message);
}
