package dev.vitrine.ledger.shard;

import dev.vitrine.proofs.encoding.CborWriter;

/**
 * The last entry of a shard that was rolled over: CBOR {@code [6, origin of the successor]}.
 * Nothing may follow it: the checkpoint that ends with it is the shard's final one. It has no time
 * in it: when a shard is closed is its operator's to choose, and no verifier decides by a clock.
 *
 * @param successor the shard that goes on
 */
public record CloseEntry(ShardName successor) {
  /** The entry's type. */
  public static final int TYPE = 6;

  private static final int PARTS = 2;

  /** Whether the entry is of this type, going by its first bytes. */
  public static boolean is(byte[] entry) {
    return EntryCodec.isType(TYPE, entry);
  }

  /**
   * Reads an entry.
   *
   * @throws MalformedEntryException if it is not one, or not in the one allowed form
   */
  public static CloseEntry decode(byte[] entry) {
    return EntryCodec.read(
        TYPE,
        PARTS,
        entry,
        (in, count) -> {
          EntryCodec.requireCount(TYPE, PARTS, count);
          return new CloseEntry(
              ShardName.of(in.text(EntryCodec.MAX_ORIGIN))
                  .orElseThrow(
                      () -> new MalformedEntryException("the successor is not named as a shard")));
        });
  }

  /** The entry. */
  public byte[] encode() {
    return new CborWriter().array(PARTS).integer(TYPE).text(successor.origin()).toBytes();
  }
}
