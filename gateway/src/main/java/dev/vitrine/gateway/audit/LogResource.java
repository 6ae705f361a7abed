package dev.vitrine.gateway.audit;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.ledger.log.NotPublishedException;
import dev.vitrine.ledger.tiles.TilePath;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The log as static resources (C2SP tlog-tiles), for anyone. */
@Path("/log")
@PermitAll
@Blocking
public class LogResource {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final Publisher publisher;
  private final TrustRoots roots;

  LogResource(Publisher publisher, TrustRoots roots) {
    this.publisher = publisher;
    this.roots = roots;
  }

  /** The public keys to verify under: a convenience. Pin them from a channel you trust. */
  @GET
  @Path("/trust.json")
  @Produces(MediaType.APPLICATION_JSON)
  public Response trust() {
    return Response.ok(roots.file().encode()).header("Cache-Control", "no-cache").build();
  }

  /** The newest checkpoint, a signed note. */
  @GET
  @Path("/checkpoint")
  @Produces(MediaType.TEXT_PLAIN)
  public Response checkpoint() {
    return publisher
        .view()
        .latest()
        .map(latest -> Response.ok(latest.bytes()).header("Cache-Control", "no-cache").build())
        .orElseThrow(() -> new GatewayException.NotFound("Nothing is published yet."));
  }

  /** A hash tile or an entry bundle. */
  @GET
  @Path("/tile/{path: .+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response tile(@PathParam("path") String path) {
    try {
      byte[] bytes = publisher.view().resource(TilePath.parse("tile/" + path));
      return Response.ok(bytes).header("Cache-Control", FOR_EVER).build();
    } catch (dev.vitrine.ledger.tiles.MalformedTileException | NotPublishedException e) {
      throw new GatewayException.NotFound("The published log has no such tile.");
    }
  }
}
