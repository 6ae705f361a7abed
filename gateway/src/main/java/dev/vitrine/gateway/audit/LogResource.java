package dev.vitrine.gateway.audit;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.store.LogId;
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
import java.util.List;

/** The log as static resources (C2SP tlog-tiles), for anyone. */
@Path("/log")
@PermitAll
@Blocking
public class LogResource {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final PublishedLog log;
  private final TrustRoots roots;

  LogResource(PublishedLog log, TrustRoots roots) {
    this.log = log;
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
    return checkpoint(LogId.MAIN);
  }

  /** A hash tile or an entry bundle. */
  @GET
  @Path("/tile/{path: .+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response tile(@PathParam("path") String path) {
    return tile(LogId.MAIN, path);
  }

  /** All logs: log 0, and its shards as far as it covers them. */
  @GET
  @Path("/shards")
  @Produces(MediaType.APPLICATION_JSON)
  public List<ListedLog> shards() {
    return log.list();
  }

  /** A shard's checkpoint, the newest that the log's newest covers. */
  @GET
  @Path("/shard/{number: [1-9][0-9]{0,3}}/checkpoint")
  @Produces(MediaType.TEXT_PLAIN)
  public Response checkpoint(@PathParam("number") int number) {
    return log.view(shard(number))
        .latest()
        .map(latest -> Response.ok(latest.bytes()).header("Cache-Control", "no-cache").build())
        .orElseThrow(() -> new GatewayException.NotFound("Nothing is published yet."));
  }

  /** A hash tile or an entry bundle of a shard. */
  @GET
  @Path("/shard/{number: [1-9][0-9]{0,3}}/tile/{path: .+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response tile(@PathParam("number") int number, @PathParam("path") String path) {
    try {
      byte[] bytes = log.view(shard(number)).resource(TilePath.parse("tile/" + path));
      return Response.ok(bytes).header("Cache-Control", FOR_EVER).build();
    } catch (dev.vitrine.ledger.tiles.MalformedTileException | NotPublishedException e) {
      throw new GatewayException.NotFound("The published log has no such tile.");
    }
  }

  private static int shard(int number) {
    if (number > LogId.MAX) {
      throw new GatewayException.NotFound("There is no such shard.");
    }
    return number;
  }
}
