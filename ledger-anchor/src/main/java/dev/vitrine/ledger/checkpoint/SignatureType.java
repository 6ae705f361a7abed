package dev.vitrine.ledger.checkpoint;

import dev.vitrine.proofs.encoding.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The signature types of C2SP signed-note that are understood here. */
public enum SignatureType {
  /** Ed25519 (RFC 8032) over the note's text: how a log signs. */
  ED25519(0x01, SigningAlgorithm.ED25519),
  /**
   * Ed25519 over a timestamp and the note's text: how a witness cosigns (C2SP tlog-cosignature).
   */
  COSIGNATURE_V1(0x04, SigningAlgorithm.ED25519),
  /**
   * ML-DSA-44 over the cosigner's name, a timestamp and a subtree, of which the whole tree is one:
   * how a witness cosigns against quantum computers too (C2SP tlog-cosignature).
   */
  SUBTREE_V1(0x06, SigningAlgorithm.ML_DSA_44);

  private final int code;
  private final SigningAlgorithm algorithm;

  SignatureType(int code, SigningAlgorithm algorithm) {
    this.code = code;
    this.algorithm = algorithm;
  }

  /** The byte that stands for it in encoded keys. */
  public int code() {
    return code;
  }

  /** How such keys sign. */
  public SigningAlgorithm algorithm() {
    return algorithm;
  }

  /** Whether keys of this type make witnesses' cosignatures, and no logs' signatures. */
  public boolean cosigns() {
    return this != ED25519;
  }

  /** What stands before the key material in an encoded key. */
  static SignatureType of(byte code) {
    for (SignatureType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new MalformedNoteException("signature type " + code + " is not supported");
  }

  /** The id of the key of this name and type. */
  int keyId(String name, byte[] publicKey) {
    byte[] digest =
        Sha256.of(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n', (byte) code}, publicKey);
    return ByteBuffer.wrap(digest).getInt();
  }
}
