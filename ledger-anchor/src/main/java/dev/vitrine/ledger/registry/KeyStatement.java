package dev.vitrine.ledger.registry;

import dev.vitrine.ledger.checkpoint.SigningKey;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.encoding.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * What is said of one key, signed by a registry key: a log entry of type 3. Well-formed when read,
 * not believed: {@link Registry} does that. Immutable.
 *
 * <p>A statement names its log, so it means nothing in another; and each can be made once only of a
 * key, so that one that is repeated is refused.
 */
public final class KeyStatement {
  /** The type of its log entry. */
  public static final int TYPE = 3;

  private static final int VERSION = 1;
  private static final int ITEMS = 9;
  private static final int MAX_STATEMENT = KeyKind.MAX_KEY + 1024;
  private static final byte[] TAG = "vitrine/1/key-statement\0".getBytes(StandardCharsets.US_ASCII);

  /** What is said. */
  public enum Action {
    /** The key is good from a time on. */
    REGISTER(0),
    /** The key's window ends: what it signed within stays good. */
    RETIRE(1),
    /** The key may be in other hands since a time. */
    REVOKE(2);

    private final int code;

    Action(int code) {
      this.code = code;
    }

    private static Optional<Action> of(long code) {
      return Arrays.stream(values()).filter(action -> action.code == code).findFirst();
    }

    /** Its name in lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final byte[] entry;
  private final byte[] statement;
  private final byte[] signature;
  private final String origin;
  private final String registryKeyId;
  private final Action action;
  private final KeyKind kind;
  private final String id;
  private final byte[] key;
  private final long atMillis;
  private final long size;

  private KeyStatement(byte[] entry) throws CborException {
    this.entry = entry.clone();
    CborReader outer = new CborReader(entry);
    outer.arrayOf(3);
    if (outer.unsigned(255) != TYPE) {
      throw new CborException(1, "an entry of another type");
    }
    this.statement = outer.bytes(MAX_STATEMENT);
    this.signature = outer.exactly(Ed25519.SIGNATURE_SIZE);
    outer.end();
    CborReader in = new CborReader(statement);
    in.arrayOf(ITEMS);
    if (in.unsigned(255) != VERSION) {
      throw new CborException(1, "version is unknown");
    }
    this.origin = in.text(Genesis.MAX_ORIGIN);
    this.registryKeyId = HexFormat.of().formatHex(in.exactly(KeyKind.ID_LENGTH));
    int at = in.position();
    this.action =
        Action.of(in.unsigned(255)).orElseThrow(() -> new CborException(at, "action is unknown"));
    this.kind =
        KeyKind.of(in.unsigned(255)).orElseThrow(() -> new CborException(at, "kind is unknown"));
    this.id = HexFormat.of().formatHex(in.exactly(KeyKind.ID_LENGTH));
    this.key = in.bytes(KeyKind.MAX_KEY);
    this.atMillis = in.unsigned(Long.MAX_VALUE);
    this.size = in.unsigned(Long.MAX_VALUE);
    in.end();
    if ((action == Action.REGISTER) == (key.length == 0)) {
      throw new CborException(at, "a key is given where one is registered, and nowhere else");
    }
    if (size != 0 && action != Action.REVOKE) {
      throw new CborException(at, "a size is given where a key is revoked, and nowhere else");
    }
  }

  /**
   * Reads a log entry.
   *
   * @throws RegistryException if it is not in the one allowed form; the signature is not checked
   */
  public static KeyStatement decode(byte[] entry) {
    try {
      return new KeyStatement(entry);
    } catch (CborException e) {
      throw new RegistryException("not a key statement: " + e.reason());
    }
  }

  /** Whether these are the first bytes of such an entry. */
  public static boolean looksLikeOne(byte[] entry) {
    return entry.length > 1 && (entry[0] & 0xff) == 0x83 && entry[1] == TYPE;
  }

  /** Says that {@code key} is good from this time on. */
  public static KeyStatement register(
      String origin, SigningKey registry, KeyKind kind, byte[] key, long fromMillis) {
    return sign(origin, registry, Action.REGISTER, kind, kind.id(key), key, fromMillis, 0);
  }

  /** Says that the window of the key ends at this time, itself not in it. */
  public static KeyStatement retire(
      String origin, SigningKey registry, KeyKind kind, String id, long toMillis) {
    return sign(origin, registry, Action.RETIRE, kind, id, new byte[0], toMillis, 0);
  }

  /**
   * Says that the key may be in other hands.
   *
   * @param sinceMillis since when
   * @param size how many entries the log is known to have had before that, from a checkpoint that
   *     was kept elsewhere; 0 if none was
   */
  public static KeyStatement revoke(
      String origin, SigningKey registry, KeyKind kind, String id, long sinceMillis, long size) {
    return sign(origin, registry, Action.REVOKE, kind, id, new byte[0], sinceMillis, size);
  }

  private static KeyStatement sign(
      String origin,
      SigningKey registry,
      Action action,
      KeyKind kind,
      String id,
      byte[] key,
      long atMillis,
      long size) {
    byte[] statement =
        new CborWriter()
            .array(ITEMS)
            .integer(VERSION)
            .text(origin)
            .bytes(HexFormat.of().parseHex(KeyKind.REGISTRY.id(registry.publicKey())))
            .integer(action.code)
            .integer(kind.code())
            .bytes(HexFormat.of().parseHex(id))
            .bytes(key)
            .integer(atMillis)
            .integer(size)
            .toBytes();
    return decode(
        new CborWriter()
            .array(3)
            .integer(TYPE)
            .bytes(statement)
            .bytes(registry.sign(message(statement)))
            .toBytes());
  }

  private static byte[] message(byte[] statement) {
    byte[] digest = Sha256.of(statement);
    return ByteBuffer.allocate(TAG.length + digest.length).put(TAG).put(digest).array();
  }

  /** Whether this registry key signed it. */
  boolean signedBy(byte[] registryKey) {
    byte[] message = message(statement);
    return Ed25519.validatePublicKeyFull(registryKey, 0)
        && Ed25519.verify(signature, 0, registryKey, 0, message, 0, message.length);
  }

  /** The log entry's bytes. */
  public byte[] entry() {
    return entry.clone();
  }

  /** The log that it speaks of. */
  public String origin() {
    return origin;
  }

  /** The id of the registry key that says to have signed it. */
  public String registryKeyId() {
    return registryKeyId;
  }

  /** What is said. */
  public Action action() {
    return action;
  }

  /** What the key is for. */
  public KeyKind kind() {
    return kind;
  }

  /** The key's id, 16 lower-case hex digits. */
  public String id() {
    return id;
  }

  /** The public key where one is registered, else nothing. */
  public byte[] key() {
    return key.clone();
  }

  /** From when, until when or since when, in milliseconds since 1970. */
  public long atMillis() {
    return atMillis;
  }

  /** Where a key is revoked: how many entries the log had before for sure. */
  public long size() {
    return size;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyStatement that && Arrays.equals(entry, that.entry);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(entry);
  }

  /** For people: one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %s key %s at %s",
        action.label(),
        kind.label(),
        id,
        java.time.Instant.ofEpochMilli(atMillis));
  }
}
