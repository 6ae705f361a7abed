package dev.vitrine.proofs.batch;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.merkle.MerkleTree;
import dev.vitrine.proofs.record.TypedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A closed batch, ready to be stored: its log entry, record roots and sealed payloads.
 *
 * @param header the log entry
 * @param roots the record roots in order, 32 bytes each
 * @param payloads the sealed payloads in order
 * @param key the whole batch key; to be wrapped before it is stored
 */
public record SealedBatch(
    BatchHeader header, List<byte[]> roots, List<byte[]> payloads, BatchKey key) {

  /**
   * Commits to and seals {@code records}.
   *
   * @param records 1 to 256 records of one schema
   * @param rootOf the record root of any record that these link to
   * @param producer the sender's pseudonym, 16 bytes
   */
  public static SealedBatch seal(
      List<TypedRecord> records,
      Function<TypedRecord, byte[]> rootOf,
      BatchKey key,
      Columns columns,
      byte[] producer,
      long closedAtMillis) {
    if (records.isEmpty() || records.size() > BatchKey.SEEDS) {
      throw new IllegalArgumentException("a batch has 1 to " + BatchKey.SEEDS + " records");
    }
    BatchFilling batch = new BatchFilling(key, records.size());
    records.forEach(record -> batch.add(record, rootOf));
    return batch.close(columns, producer, closedAtMillis);
  }

  /** The batch tree over record roots. */
  public static MerkleTree tree(List<byte[]> roots) {
    return MerkleTree.ofLeafHashes(roots.stream().map(MerkleHash::leaf).toArray(byte[][]::new));
  }

  /** The record roots as one string of bytes, 32 for each. */
  public byte[] joinedRoots() {
    byte[] joined = new byte[Sha256.LENGTH * roots.size()];
    for (int k = 0; k < roots.size(); k++) {
      System.arraycopy(roots.get(k), 0, joined, Sha256.LENGTH * k, Sha256.LENGTH);
    }
    return joined;
  }

  /** Takes {@link #joinedRoots} apart. */
  public static List<byte[]> roots(byte[] joined) {
    List<byte[]> roots = new ArrayList<>();
    for (int at = 0; at < joined.length; at += Sha256.LENGTH) {
      roots.add(Arrays.copyOfRange(joined, at, at + Sha256.LENGTH));
    }
    return roots;
  }

  /** The place of record {@code position} among {@code roots}. */
  public static InclusionProof place(List<byte[]> roots, int position) {
    return tree(roots).inclusion(position);
  }

  @Override
  public String toString() {
    return "SealedBatch[" + roots.size() + " records]";
  }
}
