package dev.vitrine.gateway.intake;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** {@code GET /epcis/capture}: what became of a party's own documents. */
@Path(EpcisCaptureResource.PATH)
@RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL})
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class CaptureJobsResource {
  private static final int STANDARD_PAGE = 30;
  private static final int LONGEST_PAGE = 100;
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final SecurityIdentity identity;
  private final CaptureJobs jobs;

  CaptureJobsResource(SecurityIdentity identity, CaptureJobs jobs) {
    this.identity = identity;
    this.jobs = jobs;
  }

  /** The caller's party's jobs, newest first. */
  @GET
  public Uni<Response> list(
      @QueryParam("perPage") @Nullable String perPage,
      @QueryParam("nextPageToken") @Nullable String nextPageToken) {
    String party = Caller.from(identity).requireParty();
    int size = pageSize(perPage);
    return last(party, nextPageToken)
        .chain(last -> jobs.newest(party, last, size + 1))
        .map(found -> page(found, size));
  }

  /** One job with what became of each event. */
  @GET
  @Path("/{id}")
  public Uni<Response> job(@PathParam("id") String id) {
    String party = Caller.from(identity).requireParty();
    return jobs.find(party, uuid(id).orElseThrow(CaptureJobsResource::unknown))
        .map(job -> job.orElseThrow(CaptureJobsResource::unknown))
        .map(job -> versioned(Response.ok(CaptureReport.of(job))).build());
  }

  /** Refusals with EPCIS's own problem types. */
  @ServerExceptionMapper(GatewayException.class)
  public Response refused(GatewayException refusal) {
    return EpcisProblem.answer(refusal);
  }

  /** A page token is the id of the last job shown. */
  private Uni<Optional<CaptureSummary>> last(String party, @Nullable String token) {
    if (token == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    return jobs.find(party, uuid(token).orElseThrow(CaptureJobsResource::notAToken))
        .map(
            job -> Optional.of(CaptureSummary.of(job.orElseThrow(CaptureJobsResource::notAToken))));
  }

  private static Response page(List<CaptureSummary> found, int size) {
    if (found.size() <= size) {
      return versioned(Response.ok(found)).build();
    }
    String next =
        "<%s?perPage=%d&nextPageToken=%s>; rel=\"next\""
            .formatted(EpcisCaptureResource.PATH, size, found.get(size - 1).captureID());
    return versioned(Response.ok(found.subList(0, size))).header(HttpHeaders.LINK, next).build();
  }

  private static Response.ResponseBuilder versioned(Response.ResponseBuilder response) {
    return response.header(EpcisCaptureResource.EPCIS_VERSION, EpcisCaptureResource.VERSION);
  }

  private static int pageSize(@Nullable String text) {
    if (text == null) {
      return STANDARD_PAGE;
    }
    if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) > LONGEST_PAGE) {
      throw new GatewayException.InvalidRequest("perPage is 1 to " + LONGEST_PAGE + ".");
    }
    return Integer.parseInt(text);
  }

  private static Optional<UUID> uuid(String text) {
    return UUID_TEXT.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  private static GatewayException unknown() {
    return new GatewayException.NotFound("There is no such capture job of yours.");
  }

  private static GatewayException notAToken() {
    return new GatewayException.InvalidRequest("That is not a page token of your capture jobs.");
  }
}
