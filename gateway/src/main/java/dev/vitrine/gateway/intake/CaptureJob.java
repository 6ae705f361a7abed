package dev.vitrine.gateway.intake;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What became of one document posted to {@code /epcis/capture}. Written once, never changed. */
@Entity
@Table(name = "capture_job")
public class CaptureJob {
  @Id UUID id = new UUID(0, 0);

  @Column(nullable = false)
  String party = "";

  @Column(name = "created_at", nullable = false)
  Instant createdAt = Instant.EPOCH;

  @Column(name = "finished_at", nullable = false)
  Instant finishedAt = Instant.EPOCH;

  @Column(nullable = false)
  boolean running;

  @Column(nullable = false)
  boolean success;

  @Column(name = "error_behaviour", nullable = false)
  String errorBehaviour = "";

  /** A JSON array of problem details. */
  @Column(nullable = false)
  String errors = "[]";

  @Column(name = "schema_name", nullable = false)
  String schemaName = "";

  @Column(name = "event_count", nullable = false)
  int eventCount;

  /** As {@link CaptureResult#pack} gives them. */
  @Column(nullable = false)
  byte[] results = {};

  /** For the persistence provider, and for who fills it. */
  protected CaptureJob() {}
}
