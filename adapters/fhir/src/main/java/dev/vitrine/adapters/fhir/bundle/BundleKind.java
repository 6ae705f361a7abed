package dev.vitrine.adapters.fhir.bundle;

import org.jspecify.annotations.Nullable;

/** How a Bundle is taken, by its {@code type}. */
public enum BundleKind {
  /** {@code transaction}: every entry, or none. */
  TRANSACTION,
  /** {@code batch}: each entry for itself. */
  BATCH,
  /** {@code collection}, {@code searchset}: each entry for itself; nothing is asked of it. */
  COLLECTION,
  /** {@code document}, {@code message}: one record, with the entries' as its parts. */
  WHOLE,
  /** Another type: it says what happened elsewhere, and is not taken apart. */
  OTHER;

  static BundleKind of(@Nullable String type) {
    return switch (type == null ? "" : type) {
      case "transaction" -> TRANSACTION;
      case "batch" -> BATCH;
      case "collection", "searchset" -> COLLECTION;
      case "document", "message" -> WHOLE;
      default -> OTHER;
    };
  }

  /** Whether each entry has a request that says what is to be done with it (bdl-3). */
  boolean asks() {
    return this == TRANSACTION || this == BATCH;
  }
}
