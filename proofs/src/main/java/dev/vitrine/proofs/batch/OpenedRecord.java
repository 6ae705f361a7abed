package dev.vitrine.proofs.batch;

import dev.vitrine.proofs.record.ElementTree;
import dev.vitrine.proofs.record.RecordCommitment;
import java.util.List;
import java.util.Map;

/**
 * A record taken out of its seal, checked against its root. Holds personal data and the record's
 * seed; {@link #toString} shows none of it.
 *
 * @param commitment the record's values and their commitment
 * @param seed its secret seed
 * @param mediaType of the original
 * @param document the original's bytes
 * @param lists the elements of each root slot but {@code leaves} and links, by slot position
 */
public record OpenedRecord(
    RecordCommitment commitment,
    byte[] seed,
    String mediaType,
    byte[] document,
    Map<Integer, List<byte[]>> lists) {

  /** The tree under a root slot. */
  public ElementTree tree(int slot, List<byte[]> elements) {
    return ElementTree.of(seed, slot, elements);
  }

  @Override
  public String toString() {
    return "OpenedRecord[" + commitment.schema().id() + "]";
  }
}
