package dev.vitrine.proofs.batch;

import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.TypedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A batch that is filled record by record, for records that name the roots of those before them: a
 * record's root is known as soon as it is added. What is the same for the whole batch, and what
 * takes most of the time, is done when it is closed. Not safe for threads.
 */
public final class BatchFilling {
  private final BatchKey key;
  private final byte[][] seeds;
  private final List<TypedRecord> records;
  private final List<RecordCommitment> commitments;

  /**
   * An empty batch under {@code key}.
   *
   * @param capacity the most records that it will have, 1 to 256
   */
  public BatchFilling(BatchKey key, int capacity) {
    if (capacity < 1 || capacity > BatchKey.SEEDS) {
      throw new IllegalArgumentException("a batch has 1 to " + BatchKey.SEEDS + " records");
    }
    this.key = key;
    this.seeds = key.seeds(capacity);
    this.records = new ArrayList<>(capacity);
    this.commitments = new ArrayList<>(capacity);
  }

  /**
   * Commits to one more record, of the same schema as the others.
   *
   * @param rootOf the record root of any record that it links to
   * @return its record root
   */
  public byte[] add(TypedRecord record, Function<TypedRecord, byte[]> rootOf) {
    if (full()) {
      throw new IllegalStateException("the batch is full");
    }
    if (!records.isEmpty() && !record.schema().equals(records.get(0).schema())) {
      throw new IllegalArgumentException("a batch has records of one schema");
    }
    RecordCommitment commitment = RecordCommitment.of(record, seeds[records.size()], rootOf);
    records.add(record);
    commitments.add(commitment);
    return commitment.root();
  }

  /** How many records it has. */
  public int size() {
    return records.size();
  }

  /** Whether no other record fits. */
  public boolean full() {
    return records.size() == seeds.length;
  }

  /**
   * Seals what it has, at least one record; nothing can be added afterwards.
   *
   * @param producer the sender's pseudonym, 16 bytes
   */
  public SealedBatch close(Columns columns, byte[] producer, long closedAtMillis) {
    if (records.isEmpty()) {
      throw new IllegalStateException("a batch has 1 to " + BatchKey.SEEDS + " records");
    }
    byte[][] used = Arrays.copyOf(seeds, records.size());
    List<byte[]> roots = new ArrayList<>(used.length);
    List<byte[]> payloads = new ArrayList<>(used.length);
    for (int k = 0; k < used.length; k++) {
      RecordCommitment commitment = commitments.get(k);
      roots.add(commitment.root());
      payloads.add(SealedPayload.seal(records.get(k), commitment, used[k]));
    }
    Schema schema = records.get(0).schema();
    BatchHeader header =
        new BatchHeader(
            schema.hash(),
            used.length,
            SealedBatch.tree(roots).root(),
            columns.commit(schema, records, used),
            producer,
            closedAtMillis);
    return new SealedBatch(header, roots, payloads, key);
  }

  @Override
  public String toString() {
    return "BatchFilling[" + records.size() + " records]";
  }
}
