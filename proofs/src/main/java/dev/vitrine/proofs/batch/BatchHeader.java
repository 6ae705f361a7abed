package dev.vitrine.proofs.batch;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.encoding.Sha256;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Log entry of type 1: all that the log says of a batch (protocol §3). It tells a reader the
 * schema, the number of records, which slots with a column are filled by at least one, a pseudonym
 * of the sender and the time; nothing of any value.
 *
 * @param schemaHash names the schema, 32 bytes
 * @param count records in the batch, 1 to 256
 * @param root Merkle root over their record roots, 32 bytes
 * @param columns commitments per slot that has a column and that any record fills, by slot position
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
   * One slot's commitments: that of its values alone, or those of all moments.
   *
   * @param points compressed points of G1, in the order of {@link Moment}: 48 or 144 bytes
   */
  public record Column(byte[] points) {
    /** The commitment of this moment, 48 bytes, if it is there. */
    Optional<byte[]> commitment(Moment moment) {
      int at = points.length == POINT_LENGTH ? moment.code() - 1 : moment.code();
      return at >= 0 && (at + 1) * POINT_LENGTH <= points.length
          ? Optional.of(Arrays.copyOfRange(points, at * POINT_LENGTH, (at + 1) * POINT_LENGTH))
          : Optional.empty();
    }
  }

  /**
   * The commitment to one moment of a slot: a compressed point that is not checked yet, 48 bytes.
   *
   * @return empty if the batch has none
   */
  public Optional<byte[]> commitment(int slot, Moment moment) {
    return Optional.ofNullable(columns.get(slot)).flatMap(column -> column.commitment(moment));
  }

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
    columns.forEach((slot, column) -> out.integer(slot).bytes(column.points));
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
      at = in.position();
      byte[] points = in.bytes(Moment.values().length * POINT_LENGTH);
      if (points.length != POINT_LENGTH && points.length != Moment.values().length * POINT_LENGTH) {
        throw new CborException(at, "a column has one point or one for each moment");
      }
      columns.put(slot, new Column(points));
    }
    byte[] producer = in.exactly(PRODUCER_LENGTH);
    long closedAt = in.unsigned(Long.MAX_VALUE);
    in.end();
    return new BatchHeader(schemaHash, count, root, columns, producer, closedAt);
  }
}
