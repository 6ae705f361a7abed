package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.query.EventQuery;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** EPCIS 2.0's top-level resources: what values events have, and the events of each. */
@Path("/epcis/{list:" + KnownValues.NAMES + "}")
@RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL, Roles.RESEARCHER})
public class KnownResource {
  private static final String ROOT = "/epcis/";

  private final SecurityIdentity identity;
  private final EventSearch search;
  private final KnownSearch known;
  private final Answers answers;

  KnownResource(SecurityIdentity identity, EventSearch search, KnownSearch known, Answers answers) {
    this.identity = identity;
    this.search = search;
    this.known = known;
    this.answers = answers;
  }

  /** A page of the values. */
  @GET
  @Blocking
  public Response list(
      @PathParam("list") String list, @Context UriInfo asked, @Context HttpHeaders headers) {
    Negotiation negotiation = Negotiation.of(headers);
    KnownValues values = of(list);
    Caller caller = Caller.from(identity);
    UrlQuery url = UrlQuery.of(asked);
    url.requireNone();
    Answers.Paging paging = url.paging(ROOT + values.path());
    int size = answers.size(paging.perPage());
    Optional<Position> after = answers.after(caller, paging.path(), paging);
    View view = search.view(caller);
    KnownSearch.Page page = known.find(view, values, after, size);
    answers.account(view, page.from());
    List<String> members =
        values.identifiers()
            ? page.values().stream().map(id -> answers.form(negotiation, id)).distinct().toList()
            : page.values();
    return answers.paged(
        Response.ok(QueryDocument.collection(members)).type(negotiation.mediaType()),
        caller,
        paging.path(),
        paging,
        size,
        page.next());
  }

  /** What there is of a value: its events, if the caller may know of any. */
  @GET
  @Path("/{value}")
  @Blocking
  public Response one(
      @PathParam("list") String list,
      @PathParam("value") String value,
      @Context HttpHeaders headers) {
    Negotiation negotiation = Negotiation.of(headers);
    KnownValues values = of(list);
    if (!values.standard().contains(value)) {
      EventQuery query =
          UrlQuery.none().query(Map.of(values.parameter(), value), negotiation.prefixes());
      View view = search.view(Caller.from(identity));
      EventSearch.Page found = search.find(view, query, Optional.empty(), 1);
      if (found.events().isEmpty()) {
        throw new EpcisRefusal(
            EpcisRefusal.Kind.NO_SUCH_RESOURCE, "There is no such value that you may know of.");
      }
      answers.account(view, found.events());
    }
    return Answers.versioned(
            Response.ok(QueryDocument.collection(List.of("events"))).type(negotiation.mediaType()))
        .build();
  }

  /** The events of a value that match the other parameters. */
  @GET
  @Path("/{value}/events")
  @Blocking
  public Response events(
      @PathParam("list") String list,
      @PathParam("value") String value,
      @Context UriInfo asked,
      @Context HttpHeaders headers) {
    Negotiation negotiation = Negotiation.ofEvents(headers);
    KnownValues values = of(list);
    UrlQuery url = UrlQuery.of(asked);
    EventQuery query = url.query(Map.of(values.parameter(), value), negotiation.prefixes());
    return answers.events(
        Caller.from(identity),
        Answers.QUERY,
        query,
        url.paging(ROOT + values.path() + "/" + UrlQuery.encoded(value) + "/events"),
        negotiation);
  }

  private static KnownValues of(String list) {
    return KnownValues.of(list)
        .orElseThrow(
            () -> new EpcisRefusal(EpcisRefusal.Kind.NO_SUCH_RESOURCE, "There is no such list."));
  }
}
