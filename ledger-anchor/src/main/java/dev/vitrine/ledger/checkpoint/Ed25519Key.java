package dev.vitrine.ledger.checkpoint;

import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** An Ed25519 private key held in memory (RFC 8032). Immutable and safe between threads. */
public final class Ed25519Key extends SeedKey {
  private final Ed25519PrivateKeyParameters key;
  private final byte[] publicKey;

  /** The key of this seed of 32 bytes, which is copied. */
  Ed25519Key(byte[] seed) {
    this.key = new Ed25519PrivateKeyParameters(seed, 0);
    this.publicKey = key.generatePublicKey().getEncoded();
  }

  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public byte[] sign(byte[] message) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  @Override
  public byte[] seed() {
    return key.getEncoded();
  }
}
