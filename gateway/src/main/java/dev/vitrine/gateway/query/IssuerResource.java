package dev.vitrine.gateway.query;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Who issues credentials here, and with which public keys, as both formats look for it. A
 * convenience: keys fetched from whom one checks prove little.
 */
@Path("/")
@PermitAll
public class IssuerResource {
  private final Issuing issuing;

  IssuerResource(Issuing issuing) {
    this.issuing = issuing;
  }

  /** The controller document (W3C Controlled Identifiers 1.0), which bbs-2023 proofs lead to. */
  @GET
  @Path("credentials/issuer")
  @Produces(MediaType.APPLICATION_JSON)
  public Response controllerDocument() {
    return fresh(issuing.issuer().controllerDocument());
  }

  /** The metadata that an SD-JWT VC's issuer leads to. */
  @GET
  @Path(".well-known/jwt-vc-issuer{path: (/.*)?}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response jwtVcIssuer() {
    return fresh(issuing.issuer().jwtVcIssuerMetadata());
  }

  private static Response fresh(byte[] json) {
    return Response.ok(json).header("Cache-Control", "no-cache").build();
  }
}
