package dev.vitrine.ledger.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A public key that is trusted to sign notes under a name, in C2SP's vkey form {@code
 * name+id+base64(type ‖ key)}. Immutable.
 *
 * <p>An Ed25519 key is a canonical point of the prime-order subgroup; the id is recomputed, never
 * believed.
 */
public final class NoteVerifier {
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
   * @param publicKey as the type's algorithm has it: 32 bytes (RFC 8032), or 1312 (FIPS 204)
   * @throws MalformedNoteException if the name is no key name or the key none of that algorithm
   */
  public static NoteVerifier of(String name, SignatureType type, byte[] publicKey) {
    if (!StrictText.isKeyName(name)) {
      throw new MalformedNoteException("a key name is empty or has a space or plus in it");
    }
    if (!type.algorithm().isKey(publicKey)) {
      throw new MalformedNoteException(
          "the key of " + name + " is not a public key of " + type.algorithm());
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
    byte[] material = StrictText.base64(parts[2], "the verifier key");
    if (material.length < 2) {
      throw new MalformedNoteException("the verifier key is empty");
    }
    NoteVerifier verifier =
        of(
            parts[0],
            SignatureType.of(material[0]),
            Arrays.copyOfRange(material, 1, material.length));
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

  /** The key itself: 32 bytes as in RFC 8032, or 1312 as in FIPS 204. */
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
    if (type.cosigns()) {
      Cosignature cosignature = Cosignature.of(signature);
      byte[] message;
      try {
        message = Cosignature.message(type, name, cosignature.timestamp(), text);
      } catch (MalformedNoteException e) {
        throw new NoteSignatureException("what " + name + " signed is no checkpoint");
      }
      require(signature, message, cosignature.signature());
    } else {
      require(signature, text.getBytes(StandardCharsets.UTF_8), signature.signature());
    }
  }

  /**
   * Returns if the line is this key's cosignature of a subtree, which may be a whole tree.
   *
   * @throws NoteSignatureException otherwise
   * @throws IllegalStateException if this is no key of type {@code SUBTREE_V1}
   */
  public void verify(Subtree subtree, NoteSignature signature) {
    if (type != SignatureType.SUBTREE_V1) {
      throw new IllegalStateException("the key of " + name + " signs no subtrees");
    }
    Cosignature cosignature = Cosignature.of(signature);
    byte[] message;
    try {
      message = subtree.message(name, cosignature.timestamp());
    } catch (MalformedNoteException e) {
      throw new NoteSignatureException("the cosignature by " + name + ": " + e.getMessage());
    }
    require(signature, message, cosignature.signature());
  }

  private void require(NoteSignature line, byte[] message, byte[] bare) {
    if (!claims(line) || !type.algorithm().verify(publicKey, message, bare)) {
      throw new NoteSignatureException("the signature by " + name + " does not verify");
    }
  }

  private String idText() {
    return HexFormat.of().toHexDigits(keyId);
  }

  /** The vkey. */
  @Override
  public String toString() {
    byte[] material =
        ByteBuffer.allocate(publicKey.length + 1).put((byte) type.code()).put(publicKey).array();
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
