package dev.vitrine.gateway.subscription;

import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.adapters.gs1.model.ValueWriter;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.epcis.EpcisRefusal;
import dev.vitrine.gateway.epcis.Spoken;
import dev.vitrine.gateway.epcis.StandingQueries;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.intake.CaptureBody;
import dev.vitrine.gateway.intake.EpcisProblem;
import dev.vitrine.gateway.store.NamedQueryStore;
import dev.vitrine.gateway.store.SubscriptionStore;
import dev.vitrine.gateway.store.SubscriptionStore.Subscription;
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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code /epcis/queries/{name}/subscriptions}: a party's subscriptions to its own queries. Those of
 * others are not there.
 */
@Path("/epcis/queries/{name}/subscriptions")
@RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL, Roles.RESEARCHER})
public class SubscriptionsResource {
  private final SecurityIdentity identity;
  private final NamedQueryStore named;
  private final SubscriptionStore store;
  private final StandingQueries queries;
  private final Destinations destinations;
  private final Clock clock;
  private final VitrineConfig.Subscriptions config;

  SubscriptionsResource(
      SecurityIdentity identity,
      NamedQueryStore named,
      SubscriptionStore store,
      StandingQueries queries,
      Destinations destinations,
      Clock clock,
      VitrineConfig config) {
    this.identity = identity;
    this.named = named;
    this.store = store;
    this.queries = queries;
    this.destinations = destinations;
    this.clock = clock;
    this.config = config.subscriptions();
  }

  /** Subscribes; answers 201 with the subscription and its address. */
  @POST
  @Blocking
  @Consumes(MediaType.WILDCARD)
  public Response create(
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @Context HttpHeaders headers,
      InputStream body) {
    Optional<String> epcFormat = Spoken.form(headers);
    Caller caller = Caller.from(identity);
    long query = query(name);
    if (!CaptureBody.mediaType(contentType).equals(MediaType.APPLICATION_JSON)) {
      return EpcisProblem.unsupportedMediaType();
    }
    Optional<byte[]> sent = CaptureBody.read(body, SubscriptionRequest.MAX_BYTES);
    if (sent.isEmpty()) {
      return EpcisProblem.tooLarge(SubscriptionRequest.MAX_BYTES);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Terms terms = SubscriptionRequest.read(sent.get(), name, caller, epcFormat, now);
    destinations.require(terms.destination());
    Subscription made = made(query, caller.requireParty(), terms, now);
    switch (store.create(made, terms.same(), config.maxPerParty())) {
      case DUPLICATE ->
          throw new EpcisRefusal(
              EpcisRefusal.Kind.DUPLICATE,
              "You have a subscription to this query with the same destination and schedule.");
      case FULL ->
          throw new EpcisRefusal(
              EpcisRefusal.Kind.NOT_PERMITTED,
              "You can have " + config.maxPerParty() + " subscriptions: delete one first.");
      case DONE -> {
        // answered below
      }
    }
    return answer(Response.status(Response.Status.CREATED), SubscriptionView.of(made))
        .header(
            HttpHeaders.LOCATION,
            "/epcis/queries/" + Spoken.encoded(name) + "/subscriptions/" + made.id())
        .build();
  }

  /** The subscriptions to the query, oldest first; as many as a party can have at most. */
  @GET
  @Blocking
  public Response list(@PathParam("name") String name, @Context HttpHeaders headers) {
    Optional<String> unused = Spoken.form(headers);
    return answer(
            Response.ok(),
            new Value.Items(
                store.list(party(), query(name)).stream().map(SubscriptionView::of).toList()))
        .build();
  }

  /** One of them. */
  @GET
  @Path("/{subscriptionID}")
  @Blocking
  public Response one(
      @PathParam("name") String name,
      @PathParam("subscriptionID") String id,
      @Context HttpHeaders headers) {
    Optional<String> unused = Spoken.form(headers);
    return answer(Response.ok(), SubscriptionView.of(find(query(name), id))).build();
  }

  /** Unsubscribes: no delivery begins after the answer. */
  @DELETE
  @Path("/{subscriptionID}")
  @Blocking
  public Response delete(@PathParam("name") String name, @PathParam("subscriptionID") String id) {
    if (!store.delete(party(), query(name), uuid(id))) {
      throw unknown();
    }
    return Spoken.versioned(Response.noContent()).build();
  }

  /** Lets a suspended subscription go on, from where it stood; EPCIS itself has no such thing. */
  @POST
  @Path("/{subscriptionID}/resume")
  @Blocking
  public Response resume(
      @PathParam("name") String name,
      @PathParam("subscriptionID") String id,
      @Context HttpHeaders headers) {
    Optional<String> unused = Spoken.form(headers);
    long query = query(name);
    if (!store.resume(party(), query, uuid(id), clock.instant())) {
      throw unknown();
    }
    return answer(Response.ok(), SubscriptionView.of(find(query, id))).build();
  }

  private Subscription made(long query, String party, Terms terms, Instant now) {
    return new Subscription(
        UUID.randomUUID(),
        party,
        query,
        terms.encode(),
        terms.stream(),
        now,
        terms.initialRecordTime().map(queries::from).orElseGet(queries::now),
        config.maxEvents(),
        false,
        terms.stream() ? now : Schedule.of(terms.schedule()).next(now).orElse(now),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty());
  }

  private String party() {
    return Caller.from(identity).requireParty();
  }

  /** The keyed hash of a query's name. */
  private long query(String name) {
    return named
        .find(party(), name)
        .map(NamedQueryStore.Named::key)
        .orElseThrow(
            () ->
                new EpcisRefusal(
                    EpcisRefusal.Kind.NO_SUCH_NAME, "You have no query of that name."));
  }

  private Subscription find(long query, String id) {
    return store.find(party(), query, uuid(id)).orElseThrow(SubscriptionsResource::unknown);
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static Response.ResponseBuilder answer(Response.ResponseBuilder answer, Value value) {
    return Spoken.versioned(
        answer
            .type(MediaType.APPLICATION_JSON)
            .entity(ValueWriter.write(value).getBytes(StandardCharsets.UTF_8)));
  }

  private static EpcisRefusal unknown() {
    return new EpcisRefusal(
        EpcisRefusal.Kind.NO_SUCH_SUBSCRIPTION, "You have no such subscription.");
  }
}
