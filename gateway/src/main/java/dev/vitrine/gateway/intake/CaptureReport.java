package dev.vitrine.gateway.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A capture job with what became of each event.
 *
 * @param events in the document's order
 */
public record CaptureReport(@JsonUnwrapped CaptureSummary job, List<Event> events) {

  /**
   * One event.
   *
   * @param index its place in the document's event list, from 0
   * @param status ACCEPTED, DUPLICATE (the same event was taken before: this is its record), or
   *     REJECTED
   * @param receipt where its receipt is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Event(
      int index,
      String status,
      @Nullable String recordId,
      @Nullable String schema,
      @Nullable String recordRoot,
      @Nullable String receipt) {}

  static CaptureReport of(CaptureJob job) {
    List<Event> events = new ArrayList<>();
    for (CaptureResult result : CaptureResult.unpack(job.results)) {
      String status = result.status().name();
      events.add(
          result.status() == CaptureResult.Status.REJECTED
              ? new Event(events.size(), status, null, null, null, null)
              : new Event(
                  events.size(),
                  status,
                  result.ref().toString(),
                  job.schemaName,
                  HexFormat.of().formatHex(result.root()),
                  "/receipts/" + result.ref()));
    }
    return new CaptureReport(CaptureSummary.of(job), events);
  }
}
