package dev.vitrine.ledger.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * A private key that signs notes under a name, as a log or as a witness. Its text form is the skey
 * {@code PRIVATE+KEY+name+id+base64(type ‖ seed)}, which only {@link #secret} gives: whoever stores
 * it keeps it unreadable for others. Immutable and safe between threads.
 *
 * <p>It signs whatever it is given: that a log never signs two histories is the caller's duty
 * ({@code dev.vitrine.ledger.log.Log} does it).
 */
public final class NoteSigner {
  private static final String PREFIX = "PRIVATE+KEY+";
  private static final int SEED = Ed25519PrivateKeyParameters.KEY_SIZE;

  private final Ed25519PrivateKeyParameters key;
  private final NoteVerifier verifier;

  private NoteSigner(String name, SignatureType type, Ed25519PrivateKeyParameters key) {
    this.key = key;
    this.verifier = NoteVerifier.of(name, type, key.generatePublicKey().getEncoded());
  }

  /** A new key. */
  public static NoteSigner generate(String name, SignatureType type, SecureRandom random) {
    return new NoteSigner(name, type, new Ed25519PrivateKeyParameters(random));
  }

  /**
   * Reads an skey. Messages of what is thrown don't repeat any of it.
   *
   * @throws MalformedNoteException if it is not one, of another signature type, or its id is wrong
   */
  public static NoteSigner parse(String skey) {
    String[] parts =
        skey.startsWith(PREFIX) ? skey.substring(PREFIX.length()).split("\\+", 3) : new String[0];
    if (parts.length != 3) {
      throw new MalformedNoteException("a signer key must be: PRIVATE+KEY+name+id+base64");
    }
    byte[] material = StrictText.base64(parts[2], SEED + 1, "the signer key");
    try {
      NoteSigner signer =
          new NoteSigner(
              parts[0],
              SignatureType.of(material[0]),
              new Ed25519PrivateKeyParameters(material, 1));
      if (!signer.verifier.toString().startsWith(parts[0] + "+" + parts[1] + "+")) {
        throw new MalformedNoteException("the signer key's id does not belong to it");
      }
      return signer;
    } finally {
      Arrays.fill(material, (byte) 0);
    }
  }

  /** The name under which it signs; of a log, its origin. */
  public String name() {
    return verifier.name();
  }

  /** The public half. */
  public NoteVerifier verifier() {
    return verifier;
  }

  /**
   * Signs a note's text as a log does.
   *
   * @throws IllegalStateException if this is a witness's key
   */
  public NoteSignature sign(String text) {
    require(SignatureType.ED25519);
    return line(signature(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A note of this text with this key's signature. */
  public SignedNote note(String text) {
    return new SignedNote(text, List.of(sign(text)));
  }

  /**
   * Cosigns a checkpoint's text as a witness does, at this second.
   *
   * @throws IllegalStateException if this is a log's key
   */
  public NoteSignature cosign(String text, Instant now) {
    require(SignatureType.COSIGNATURE_V1);
    long timestamp = now.getEpochSecond();
    byte[] signature = signature(Cosignature.message(timestamp, text));
    return line(
        ByteBuffer.allocate(Long.BYTES + signature.length)
            .putLong(timestamp)
            .put(signature)
            .array());
  }

  /** The skey: a secret. */
  public String secret() {
    String[] parts = verifier.toString().split("\\+", 3);
    byte[] material =
        ByteBuffer.allocate(SEED + 1)
            .put((byte) verifier.type().code())
            .put(key.getEncoded())
            .array();
    return PREFIX + parts[0] + "+" + parts[1] + "+" + StrictText.base64(material);
  }

  private void require(SignatureType type) {
    if (verifier.type() != type) {
      throw new IllegalStateException("the key of " + name() + " is of type " + verifier.type());
    }
  }

  private byte[] signature(byte[] message) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  private NoteSignature line(byte[] signature) {
    return new NoteSignature(name(), verifier.keyId(), signature);
  }

  /** Names the key without its secret. */
  @Override
  public String toString() {
    return "NoteSigner[" + verifier + "]";
  }
}
