package dev.vitrine.gateway.intake;

import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.adapters.gs1.profile.Profile;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /epcis/validate}: what a capture would say of a document, and nothing is stored. By
 * the party's own profiles, or by those named.
 */
@Path("/epcis/validate")
@RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL})
public class EpcisValidateResource {
  private final SecurityIdentity identity;
  private final VitrineConfig config;
  private final Formats formats;

  EpcisValidateResource(SecurityIdentity identity, VitrineConfig config, Formats formats) {
    this.identity = identity;
    this.config = config;
    this.formats = formats;
  }

  /**
   * What was found.
   *
   * @param events how many the document has; 0 where it can't be told
   * @param rejected which of them a capture that proceeds would reject, from 0; all where it would
   *     take none
   * @param problems with their places in the document
   */
  public record Found(boolean valid, int events, List<Integer> rejected, List<Problem> problems) {}

  /** Reads a document as a capture does. */
  @POST
  @Blocking
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  public Response validate(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @QueryParam("profile") List<String> profiles,
      InputStream body) {
    String party = Caller.from(identity).requireParty();
    int most = config.intake().maxDocumentBytes();
    EpcisFormat format = format(profiles);
    Optional<byte[]> document = CaptureBody.read(body, most);
    String mediaType = CaptureBody.mediaType(contentType);
    if (document.isEmpty()) {
      return EpcisProblem.tooLarge(most);
    }
    if (!format.accepts(mediaType)) {
      return EpcisProblem.unsupportedMediaType();
    }
    return Response.ok(found(format, document.get(), mediaType, party)).build();
  }

  /** Refusals with EPCIS's own problem types. */
  @ServerExceptionMapper(GatewayException.class)
  public Response refused(GatewayException refusal) {
    return EpcisProblem.answer(refusal);
  }

  private EpcisFormat format(List<String> profiles) {
    if (profiles.isEmpty()) {
      return formats.epcis();
    }
    try {
      List<Profile> named = EpcisProfiles.named(profiles, "profile");
      return new EpcisFormat(party -> named);
    } catch (IllegalArgumentException e) {
      throw new GatewayException.InvalidRequest(String.valueOf(e.getMessage()));
    }
  }

  private static Found found(EpcisFormat format, byte[] document, String mediaType, String party) {
    try {
      EpcisTaking taking = EpcisTaking.most(format, document, mediaType, party);
      BitSet rejected = taking.rejected();
      return new Found(
          rejected.isEmpty(),
          taking.events(),
          rejected.stream().boxed().toList(),
          taking.problems());
    } catch (InvalidDocumentException e) {
      return new Found(false, 0, List.of(), e.problems());
    }
  }
}
