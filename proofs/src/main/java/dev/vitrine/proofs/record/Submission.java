package dev.vitrine.proofs.record;

import java.util.List;

/**
 * One unit of a document, as one event of a capture document or one FHIR resource: its record, and
 * records that belong to it (as one per sensor report), which link to it. All of it is stored, or
 * nothing.
 *
 * @param record the unit's own record; receipts are given for it
 * @param parts further records of other schemas, linked to {@code record}; often none
 */
public record Submission(TypedRecord record, List<TypedRecord> parts) {
  /** Copies the list. */
  public Submission {
    parts = List.copyOf(parts);
  }
}
