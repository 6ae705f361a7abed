package dev.vitrine.gateway.trace;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code GET /trace/{epc}}: what an object was in, made from, made into, and what was in it. */
@Path("/trace/{epc}")
@RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL})
@Blocking
public class TraceResource {
  private final SecurityIdentity identity;
  private final Tracing tracing;

  TraceResource(SecurityIdentity identity, Tracing tracing) {
    this.identity = identity;
    this.tracing = tracing;
  }

  /** The graph, as far as the caller may see it. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response trace(
      @PathParam("epc") String epc,
      @QueryParam("direction") @DefaultValue("both") String direction,
      @QueryParam("depth") @DefaultValue("5") String depth) {
    TraceGraph graph =
        tracing.trace(Caller.from(identity), epc, direction(direction), depth(depth));
    return Response.ok(graph).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }

  private static Tracing.Direction direction(String word) {
    return switch (word) {
      case "up" -> Tracing.Direction.UP;
      case "down" -> Tracing.Direction.DOWN;
      case "both" -> Tracing.Direction.BOTH;
      default -> throw new GatewayException.InvalidRequest("\"direction\" is up, down or both.");
    };
  }

  private static int depth(String text) {
    try {
      int depth = Integer.parseInt(text);
      if (depth >= 1 && depth <= Tracing.MAX_DEPTH) {
        return depth;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new GatewayException.InvalidRequest(
        "\"depth\" is a number from 1 to " + Tracing.MAX_DEPTH + ".");
  }
}
