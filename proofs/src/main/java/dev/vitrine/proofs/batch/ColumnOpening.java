package dev.vitrine.proofs.batch;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.linear.OpenedColumn;
import dev.vitrine.proofs.internal.value.SlotScalar;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.SlotKind;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens the columns of a batch, for proofs about them, from all of its records: a column's blinding
 * is the sum of what each record's seed gives. Secret; {@link #toString} shows nothing of it.
 */
public final class ColumnOpening {
  private final BatchHeader header;
  private final Schema schema;
  private final List<OpenedRecord> records;

  /**
   * Prepares a batch.
   *
   * @param records all records of the batch, in order; one that was erased can't be had, and until
   *     erasures are in the log its batch's columns can't be opened
   * @throws IllegalArgumentException if they are not the header's records
   */
  public ColumnOpening(BatchHeader header, Schema schema, List<OpenedRecord> records) {
    this.header = header;
    this.schema = schema;
    this.records = List.copyOf(records);
    List<byte[]> roots = records.stream().map(record -> record.commitment().root()).toList();
    if (!MessageDigest.isEqual(header.schemaHash(), schema.hash())
        || records.size() != header.count()
        || !MessageDigest.isEqual(header.root(), SealedBatch.tree(roots).root())) {
      throw new IllegalArgumentException("all records of the batch, in order, are needed");
    }
  }

  /**
   * Opens one column.
   *
   * @param curve reads the commitment
   * @throws IllegalArgumentException if the batch has no such column: no record fills the slot, or
   *     the schema does not have it committed
   * @throws CurveException if the header holds no point there
   */
  public OpenedColumn open(Curve curve, int slot, Moment moment) throws CurveException {
    byte[] commitment =
        header
            .commitment(slot, moment)
            .orElseThrow(() -> new IllegalArgumentException("the batch has no such column"));
    G1Point point = curve.parseG1NotIdentity(commitment);
    List<Scalar> values = new ArrayList<>(records.size());
    byte[][] seeds = new byte[records.size()][];
    for (int k = 0; k < seeds.length; k++) {
      OpenedRecord record = records.get(k);
      values.add(scalar(schema.slots().get(slot).kind(), record.commitment().value(slot), moment));
      seeds[k] = record.seed();
    }
    return new OpenedColumn(point, values, Columns.blinding(seeds, slot, moment));
  }

  private static Scalar scalar(SlotKind kind, byte @Nullable [] value, Moment moment) {
    Scalar scalar = SlotScalar.of(kind, value);
    return switch (moment) {
      case PRESENCE -> value == null ? Scalar.ZERO : Scalar.ONE;
      case VALUE -> scalar;
      case SQUARE -> scalar.multiply(scalar);
    };
  }

  @Override
  public String toString() {
    return "ColumnOpening[" + records.size() + " records]";
  }
}
