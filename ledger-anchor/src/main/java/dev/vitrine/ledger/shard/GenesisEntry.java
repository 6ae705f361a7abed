package dev.vitrine.ledger.shard;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.StrictText;
import dev.vitrine.proofs.encoding.CborWriter;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Entry 0 of a log: CBOR {@code [0, origin, gateway key, milliseconds]}, and of a shard that goes
 * on where another was closed {@code [0, origin, gateway key, milliseconds, origin, size, root of
 * the other's final checkpoint]}. The time is what the operator's clock said; nothing is decided by
 * it. Immutable.
 *
 * @param origin the log's name
 * @param gatewayKey the public key of the gateway whose batches it holds, 1 to 256 bytes
 * @param millis when it was made, since 1970 in UTC
 * @param predecessor the final checkpoint of the shard before, if there was one
 */
public record GenesisEntry(
    String origin, byte[] gatewayKey, long millis, Optional<Checkpoint> predecessor) {
  /** The entry's type. */
  public static final int TYPE = 0;

  private static final int PARTS = 4;
  private static final int PARTS_OF_SUCCESSOR = 7;
  private static final int MAX_KEY = 256;

  /** Checks the parts. */
  public GenesisEntry {
    CheckpointEntry.requireOrigin(origin);
    if (gatewayKey.length < 1 || gatewayKey.length > MAX_KEY || millis < 0) {
      throw new MalformedNoteException("a key of " + gatewayKey.length + " bytes, time " + millis);
    }
    predecessor.ifPresent(before -> CheckpointEntry.requireOrigin(before.origin()));
    gatewayKey = gatewayKey.clone();
  }

  /**
   * Reads an entry.
   *
   * @throws MalformedEntryException if it is not one, or not in the one allowed form
   */
  public static GenesisEntry decode(byte[] entry) {
    return EntryCodec.read(
        TYPE,
        PARTS_OF_SUCCESSOR,
        entry,
        (in, count) -> {
          if (count != PARTS_OF_SUCCESSOR) {
            EntryCodec.requireCount(TYPE, PARTS, count);
          }
          String origin = in.text(EntryCodec.MAX_ORIGIN);
          byte[] key = in.bytes(MAX_KEY);
          long millis = in.unsigned(Long.MAX_VALUE);
          if (!StrictText.isKeyName(origin) || key.length == 0) {
            throw new MalformedEntryException("the genesis names no log, or no key");
          }
          Optional<Checkpoint> before =
              count == PARTS ? Optional.empty() : Optional.of(CheckpointEntry.checkpoint(in));
          return new GenesisEntry(origin, key, millis, before);
        });
  }

  @Override
  public byte[] gatewayKey() {
    return gatewayKey.clone();
  }

  /** The entry. */
  public byte[] encode() {
    CborWriter out = new CborWriter();
    out.array(predecessor.isPresent() ? PARTS_OF_SUCCESSOR : PARTS).integer(TYPE);
    out.text(origin).bytes(gatewayKey).integer(millis);
    predecessor.ifPresent(
        before -> out.text(before.origin()).integer(before.size()).bytes(before.root()));
    return out.toBytes();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GenesisEntry that
        && origin.equals(that.origin)
        && Arrays.equals(gatewayKey, that.gatewayKey)
        && millis == that.millis
        && predecessor.equals(that.predecessor);
  }

  @Override
  public int hashCode() {
    return Objects.hash(origin, Arrays.hashCode(gatewayKey), millis, predecessor);
  }
}
