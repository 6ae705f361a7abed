package dev.vitrine.ledger.checkpoint;

import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * An ML-DSA-44 private key held in memory, as its seed expands it (FIPS 204 §6.1). Signs
 * deterministically, so that no randomness is needed to be safe. Immutable and safe between
 * threads.
 */
public final class MlDsaKey extends SeedKey {
  private final MLDSAPrivateKeyParameters key;

  /** The key of this seed of 32 bytes, which is copied. */
  MlDsaKey(byte[] seed) {
    this.key = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed.clone());
  }

  @Override
  public SigningAlgorithm algorithm() {
    return SigningAlgorithm.ML_DSA_44;
  }

  @Override
  public byte[] publicKey() {
    return key.getPublicKeyParameters().getEncoded();
  }

  @Override
  public byte[] sign(byte[] message) {
    MLDSASigner signer = new MLDSASigner();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    try {
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new SigningException("ML-DSA-44 gave no signature", e);
    }
  }

  @Override
  public byte[] seed() {
    return key.getSeed();
  }
}
