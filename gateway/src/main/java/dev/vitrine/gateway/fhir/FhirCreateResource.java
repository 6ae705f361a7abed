package dev.vitrine.gateway.fhir;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.intake.Accepted;
import dev.vitrine.gateway.intake.Formats;
import dev.vitrine.gateway.intake.Intake;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Submission;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /fhir/{type}} and {@code PUT /fhir/{type}/{id}}: take one FHIR R4 resource in. Answer
 * as FHIR's create and update do, but the gateway is no FHIR server: what is created is a record,
 * {@code Location} is its receipt, and nothing is ever rewritten. A resource whose bytes differ is
 * another record; the same bytes from the same party are the record there is.
 */
@Path("/fhir/{type}")
@RolesAllowed({Roles.HOSPITAL, Roles.SUPPLIER})
public class FhirCreateResource {
  private static final String DUPLICATE = "X-Vitrine-Duplicate";

  private final SecurityIdentity identity;
  private final VitrineConfig config;
  private final Formats formats;
  private final Intake intake;

  FhirCreateResource(
      SecurityIdentity identity, VitrineConfig config, Formats formats, Intake intake) {
    this.identity = identity;
    this.config = config;
    this.formats = formats;
    this.intake = intake;
  }

  /** Takes a resource of {@code type} in; answers when it is durable. */
  @POST
  @Blocking
  @Consumes(MediaType.WILDCARD)
  public Uni<Response> create(
      @PathParam("type") String type,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      InputStream body) {
    return take(type, null, contentType, body);
  }

  /** The same for a resource that has an id, which is the address's. */
  @PUT
  @Path("/{id}")
  @Blocking
  @Consumes(MediaType.WILDCARD)
  public Uni<Response> update(
      @PathParam("type") String type,
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      InputStream body) {
    return take(type, id, contentType, body);
  }

  /** Refusals as OperationOutcome. */
  @ServerExceptionMapper({GatewayException.class, ForbiddenException.class})
  public Response refused(RuntimeException failure) {
    return FhirRefusals.answer(failure);
  }

  private Uni<Response> take(
      String type, @Nullable String id, @Nullable String contentType, InputStream body) {
    String party = Caller.from(identity).requireParty();
    FhirBody read = FhirBody.read(formats, contentType, body, config.intake().maxDocumentBytes());
    List<Submission> submissions =
        Formats.read(
            formats.fhir(), read.mediaType(), FhirOutcome.MEDIA_TYPE, read.document(), party);
    List<String> tags = submissions.get(0).record().tags();
    require(
        tags.contains("type=" + type),
        "wrong-resource-type",
        "The resourceType is not the type in the address.",
        "Send a resource to /fhir/ and its own type.");
    require(
        id == null || tags.contains("_id=" + id),
        "wrong-id",
        "The resource's id is not the id in the address.",
        "Put a resource to its own type and id.");
    return Uni.createFrom()
        .completionStage(() -> intake.submit(party, submissions))
        .map(accepted -> taken(accepted.get(0)));
  }

  private static void require(boolean holds, String code, String reason, String remedy) {
    if (!holds) {
      throw new GatewayException.InvalidRequest(
          "The document is refused.", List.of(new Problem(code, "Resource", reason, remedy)));
    }
  }

  /** The answer to a resource that is durable now, or was before. */
  static Response taken(Accepted accepted) {
    Response.ResponseBuilder response =
        Response.status(accepted.duplicate() ? 200 : 201)
            .type(FhirOutcome.MEDIA_TYPE)
            .header(HttpHeaders.LOCATION, "/receipts/" + accepted.ref())
            .entity(FhirOutcome.taken(accepted));
    return (accepted.duplicate() ? response.header(DUPLICATE, "true") : response).build();
  }
}
