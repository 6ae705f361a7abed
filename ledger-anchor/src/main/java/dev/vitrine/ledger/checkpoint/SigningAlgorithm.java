package dev.vitrine.ledger.checkpoint;

import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The signature algorithms of notes, with the lengths of what they give, in bytes. */
public enum SigningAlgorithm {
  /** Ed25519 (RFC 8032). */
  ED25519(Ed25519PublicKeyParameters.KEY_SIZE, 64) {
    @Override
    boolean isKey(byte[] publicKey) {
      return publicKey.length == publicKeyLength() && Ed25519.validatePublicKeyFull(publicKey, 0);
    }

    @Override
    Signer verifier(byte[] publicKey) {
      Ed25519Signer signer = new Ed25519Signer();
      signer.init(false, new Ed25519PublicKeyParameters(publicKey, 0));
      return signer;
    }
  },
  /**
   * ML-DSA-44 (FIPS 204), with an empty context and not pre-hashed: withstands quantum computers.
   */
  ML_DSA_44(1312, 2420) {
    @Override
    boolean isKey(byte[] publicKey) {
      // every string of this length is a key: t1 is packed without gaps (FIPS 204, algorithm 23)
      return publicKey.length == publicKeyLength();
    }

    @Override
    Signer verifier(byte[] publicKey) {
      MLDSASigner signer = new MLDSASigner();
      signer.init(false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, publicKey));
      return signer;
    }
  };

  private final int publicKeyLength;
  private final int signatureLength;

  SigningAlgorithm(int publicKeyLength, int signatureLength) {
    this.publicKeyLength = publicKeyLength;
    this.signatureLength = signatureLength;
  }

  /** How long a public key is. */
  public int publicKeyLength() {
    return publicKeyLength;
  }

  /** How long a signature is. */
  public int signatureLength() {
    return signatureLength;
  }

  /** Whether this is a public key: for Ed25519 a canonical point of the prime-order subgroup. */
  abstract boolean isKey(byte[] publicKey);

  abstract Signer verifier(byte[] publicKey);

  /** Whether the signature is this key's over the message. */
  boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (signature.length != signatureLength) {
      return false;
    }
    Signer verifier = verifier(publicKey);
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }
}
