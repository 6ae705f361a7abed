package dev.vitrine.gateway.custody;

import dev.vitrine.gateway.store.CustodyStep;
import dev.vitrine.proofs.record.TypedRecord;

/**
 * An event that was sealed and is about to be stored.
 *
 * @param party who sent it
 * @param record its record, of {@code gs1.epcis.v1}
 * @param root its record root
 * @param place where it stands among the batches that are stored together
 */
public record CustodyEvent(String party, TypedRecord record, byte[] root, CustodyStep.Place place) {
  /** Shows nothing of the event. */
  @Override
  public String toString() {
    return "CustodyEvent[" + record + "]";
  }
}
