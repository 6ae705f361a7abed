package dev.vitrine.gateway.fhir;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.vitrine.gateway.store.ImportJobs;
import java.time.Instant;
import java.util.UUID;

/**
 * How far an import is. All counts are of lines whose records are durable.
 *
 * @param transactionTime when it began, as Bulk Data calls it
 * @param request where it was posted
 * @param complete whether the upload was taken to its end
 * @param offset how many bytes of the upload were taken; an upload goes on there
 * @param lines lines taken, refused and empty ones too
 * @param taken lines of which a record was made
 * @param duplicates lines of which one was made before
 * @param refused lines that were refused
 * @param refusals the first 100 of them, a JSON array
 */
public record ImportReport(
    UUID id,
    Instant transactionTime,
    Instant updatedAt,
    String request,
    boolean complete,
    long offset,
    long lines,
    long taken,
    long duplicates,
    long refused,
    @JsonRawValue String refusals) {

  static ImportReport of(ImportJobs.Job job) {
    return new ImportReport(
        job.id(),
        job.createdAt(),
        job.updatedAt(),
        FhirImportResource.PATH,
        job.complete(),
        job.offset(),
        job.lines(),
        job.taken(),
        job.duplicates(),
        job.refused(),
        job.refusals());
  }
}
