package dev.vitrine.gateway.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.proofs.record.InvalidDocumentException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /epcis/capture}: EPCIS 2.0's capture interface. The standard lets a job run on after
 * the answer; here all of it is durable before the answer leaves, so a job is always finished.
 */
@Path(EpcisCaptureResource.PATH)
@RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL})
public class EpcisCaptureResource {
  static final String PATH = "/epcis/capture";
  static final String EPCIS_VERSION = "GS1-EPCIS-Version";
  static final String VERSION = "2.0.0";

  private static final String CBV_VERSION = "GS1-CBV-Version";
  private static final String ERROR_BEHAVIOUR = "GS1-Capture-Error-Behaviour";
  private static final String ROLLBACK = "rollback";
  private static final String PROCEED = "proceed";

  private final SecurityIdentity identity;
  private final VitrineConfig config;
  private final Formats formats;
  private final Intake intake;
  private final CaptureJobs jobs;
  private final ObjectMapper json;
  private final Clock clock;

  EpcisCaptureResource(
      SecurityIdentity identity,
      VitrineConfig config,
      Formats formats,
      Intake intake,
      CaptureJobs jobs,
      ObjectMapper json,
      Clock clock) {
    this.identity = identity;
    this.config = config;
    this.formats = formats;
    this.intake = intake;
    this.jobs = jobs;
    this.json = json;
    this.clock = clock;
  }

  /** Takes a document in; answers 202 with the job's address. */
  @POST
  @Blocking
  @Consumes(MediaType.WILDCARD)
  public Uni<Response> capture(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @HeaderParam(ERROR_BEHAVIOUR) @Nullable String errorBehaviour,
      InputStream body) {
    String party = Caller.from(identity).requireParty();
    Instant created = now();
    int most = config.intake().maxDocumentBytes();
    Optional<byte[]> document = CaptureBody.read(body, most);
    String mediaType = CaptureBody.mediaType(contentType);
    if (document.isEmpty()) {
      return Uni.createFrom().item(EpcisProblem.tooLarge(most));
    }
    if (!formats.epcis().accepts(mediaType)) {
      return Uni.createFrom().item(EpcisProblem.unsupportedMediaType());
    }
    String behaviour = errorBehaviour == null ? ROLLBACK : errorBehaviour.strip();
    EpcisTaking taking = take(document.get(), mediaType, party, behaviour);
    return Uni.createFrom()
        .completionStage(() -> intake.submit(party, taking.submissions()))
        .map(accepted -> job(party, created, behaviour, taking, accepted))
        .call(jobs::save)
        .map(EpcisCaptureResource::accepted);
  }

  /** Refusals with EPCIS's own problem types. */
  @ServerExceptionMapper(GatewayException.class)
  public Response refused(GatewayException refusal) {
    return EpcisProblem.answer(refusal);
  }

  private EpcisTaking take(byte[] document, String mediaType, String party, String behaviour) {
    try {
      return switch (behaviour) {
        case ROLLBACK -> EpcisTaking.whole(formats.epcis(), document, mediaType, party);
        case PROCEED -> EpcisTaking.most(formats.epcis(), document, mediaType, party);
        default ->
            throw new GatewayException.InvalidRequest(
                ERROR_BEHAVIOUR + " is either " + ROLLBACK + " or " + PROCEED + ".");
      };
    } catch (InvalidDocumentException e) {
      throw new GatewayException.InvalidRequest(
          "The document is refused, nothing of it was taken.", e.problems());
    }
  }

  private CaptureJob job(
      String party,
      Instant created,
      String behaviour,
      EpcisTaking taking,
      List<Accepted> accepted) {
    CaptureJob job = new CaptureJob();
    job.id = UUID.randomUUID();
    job.party = party;
    job.createdAt = created;
    job.finishedAt = now();
    job.success = taking.rejected().isEmpty();
    job.errorBehaviour = behaviour;
    job.errors = job.success ? "[]" : errors(taking);
    job.schemaName = accepted.get(0).schema();
    job.eventCount = taking.events();
    job.results = CaptureResult.pack(taking.results(accepted));
    return job;
  }

  private String errors(EpcisTaking taking) {
    var refusal =
        new GatewayException.InvalidRequest(
            taking.rejected().cardinality() + " of " + taking.events() + " events are refused.",
            taking.problems());
    try {
      return json.writeValueAsString(List.of(EpcisProblem.details(refusal)));
    } catch (JsonProcessingException e) {
      throw new GatewayException.Internal(e);
    }
  }

  /** What the database keeps of the time. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Response accepted(CaptureJob job) {
    return Response.accepted()
        .header(HttpHeaders.LOCATION, PATH + "/" + job.id)
        .header(EPCIS_VERSION, VERSION)
        .header(CBV_VERSION, VERSION)
        .header(ERROR_BEHAVIOUR, job.errorBehaviour)
        .build();
  }
}
