package dev.vitrine.ledger.checkpoint;

/**
 * An Ed25519 private key, wherever it lives: in a file's bytes or in a device that does not give it
 * out. Implementations show nothing of it in {@code toString} and are safe between threads.
 */
public interface SigningKey {
  /** The public key, 32 bytes (RFC 8032 §5.1.5). */
  byte[] publicKey();

  /**
   * Signs (RFC 8032 §5.1.6), 64 bytes.
   *
   * @throws SigningException if the key can't be reached now
   */
  byte[] sign(byte[] message);
}
