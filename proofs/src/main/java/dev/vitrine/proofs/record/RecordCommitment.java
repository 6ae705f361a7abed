package dev.vitrine.proofs.record;

import dev.vitrine.proofs.encoding.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A record's canonical values and the hiding, binding commitment to them (protocol §2).
 *
 * <p>Hiding: each value is hashed with a 16-byte salt from the record's secret seed. Binding: the
 * record root fixes the schema and each slot's value. One slot can be shown by its value and salt,
 * with the bare hashes of the others. Immutable; arrays are handed out without copies.
 */
public final class RecordCommitment {
  /** In the hash of a slot, instead of a kind: the slot is absent. */
  static final int ABSENT = 0;

  private static final int SLOT_TAG = 2;
  private static final int RECORD_TAG = 3;

  private final Schema schema;
  private final byte[] @Nullable [] values;
  private final byte[][] salts;
  private final byte[][] hashes;
  private final byte[] root;

  private RecordCommitment(Schema schema, byte[] @Nullable [] values, byte[] seed) {
    int count = schema.slots().size();
    this.schema = schema;
    this.values = values;
    this.salts = Salts.ofSlots(seed, count);
    this.hashes = new byte[count][];
    for (int i = 0; i < count; i++) {
      hashes[i] = slotHash(schema.slots().get(i).kind(), salts[i], values[i]);
    }
    this.root = recordRoot(schema, hashes);
  }

  /**
   * Commits to {@code record}.
   *
   * @param seed the record's secret 32 bytes
   * @param rootOf the record root of a record that this one links to
   */
  public static RecordCommitment of(
      TypedRecord record, byte[] seed, Function<TypedRecord, byte[]> rootOf) {
    Schema schema = record.schema();
    int count = schema.slots().size();
    byte[][] values = new byte[count][];
    for (int i = 0; i < count; i++) {
      switch (schema.slots().get(i).kind()) {
        case TEXT -> values[i] = record.text(i);
        case INT -> values[i] = record.integer(i) == 0 ? null : integer(record.integer(i));
        case ROOT -> {
          List<byte[]> list = record.list(i);
          TypedRecord link = record.link(i);
          if (list != null) {
            values[i] = ElementTree.of(seed, i, list).root();
          } else if (link != null) {
            values[i] = rootOf.apply(link);
          }
        }
      }
    }
    return new RecordCommitment(schema, values, seed);
  }

  /** Rebuilds the commitment from stored canonical values and the seed. */
  public static RecordCommitment of(Schema schema, byte[] @Nullable [] values, byte[] seed) {
    if (values.length != schema.slots().size()) {
      throw new IllegalArgumentException("one value per slot is needed");
    }
    return new RecordCommitment(schema, values.clone(), seed);
  }

  /** The canonical value of an INT slot: 8 bytes, big-endian. */
  public static byte[] integer(long encoded) {
    return ByteBuffer.allocate(Long.BYTES).putLong(encoded).array();
  }

  /** The hash of one slot: {@code SHA256(0x02 ‖ salt ‖ kind ‖ value)}, kind 0 where absent. */
  public static byte[] slotHash(SlotKind kind, byte[] salt, byte @Nullable [] value) {
    MessageDigest digest = Sha256.shared();
    digest.update((byte) SLOT_TAG);
    digest.update(salt);
    digest.update((byte) (value == null ? ABSENT : kind.code()));
    if (value != null) {
      digest.update(value);
    }
    return digest.digest();
  }

  /** The record root: {@code SHA256(0x03 ‖ schema hash ‖ slot hashes)}. */
  public static byte[] recordRoot(Schema schema, byte[][] slotHashes) {
    byte[] schemaHash = schema.hash();
    MessageDigest digest = Sha256.shared();
    digest.update((byte) RECORD_TAG);
    digest.update(schemaHash);
    for (byte[] hash : slotHashes) {
      digest.update(hash);
    }
    return digest.digest();
  }

  /** The record's schema. */
  public Schema schema() {
    return schema;
  }

  /** The record root, 32 bytes. */
  public byte[] root() {
    return root;
  }

  /** The canonical value of a slot, or null where absent. */
  public byte @Nullable [] value(int slot) {
    return values[slot];
  }

  /** The salt of a slot, 16 bytes. */
  public byte[] salt(int slot) {
    return salts[slot];
  }

  /** The hash of a slot, 32 bytes. */
  public byte[] hash(int slot) {
    return hashes[slot];
  }
}
