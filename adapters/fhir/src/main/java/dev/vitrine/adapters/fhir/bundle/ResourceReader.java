package dev.vitrine.adapters.fhir.bundle;

import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.TypedRecord;

/** How one resource is read. */
@FunctionalInterface
public interface ResourceReader {
  /**
   * The record of a resource that stands in a Bundle.
   *
   * @param resource its bytes, exactly
   * @throws InvalidDocumentException if it is refused; places begin at the resource
   */
  TypedRecord read(byte[] resource, Surroundings surroundings) throws InvalidDocumentException;
}
