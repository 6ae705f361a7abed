package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.merkle.InclusionProof;
import java.util.List;
import java.util.SortedMap;

/**
 * A record to be presented in anchored mode.
 *
 * @param record the opened record
 * @param elements the elements under each root slot that the statement shows elements of, all of
 *     them, in their committed order
 * @param place the record's place in its batch
 * @param batch the batch
 */
public record AnchoredRecord(
    OpenedRecord record,
    SortedMap<Integer, List<byte[]>> elements,
    InclusionProof place,
    LoggedBatch batch) {
  @Override
  public String toString() {
    return "AnchoredRecord[" + record + "]";
  }
}
