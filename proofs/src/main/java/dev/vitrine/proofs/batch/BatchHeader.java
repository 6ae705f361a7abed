package dev.vitrine.proofs.batch;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.encoding.Sha256;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Log entry of type 1: all that the log says of a batch (protocol §3). It tells a reader the
 * schema, the number of records, which numeric slots are filled by at least one, a pseudonym of the
 * sender and the time; nothing of any value.
 *
 * @param schemaHash names the schema, 32 bytes
 * @param count records in the batch, 1 to 256
 * @param root Merkle root over their record roots, 32 bytes
 * @param columns commitment per INT slot that any record fills, by slot position
 * @param producer pseudonym of the party that sent them, 16 bytes
 * @param closedAtMillis when the batch was closed, by the gateway's clock
 */
public record BatchHeader(
    byte[] schemaHash,
    int count,
    byte[] root,
    SortedMap<Integer, Column> columns,
    byte[] producer,
    long closedAtMillis) {

  /** The first item of this kind of log entry. */
  public static final int ENTRY_TYPE = 1;

  /** Length of a producer's pseudonym in bytes. */
  public static final int PRODUCER_LENGTH = 16;

  /** The longest header in bytes. */
  public static final int MAX_BYTES = 8192;

  private static final int MAX_COLUMNS = 64;
  private static final int POINT_LENGTH = 48;

  /**
   * One column's commitment: {@code C = Σ (v_k − base)·G_k + σ·H} over the records that fill it.
   *
   * @param base subtracted from each value; public
   * @param bits no difference has more
   * @param commitment a compressed point of G1, 48 bytes
   */
  public record Column(long base, int bits, byte[] commitment) {}

  /** The entry's bytes: deterministic CBOR. */
  public byte[] encode() {
    CborWriter out =
        new CborWriter()
            .array(7)
            .integer(ENTRY_TYPE)
            .bytes(schemaHash)
            .integer(count)
            .bytes(root)
            .map(columns.size());
    columns.forEach(
        (slot, column) ->
            out.integer(slot)
                .array(3)
                .unsigned(column.base)
                .integer(column.bits)
                .bytes(column.commitment));
    return out.bytes(producer).integer(closedAtMillis).toBytes();
  }

  /** Reads an entry strictly; points are checked for length only. */
  public static BatchHeader decode(byte[] entry) throws CborException {
    if (entry.length > MAX_BYTES) {
      throw new CborException(MAX_BYTES, "batch header is too long");
    }
    CborReader in = new CborReader(entry);
    in.arrayOf(7);
    if (in.unsigned(255) != ENTRY_TYPE) {
      throw new CborException(1, "entry is not a batch");
    }
    byte[] schemaHash = in.exactly(Sha256.LENGTH);
    int at = in.position();
    int count = (int) in.unsigned(BatchKey.SEEDS);
    if (count == 0) {
      throw new CborException(at, "batch is empty");
    }
    byte[] root = in.exactly(Sha256.LENGTH);
    int columnCount = in.map(MAX_COLUMNS);
    SortedMap<Integer, Column> columns = new TreeMap<>();
    int last = -1;
    for (int i = 0; i < columnCount; i++) {
      at = in.position();
      int slot = (int) in.unsigned(MAX_COLUMNS - 1);
      if (slot <= last) {
        throw new CborException(at, "columns are not in order");
      }
      last = slot;
      in.arrayOf(3);
      long base = in.unsigned64();
      int bits = (int) in.unsigned(64);
      columns.put(slot, new Column(base, bits, in.exactly(POINT_LENGTH)));
    }
    byte[] producer = in.exactly(PRODUCER_LENGTH);
    long closedAt = in.unsigned(Long.MAX_VALUE);
    in.end();
    return new BatchHeader(schemaHash, count, root, columns, producer, closedAt);
  }
}
