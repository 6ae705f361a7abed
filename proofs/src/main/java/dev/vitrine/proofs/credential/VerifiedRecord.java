package dev.vitrine.proofs.credential;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a presentation of a credential was found to say. The issuer vouches for it; that the record
 * is in the log it names, only an anchored presentation or a receipt shows.
 *
 * @param issuer the issuer's URL
 * @param schema the schema's versioned name
 * @param schemaHash its hash in lower-case hex
 * @param log the name of the log that the record is committed to
 * @param validFrom from when
 * @param validUntil until when
 * @param slots the values shown; a slot that is not here is hidden or absent
 */
public record VerifiedRecord(
    String issuer,
    String schema,
    String schemaHash,
    String log,
    Instant validFrom,
    Instant validUntil,
    SortedMap<String, SlotValue> slots) {
  /** Copies. */
  public VerifiedRecord {
    slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
  }

  @Override
  public String toString() {
    return "VerifiedRecord[" + schema + ", " + slots.size() + " slots]";
  }
}
