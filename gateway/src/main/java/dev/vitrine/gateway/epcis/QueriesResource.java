package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.adapters.gs1.query.Ordering;
import dev.vitrine.adapters.gs1.query.QueryLimits;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.intake.CaptureBody;
import dev.vitrine.gateway.intake.EpcisProblem;
import dev.vitrine.gateway.store.NamedQueryStore;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code /epcis/queries}: queries that a party has named, for itself alone. */
@Path(QueriesResource.PATH)
@RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL, Roles.RESEARCHER})
public class QueriesResource {
  static final String PATH = "/epcis/queries";

  private final SecurityIdentity identity;
  private final NamedQueryStore named;
  private final Answers answers;
  private final Clock clock;
  private final int most;

  QueriesResource(
      SecurityIdentity identity,
      NamedQueryStore named,
      Answers answers,
      Clock clock,
      VitrineConfig config) {
    this.identity = identity;
    this.named = named;
    this.answers = answers;
    this.clock = clock;
    this.most = config.epcis().maxNamedQueries();
  }

  /** Names a query; answers 201 with its address. */
  @POST
  @Blocking
  @Consumes(MediaType.WILDCARD)
  public Response create(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @Context HttpHeaders headers,
      InputStream body) {
    Negotiation.of(headers);
    String party = Caller.from(identity).requireParty();
    String mediaType = CaptureBody.mediaType(contentType);
    if (!mediaType.equals(MediaType.APPLICATION_JSON) && !mediaType.equals("application/ld+json")) {
      return EpcisProblem.unsupportedMediaType();
    }
    Optional<byte[]> sent = CaptureBody.read(body, QueryLimits.BYTES);
    if (sent.isEmpty()) {
      return EpcisProblem.tooLarge(QueryLimits.BYTES);
    }
    Definition definition = Definition.read(sent.get());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (definition.name().equals(Answers.QUERY)
        || !named.create(party, definition.name(), definition.text(), now, most)) {
      throw new EpcisRefusal(
          EpcisRefusal.Kind.EXISTS,
          "You have a query of that name, or "
              + most
              + " of them, which is the most: delete one first.");
    }
    return Answers.versioned(Response.status(Response.Status.CREATED))
        .header(HttpHeaders.LOCATION, PATH + "/" + UrlQuery.encoded(definition.name()))
        .build();
  }

  /** The party's queries, oldest first. */
  @GET
  @Blocking
  public Response list(@Context UriInfo asked, @Context HttpHeaders headers) {
    Negotiation negotiation = Negotiation.of(headers);
    Caller caller = Caller.from(identity);
    UrlQuery url = UrlQuery.of(asked);
    url.requireNone();
    Answers.Paging paging = url.paging(PATH);
    int size = answers.size(paging.perPage());
    Optional<Position> after = answers.after(caller, PATH, paging);
    Instant from = after.map(QueriesResource::time).orElse(Instant.EPOCH);
    List<NamedQueryStore.Named> found =
        named.list(caller.requireParty(), from, after.map(Position::ref).orElse(0L), size + 1);
    List<NamedQueryStore.Named> page = found.subList(0, Math.min(size, found.size()));
    Value listed = new Value.Items(page.stream().<Value>map(QueriesResource::listed).toList());
    return answers.paged(
        Response.ok(QueryDocument.bytes(listed)).type(negotiation.mediaType()),
        caller,
        PATH,
        paging,
        size,
        found.size() > size ? Optional.of(position(page.get(size - 1))) : Optional.empty());
  }

  /** One query's definition. */
  @GET
  @Path("/{name}")
  @Blocking
  public Response one(@PathParam("name") String name, @Context HttpHeaders headers) {
    Negotiation negotiation = Negotiation.of(headers);
    return Answers.versioned(
            Response.ok(QueryDocument.bytes(listed(find(name)))).type(negotiation.mediaType()))
        .build();
  }

  /** Takes the name back. */
  @DELETE
  @Path("/{name}")
  @Blocking
  public Response delete(@PathParam("name") String name) {
    if (!named.delete(Caller.from(identity).requireParty(), name)) {
      throw unknown();
    }
    return Answers.versioned(Response.noContent()).build();
  }

  /** What the query finds. */
  @GET
  @Path("/{name}/events")
  @Blocking
  public Response events(
      @PathParam("name") String name, @Context UriInfo asked, @Context HttpHeaders headers) {
    Negotiation negotiation = Negotiation.ofEvents(headers);
    UrlQuery url = UrlQuery.of(asked);
    url.requireNone();
    NamedQueryStore.Named query = find(name);
    return answers.events(
        Caller.from(identity),
        query.name(),
        Definition.query(query.definition()),
        url.paging(PATH + "/" + UrlQuery.encoded(name) + "/events"),
        negotiation);
  }

  private NamedQueryStore.Named find(String name) {
    return named
        .find(Caller.from(identity).requireParty(), name)
        .orElseThrow(QueriesResource::unknown);
  }

  private static Value.Members listed(NamedQueryStore.Named query) {
    return new Definition(query.name(), query.definition()).listed();
  }

  private static Position position(NamedQueryStore.Named last) {
    return new Position(
        last.key(), new Ordering.Key(1, last.createdAt().toString()), OptionalLong.empty());
  }

  private static Instant time(Position position) {
    Ordering.Key key = position.key();
    return key == null ? Instant.EPOCH : Instant.parse(key.text());
  }

  private static EpcisRefusal unknown() {
    return new EpcisRefusal(EpcisRefusal.Kind.NO_SUCH_NAME, "You have no query of that name.");
  }
}
