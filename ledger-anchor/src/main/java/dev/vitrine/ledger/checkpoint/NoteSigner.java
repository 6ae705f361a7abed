package dev.vitrine.ledger.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A private key that signs notes under a name, as a log or as a witness; the key itself is a {@link
 * SigningKey}, in memory or in a device. The text form of one in memory is the skey {@code
 * PRIVATE+KEY+name+id+base64(type ‖ seed)}, which only {@link #secret} gives: whoever stores it
 * keeps it unreadable for others. Immutable and safe between threads.
 *
 * <p>It signs whatever it is given: that a log never signs two histories is the caller's duty
 * ({@code dev.vitrine.ledger.log.Log} does it).
 */
public final class NoteSigner {
  private static final String PREFIX = "PRIVATE+KEY+";

  private final SigningKey key;
  private final NoteVerifier verifier;

  private NoteSigner(SigningKey key, NoteVerifier verifier) {
    this.key = key;
    this.verifier = verifier;
  }

  /**
   * Signs with this key, wherever it lives.
   *
   * @throws MalformedNoteException if the name is no key name, or the key is none of the type's
   *     algorithm
   */
  public static NoteSigner of(String name, SignatureType type, SigningKey key) {
    if (key.algorithm() != type.algorithm()) {
      throw new MalformedNoteException(
          "the key of " + name + " is of " + key.algorithm() + ", not " + type.algorithm());
    }
    return new NoteSigner(key, NoteVerifier.of(name, type, key.publicKey()));
  }

  /** A new key, in memory. */
  public static NoteSigner generate(String name, SignatureType type, SecureRandom random) {
    return of(name, type, SeedKey.generate(type.algorithm(), random));
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
    byte[] material = StrictText.base64(parts[2], SeedKey.LENGTH + 1, "the signer key");
    byte[] seed = Arrays.copyOfRange(material, 1, material.length);
    try {
      SignatureType type = SignatureType.of(material[0]);
      NoteSigner signer = of(parts[0], type, SeedKey.of(type.algorithm(), seed));
      if (!signer.verifier.toString().startsWith(parts[0] + "+" + parts[1] + "+")) {
        throw new MalformedNoteException("the signer key's id does not belong to it");
      }
      return signer;
    } finally {
      Arrays.fill(material, (byte) 0);
      Arrays.fill(seed, (byte) 0);
    }
  }

  /** The name under which it signs; of a log, its origin. */
  public String name() {
    return verifier.name();
  }

  /** The key itself, for what a log signs in other formats than notes. */
  public SigningKey key() {
    return key;
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
    return line(key.sign(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A note of this text with this key's signature. */
  public SignedNote note(String text) {
    return new SignedNote(text, List.of(sign(text)));
  }

  /**
   * Cosigns a checkpoint's text as a witness does, at this second.
   *
   * @throws IllegalStateException if this is a log's key
   * @throws MalformedNoteException if an ML-DSA key is to cosign what is no checkpoint
   */
  public NoteSignature cosign(String text, Instant now) {
    long timestamp = now.getEpochSecond();
    byte[] message = Cosignature.message(verifier.type(), name(), timestamp, text);
    return line(Cosignature.blob(timestamp, key.sign(message)));
  }

  /**
   * Cosigns a subtree, without a statement as to time.
   *
   * @throws IllegalStateException unless this is a key of type {@code SUBTREE_V1}
   */
  public NoteSignature cosign(Subtree subtree) {
    require(SignatureType.SUBTREE_V1);
    return line(Cosignature.blob(0, key.sign(subtree.message(name(), 0))));
  }

  /**
   * The skey: a secret.
   *
   * @throws IllegalStateException if the key does not give it out
   */
  public String secret() {
    if (!(key instanceof SeedKey stored)) {
      throw new IllegalStateException("the key of " + name() + " is kept by its device");
    }
    String[] parts = verifier.toString().split("\\+", 3);
    byte[] material =
        ByteBuffer.allocate(SeedKey.LENGTH + 1)
            .put((byte) verifier.type().code())
            .put(stored.seed())
            .array();
    return PREFIX + parts[0] + "+" + parts[1] + "+" + StrictText.base64(material);
  }

  private void require(SignatureType type) {
    if (verifier.type() != type) {
      throw new IllegalStateException("the key of " + name() + " is of type " + verifier.type());
    }
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
