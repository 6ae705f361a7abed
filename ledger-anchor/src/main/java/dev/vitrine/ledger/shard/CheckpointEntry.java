package dev.vitrine.ledger.shard;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.StrictText;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;

/**
 * A log entry that holds another log's checkpoint: CBOR {@code [4, origin, size, root]}. It has no
 * signatures, so that a checkpoint has one entry whoever has signed it and however often: a proof's
 * verifier derives it from the checkpoint. It says what this log has seen of the other; that the
 * other's key signed it is for its note to show.
 */
public final class CheckpointEntry {
  /** The entry's type. */
  public static final int TYPE = 4;

  private static final int PARTS = 4;

  private CheckpointEntry() {}

  /**
   * The entry of a checkpoint.
   *
   * @throws MalformedNoteException if the checkpoint has extension lines, which the entry could not
   *     hold, or an origin that names no key
   */
  public static byte[] encode(Checkpoint checkpoint) {
    String origin = checkpoint.origin();
    if (!checkpoint.extensions().isEmpty()) {
      throw new MalformedNoteException("the checkpoint of " + origin + " has extension lines");
    }
    requireOrigin(origin);
    return new CborWriter()
        .array(PARTS)
        .integer(TYPE)
        .text(origin)
        .integer(checkpoint.size())
        .bytes(checkpoint.root())
        .toBytes();
  }

  /** Whether the entry is of this type, going by its first bytes. */
  public static boolean is(byte[] entry) {
    return EntryCodec.isType(TYPE, entry);
  }

  /**
   * Reads an entry.
   *
   * @throws MalformedEntryException if it is not one, or not in the one allowed form
   */
  public static Checkpoint decode(byte[] entry) {
    return EntryCodec.read(
        TYPE,
        PARTS,
        entry,
        (in, count) -> {
          EntryCodec.requireCount(TYPE, PARTS, count);
          return checkpoint(in);
        });
  }

  /** Origin, size and root. */
  static Checkpoint checkpoint(CborReader in) throws CborException {
    String origin = in.text(EntryCodec.MAX_ORIGIN);
    long size = in.unsigned(Long.MAX_VALUE);
    byte[] root = in.exactly(EntryCodec.HASH);
    if (!StrictText.isKeyName(origin)) {
      throw new MalformedEntryException("the origin in the entry is no log's name");
    }
    return new Checkpoint(origin, size, root);
  }

  static void requireOrigin(String origin) {
    if (!StrictText.isKeyName(origin)
        || origin.getBytes(java.nio.charset.StandardCharsets.UTF_8).length
            > EntryCodec.MAX_ORIGIN) {
      throw new MalformedNoteException("the origin is no log's name, or too long");
    }
  }
}
