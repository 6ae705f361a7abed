package dev.vitrine.ledger.registry;

import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.proofs.encoding.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * What a key is for, and with that the form of its public half. Keys of curves that this module
 * does not know are bounded in length and otherwise taken as they are: who verifies with them
 * parses them.
 */
public enum KeyKind {
  /** Signs statements about keys: 32 bytes, Ed25519. */
  REGISTRY(0, 32, 32),
  /** Signs checkpoints: the ASCII of a vkey that is named by the log's origin. */
  LOG(1, 1, KeyKind.MAX_KEY),
  /** Binds presentations and promises places in the log: 32 bytes, Ed25519. */
  GATEWAY(2, 32, 32),
  /** Vouches for records in private presentations: suite id, a zero byte, 96 bytes of G2. */
  ISSUER(3, 98, 256),
  /** Names hidden subjects: 48 bytes of G1. */
  NAMING(4, 48, 48),
  /** Signs credentials: the keys of both formats, one after the other. */
  CREDENTIAL(5, 1, KeyKind.MAX_KEY),
  /** Cosigns the checkpoints of others: the ASCII of a vkey. */
  WITNESS(6, 1, KeyKind.MAX_KEY);

  /** The longest public key in bytes. */
  public static final int MAX_KEY = 4096;

  /** Length of a key's id in bytes. */
  public static final int ID_LENGTH = 8;

  private final int code;
  private final int min;
  private final int max;

  KeyKind(int code, int min, int max) {
    this.code = code;
    this.min = min;
    this.max = max;
  }

  /** The kind with this number. */
  static Optional<KeyKind> of(long code) {
    return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
  }

  /** The kind of this name, in lower case. */
  public static Optional<KeyKind> named(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }

  /** Its number in statements. */
  int code() {
    return code;
  }

  /** Its name. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Names the key: the first 8 bytes of its tagged SHA-256, as lower-case hex. */
  public String id(byte[] key) {
    byte[] tag = ("vitrine/1/" + label() + "-key\0").getBytes(StandardCharsets.US_ASCII);
    return HexFormat.of().formatHex(Sha256.of(tag, key), 0, ID_LENGTH);
  }

  /** Why these bytes are no key of this kind of the log {@code origin}; empty if they may be. */
  String wrong(byte[] key, String origin) {
    if (key.length < min || key.length > max) {
      return "has " + key.length + " bytes";
    }
    return switch (this) {
      case REGISTRY, GATEWAY ->
          Ed25519.validatePublicKeyFull(key, 0) ? "" : "is not an Ed25519 public key";
      case LOG -> wrongVkey(key, SignatureType.ED25519, origin);
      case WITNESS -> wrongVkey(key, null, "");
      case ISSUER, NAMING, CREDENTIAL -> "";
    };
  }

  private static String wrongVkey(
      byte[] key, @org.jspecify.annotations.Nullable SignatureType type, String name) {
    String text = new String(key, StandardCharsets.US_ASCII);
    try {
      NoteVerifier verifier = NoteVerifier.parse(text);
      // one spelling: no byte outside ASCII may stand behind a replacement character
      if (!Arrays.equals(text.getBytes(StandardCharsets.US_ASCII), key)) {
        return "is not ASCII";
      }
      if (type == null) {
        return verifier.type() == SignatureType.ED25519 ? "is a log's key" : "";
      }
      return verifier.type() == type && verifier.name().equals(name) ? "" : "is another log's key";
    } catch (MalformedNoteException e) {
      return "is not a vkey";
    }
  }
}
