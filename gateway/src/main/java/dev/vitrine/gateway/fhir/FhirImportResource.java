package dev.vitrine.gateway.fhir;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.intake.CaptureBody;
import dev.vitrine.gateway.intake.Formats;
import dev.vitrine.gateway.intake.Intake;
import dev.vitrine.gateway.store.ImportJobs;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * {@code /fhir/$import}: takes FHIR in NDJSON, one resource a line, of any length.
 *
 * <p>Names and answers are those of FHIR's Bulk Data where it has them ({@code Content-Location},
 * {@code X-Progress}, 202 until it is complete), with one difference: the drafts of bulk import
 * name files by URL, for the server to fetch; here the file itself is sent, and nothing is ever
 * fetched. How an upload is gone on with follows the draft on resumable uploads of the IETF's HTTP
 * working group: {@code Upload-Offset}, {@code Upload-Complete}, PATCH.
 */
@Path(FhirImportResource.PATH)
@RolesAllowed({Roles.HOSPITAL, Roles.SUPPLIER})
@Singleton
public class FhirImportResource {
  static final String PATH = "/fhir/$import";

  private static final String NDJSON = "application/fhir+ndjson";
  private static final Set<String> MEDIA_TYPES =
      Set.of(NDJSON, "application/ndjson", "application/x-ndjson");
  private static final String PART = "application/partial-upload";
  private static final String OFFSET = "Upload-Offset";
  private static final String COMPLETE = "Upload-Complete";
  private static final String YES = "?1";
  private static final String NO = "?0";
  private static final String PROGRESS = "X-Progress";
  private static final int LISTED = 30;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final SecurityIdentity identity;
  private final VitrineConfig config;
  private final Formats formats;
  private final Intake intake;
  private final ImportJobs jobs;
  private final ObjectMapper json;
  private final Clock clock;
  private final Semaphore uploads;

  FhirImportResource(
      SecurityIdentity identity,
      VitrineConfig config,
      Formats formats,
      Intake intake,
      ImportJobs jobs,
      ObjectMapper json,
      Clock clock) {
    this.identity = identity;
    this.config = config;
    this.formats = formats;
    this.intake = intake;
    this.jobs = jobs;
    this.json = json;
    this.clock = clock;
    this.uploads = new Semaphore(config.intake().imports());
  }

  /** Begins an import with what is sent, which may be nothing yet. */
  @POST
  @Blocking
  @Consumes(MediaType.WILDCARD)
  public Response begin(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @HeaderParam(COMPLETE) @Nullable String complete,
      InputStream body) {
    String party = Caller.from(identity).requireParty();
    requireType(MEDIA_TYPES.contains(CaptureBody.mediaType(contentType)));
    boolean last = isLast(complete);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    ImportJobs.Job job =
        new ImportJobs.Job(UUID.randomUUID(), party, now, now, false, 0, 0, 0, 0, 0, "[]");
    jobs.add(job);
    return upload(job, body, last);
  }

  /** Goes on with an import where it is. */
  @PATCH
  @Path("/{job}")
  @Blocking
  @Consumes(MediaType.WILDCARD)
  public Response append(
      @PathParam("job") String id,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @HeaderParam(OFFSET) @Nullable String offset,
      @HeaderParam(COMPLETE) @Nullable String complete,
      InputStream body) {
    ImportJobs.Job job = find(id);
    String type = CaptureBody.mediaType(contentType);
    requireType(MEDIA_TYPES.contains(type) || type.equals(PART));
    boolean last = isLast(complete);
    if (offset == null || !NUMBER.matcher(offset).matches()) {
      throw new GatewayException.InvalidRequest(
          OFFSET + " says where the upload goes on, in bytes: ask the import.");
    }
    if (job.complete() || Long.parseLong(offset) != job.offset()) {
      return headers(Response.status(409), job)
          .type(FhirOutcome.MEDIA_TYPE)
          .entity(
              FhirOutcome.refused(
                  "conflict",
                  "CONFLICT",
                  job.complete()
                      ? "The import is complete: begin another."
                      : "The import is not there: go on at the offset that the header "
                          + OFFSET
                          + " names."))
          .build();
    }
    return upload(job, body, last);
  }

  /** How far an import is. */
  @GET
  @Path("/{job}")
  @Blocking
  @Produces(MediaType.APPLICATION_JSON)
  public Response status(@PathParam("job") String id) {
    return answer(find(id));
  }

  /** The caller's party's newest imports. */
  @GET
  @Blocking
  @Produces(MediaType.APPLICATION_JSON)
  public List<ImportReport> list() {
    return jobs.newest(Caller.from(identity).requireParty(), LISTED).stream()
        .map(ImportReport::of)
        .toList();
  }

  /** Refusals as OperationOutcome. */
  @ServerExceptionMapper({GatewayException.class, ForbiddenException.class})
  public Response refused(RuntimeException failure) {
    return FhirRefusals.answer(failure);
  }

  private Response upload(ImportJobs.Job job, InputStream body, boolean last) {
    if (!uploads.tryAcquire()) {
      throw new GatewayException.Overloaded(
          "As many imports are under way as this gateway takes at once: go on with "
              + PATH
              + "/"
              + job.id()
              + " later.",
          RETRY_AFTER);
    }
    try {
      return answer(
          new ImportRun(formats, intake, jobs, json, clock, config.intake().maxDocumentBytes(), job)
              .take(body, last));
    } finally {
      uploads.release();
    }
  }

  private ImportJobs.Job find(String id) {
    String party = Caller.from(identity).requireParty();
    if (!UUID_TEXT.matcher(id).matches()) {
      throw unknown();
    }
    return jobs.find(party, UUID.fromString(id)).orElseThrow(FhirImportResource::unknown);
  }

  private static Response answer(ImportJobs.Job job) {
    Response.ResponseBuilder answer =
        headers(Response.status(job.complete() ? 200 : 202), job)
            .type(MediaType.APPLICATION_JSON)
            .entity(ImportReport.of(job));
    return (job.complete()
            ? answer
            : answer.header(PROGRESS, job.lines() + " lines taken, " + job.refused() + " refused"))
        .build();
  }

  private static Response.ResponseBuilder headers(
      Response.ResponseBuilder answer, ImportJobs.Job job) {
    return answer
        .header(HttpHeaders.CONTENT_LOCATION, PATH + "/" + job.id())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(OFFSET, job.offset())
        .header(COMPLETE, job.complete() ? YES : NO);
  }

  private static boolean isLast(@Nullable String complete) {
    if (complete == null || complete.equals(YES)) {
      return true;
    }
    if (complete.equals(NO)) {
      return false;
    }
    throw new GatewayException.InvalidRequest(COMPLETE + " is ?1 or ?0.");
  }

  private static void requireType(boolean holds) {
    if (!holds) {
      throw FhirBody.refusal(
          415,
          "not-supported",
          "UNSUPPORTED_MEDIA_TYPE",
          "Send the file itself, as " + NDJSON + ": nothing is fetched from elsewhere.");
    }
  }

  private static GatewayException unknown() {
    return new GatewayException.NotFound("There is no such import of yours.");
  }
}
