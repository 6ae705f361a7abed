package dev.vitrine.gateway.fhir;

import dev.vitrine.adapters.fhir.bundle.BundleKind;
import dev.vitrine.adapters.fhir.bundle.ReadBundle;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.intake.Accepted;
import dev.vitrine.gateway.intake.Formats;
import dev.vitrine.gateway.intake.Intake;
import dev.vitrine.proofs.record.InvalidDocumentException;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /fhir}: takes a Bundle in, as its type has it (FHIR R4, http.html#transaction). All
 * that is taken of one Bundle is stored in one transaction of the database, and durable before the
 * answer leaves.
 */
@Path("/fhir")
@RolesAllowed({Roles.HOSPITAL, Roles.SUPPLIER})
public class FhirBundleResource {
  private final SecurityIdentity identity;
  private final VitrineConfig config;
  private final Formats formats;
  private final Intake intake;

  FhirBundleResource(
      SecurityIdentity identity, VitrineConfig config, Formats formats, Intake intake) {
    this.identity = identity;
    this.config = config;
    this.formats = formats;
    this.intake = intake;
  }

  /** Takes a Bundle in; answers what became of it, or of each of its entries. */
  @POST
  @Blocking
  @Consumes(MediaType.WILDCARD)
  public Uni<Response> take(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType, InputStream body) {
    String party = Caller.from(identity).requireParty();
    FhirBody sent = FhirBody.read(formats, contentType, body, config.intake().maxBundleBytes());
    ReadBundle read = read(sent, party);
    List<Submission> submissions = read.submissions();
    Uni<List<Accepted>> accepted =
        submissions.isEmpty()
            ? Uni.createFrom().item(List.of())
            : Uni.createFrom().completionStage(() -> intake.submit(party, submissions));
    return accepted.map(
        taken ->
            read.kind() == BundleKind.WHOLE
                ? FhirCreateResource.taken(taken.get(0))
                : Response.ok(FhirBundle.of(read, taken)).type(FhirOutcome.MEDIA_TYPE).build());
  }

  /** Refusals as OperationOutcome. */
  @ServerExceptionMapper({GatewayException.class, ForbiddenException.class})
  public Response refused(RuntimeException failure) {
    return FhirRefusals.answer(failure);
  }

  private ReadBundle read(FhirBody sent, String party) {
    List<Problem> problems;
    try {
      ReadBundle read = formats.fhir().readBundle(sent.document(), sent.mediaType(), party);
      problems = read.kind() == BundleKind.TRANSACTION ? read.problems() : List.of();
      if (problems.isEmpty()) {
        return read;
      }
    } catch (InvalidDocumentException e) {
      problems = e.problems();
    }
    throw new GatewayException.InvalidRequest(
        "The Bundle is refused, nothing of it was taken.", problems);
  }
}
