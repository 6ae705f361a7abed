package dev.vitrine.adapters.fhir.consent;

import java.util.Set;

/**
 * Who asks for what, when and why.
 *
 * @param recipients references and identifier values by which a consent may name the asker, as
 *     {@code Organization/12} and {@code 12}
 * @param purpose a code of HL7 v3 PurposeOfUse; empty where none is known
 * @param record what is asked for
 * @param atMillis when, since 1970
 */
public record ConsentRequest(
    Set<String> recipients, String purpose, ConsentedRecord record, long atMillis) {
  /** Copies the set. */
  public ConsentRequest {
    recipients = Set.copyOf(recipients);
  }
}
