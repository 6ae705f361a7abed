package dev.vitrine.ledger.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A public key that is trusted to sign notes under a name, in C2SP's vkey form {@code
 * name+id+base64(type ‖ key)}. Immutable.
 *
 * <p>The key is a canonical point of the prime-order subgroup; the id is recomputed, never
 * believed.
 */
public final class NoteVerifier {
  private static final int KEY = Ed25519PublicKeyParameters.KEY_SIZE;
  private static final int SIGNATURE = 64;

  private final String name;
  private final SignatureType type;
  private final byte[] publicKey;
  private final int keyId;

  private NoteVerifier(String name, SignatureType type, byte[] publicKey) {
    this.name = name;
    this.type = type;
    this.publicKey = publicKey;
    this.keyId = type.keyId(name, publicKey);
  }

  /**
   * A verifier of raw parts.
   *
   * @param publicKey 32 bytes as in RFC 8032
   * @throws MalformedNoteException if the name is no key name or the key no point of the group
   */
  public static NoteVerifier of(String name, SignatureType type, byte[] publicKey) {
    if (!StrictText.isKeyName(name)) {
      throw new MalformedNoteException("a key name is empty or has a space or plus in it");
    }
    if (publicKey.length != KEY || !Ed25519.validatePublicKeyFull(publicKey, 0)) {
      throw new MalformedNoteException("the key of " + name + " is not an Ed25519 public key");
    }
    return new NoteVerifier(name, type, publicKey.clone());
  }

  /**
   * Reads a vkey.
   *
   * @throws MalformedNoteException if it is not one, of another signature type, or its id is wrong
   */
  public static NoteVerifier parse(String vkey) {
    String[] parts = vkey.split("\\+", 3);
    if (parts.length != 3) {
      throw new MalformedNoteException("a verifier key must be: name+id+base64");
    }
    byte[] material = StrictText.base64(parts[2], KEY + 1, "the verifier key");
    NoteVerifier verifier =
        of(parts[0], SignatureType.of(material[0]), Arrays.copyOfRange(material, 1, KEY + 1));
    if (!verifier.idText().equals(parts[1])) {
      throw new MalformedNoteException("the verifier key's id does not belong to it");
    }
    return verifier;
  }

  /** The name under which the key signs; of a log, its origin. */
  public String name() {
    return name;
  }

  /** How the key signs. */
  public SignatureType type() {
    return type;
  }

  /** The key's id. */
  public int keyId() {
    return keyId;
  }

  /** The key itself, 32 bytes as in RFC 8032. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** Whether the line says to be by this key; it may lie. */
  public boolean claims(NoteSignature signature) {
    return signature.keyName().equals(name) && signature.keyId() == keyId;
  }

  /**
   * Returns if the line is this key's signature of {@code text}.
   *
   * @throws NoteSignatureException otherwise
   */
  public void verify(String text, NoteSignature signature) {
    byte[] message;
    byte[] bare = signature.signature();
    if (type == SignatureType.COSIGNATURE_V1) {
      Cosignature cosignature = Cosignature.of(signature);
      message = cosignature.message(text);
      bare = cosignature.signature();
    } else {
      message = text.getBytes(StandardCharsets.UTF_8);
    }
    if (!claims(signature) || bare.length != SIGNATURE || !verify(message, bare)) {
      throw new NoteSignatureException("the signature by " + name + " does not verify");
    }
  }

  private boolean verify(byte[] message, byte[] signature) {
    Ed25519Signer verifier = new Ed25519Signer();
    verifier.init(false, new Ed25519PublicKeyParameters(publicKey, 0));
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  private String idText() {
    return HexFormat.of().toHexDigits(keyId);
  }

  /** The vkey. */
  @Override
  public String toString() {
    byte[] material = ByteBuffer.allocate(KEY + 1).put((byte) type.code()).put(publicKey).array();
    return name + "+" + idText() + "+" + StrictText.base64(material);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteVerifier that
        && name.equals(that.name)
        && type == that.type
        && Arrays.equals(publicKey, that.publicKey);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + keyId;
  }
}
