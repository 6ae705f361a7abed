package dev.vitrine.gateway.intake;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;

/**
 * A capture job without its events: EPCIS 2.0's {@code CaptureJob}, and how many events it had.
 *
 * @param errors a JSON array of problem details
 */
public record CaptureSummary(
    UUID captureID,
    Instant createdAt,
    Instant finishedAt,
    boolean running,
    boolean success,
    String captureErrorBehaviour,
    @JsonRawValue String errors,
    int eventCount) {

  static CaptureSummary of(CaptureJob job) {
    return new CaptureSummary(
        job.id,
        job.createdAt,
        job.finishedAt,
        job.running,
        job.success,
        job.errorBehaviour,
        job.errors,
        job.eventCount);
  }
}
