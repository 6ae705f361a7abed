package dev.vitrine.gateway.epcis;

import dev.vitrine.gateway.identity.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** {@code /epcis}: what there is below. */
@Path("/epcis")
@RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL, Roles.RESEARCHER})
public class EntryResource {
  private static final List<String> RESOURCES =
      List.of(
          "queries",
          "capture",
          "events",
          "eventTypes",
          "epcs",
          "readPoints",
          "bizLocations",
          "dispositions",
          "bizSteps");

  /** The top-level resources. */
  @GET
  public Response entry(@Context HttpHeaders headers) {
    Negotiation negotiation = Negotiation.of(headers);
    return Answers.versioned(
            Response.ok(QueryDocument.collection(RESOURCES)).type(negotiation.mediaType()))
        .build();
  }

  /** Page tokens are kept nowhere, so there is nothing to invalidate: they expire. */
  @DELETE
  @Path("/nextPageToken/{token}")
  public Response invalidate(@PathParam("token") String token) {
    throw new EpcisRefusal(
        EpcisRefusal.Kind.NOT_IMPLEMENTED, "Page tokens are not invalidated; they expire.");
  }
}
