package dev.vitrine.gateway.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A batch's row, as the query side reads it. Written by {@link BatchWriter} only. */
@Entity
@Table(name = "batch")
public class StoredBatch {
  @Id
  @Column(name = "log_index")
  long logIndex;

  @Column(name = "schema_hash", nullable = false)
  byte[] schemaHash = {};

  @Column(name = "party", nullable = false)
  String party = "";

  @Column(name = "record_count", nullable = false)
  int recordCount;

  @Column(name = "roots", nullable = false)
  byte[] roots = {};

  @Column(name = "wrapped_key", nullable = false)
  byte[] wrappedKey = {};

  @Column(name = "promise", nullable = false)
  byte[] promise = {};

  /** For the persistence provider. */
  protected StoredBatch() {}
}
