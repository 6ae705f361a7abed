package dev.vitrine.gateway.intake;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.errors.Refusals;
import dev.vitrine.gateway.errors.RestRefusals;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /fhir/{type}}: takes one FHIR R4 resource in. Answers as FHIR's create does, but the
 * gateway is no FHIR server: what is created is a record, and {@code Location} is its receipt.
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
    String party = Caller.from(identity).requireParty();
    int most = config.intake().maxDocumentBytes();
    Optional<byte[]> document = CaptureBody.read(body, most);
    String mediaType = CaptureBody.mediaType(contentType);
    if (document.isEmpty()) {
      return refused(
          413, "too-long", "TOO_LARGE", "The resource is longer than " + most + " bytes.");
    }
    if (!formats.fhir().accepts(mediaType)) {
      return refused(
          415,
          "not-supported",
          "UNSUPPORTED_MEDIA_TYPE",
          "Only FHIR in JSON is read: send " + FhirOutcome.MEDIA_TYPE + ".");
    }
    List<Submission> submissions =
        Formats.read(formats.fhir(), mediaType, FhirOutcome.MEDIA_TYPE, document.get(), party);
    requireType(type, submissions.get(0));
    return Uni.createFrom()
        .completionStage(() -> intake.submit(party, submissions))
        .map(accepted -> taken(accepted.get(0)));
  }

  /** Refusals as OperationOutcome. */
  @ServerExceptionMapper({GatewayException.class, ForbiddenException.class})
  public Response refused(RuntimeException failure) {
    GatewayException refusal = Refusals.of(failure);
    return Response.fromResponse(RestRefusals.answer(refusal))
        .type(FhirOutcome.MEDIA_TYPE)
        .entity(FhirOutcome.refused(refusal))
        .build();
  }

  private static void requireType(String type, Submission submission) {
    if (!submission.record().tags().contains("type=" + type)) {
      throw new GatewayException.InvalidRequest(
          "The document is refused.",
          List.of(
              new Problem(
                  "wrong-resource-type",
                  "Resource",
                  "The resourceType is not the type in the address.",
                  "Post a resource to /fhir/ and its own type.")));
    }
  }

  private static Response taken(Accepted accepted) {
    Response.ResponseBuilder response =
        Response.status(accepted.duplicate() ? 200 : 201)
            .type(FhirOutcome.MEDIA_TYPE)
            .header(HttpHeaders.LOCATION, "/receipts/" + accepted.ref())
            .entity(FhirOutcome.taken(accepted));
    return (accepted.duplicate() ? response.header(DUPLICATE, "true") : response).build();
  }

  private static Uni<Response> refused(int status, String type, String reason, String text) {
    return Uni.createFrom()
        .item(
            Response.status(status)
                .type(FhirOutcome.MEDIA_TYPE)
                .entity(FhirOutcome.refused(type, reason, text))
                .build());
  }
}
