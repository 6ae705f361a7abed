package dev.vitrine.gateway.auditevent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.fhir.FhirCreateResource;
import dev.vitrine.gateway.fhir.FhirRefusals;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.store.RecordRef;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /fhir/AuditEvent}: who was shown what of a patient's data. Only the gateway's own
 * disclosures are read here; AuditEvents that are handed in are records like any other resource.
 */
@Path("/fhir/AuditEvent")
@RolesAllowed({Roles.HOSPITAL, Roles.SUPPLIER, Roles.AUDITOR, Roles.OPERATOR})
@Produces({AuditEventResource.FHIR, MediaType.APPLICATION_JSON})
public class AuditEventResource {
  static final String FHIR = "application/fhir+json";

  private static final int STANDARD_PAGE = 50;
  private static final int MAX_PAGE = 200;
  private static final int MAX_REFERENCE = 512;
  private static final Set<String> PARAMETERS = Set.of("patient", "date", "_count", "_after");
  private static final String TYPE = "AuditEvent";

  private final SecurityIdentity identity;
  private final AuditTrail trail;
  private final AuditEventForm form;
  private final FhirCreateResource create;

  AuditEventResource(
      SecurityIdentity identity, AuditTrail trail, Keys keys, FhirCreateResource create) {
    this.identity = identity;
    this.trail = trail;
    this.form = new AuditEventForm(keys.log().name());
    this.create = create;
  }

  /** One event, by the id of the disclosure's record. */
  @GET
  @Path("/{id}")
  @Blocking
  public Response read(@PathParam("id") String id) {
    return answer(form.of(trail.read(Caller.from(identity), id)));
  }

  /** A page of a patient's events, oldest first. */
  @GET
  @Blocking
  public Response search(@Context UriInfo asked) {
    MultivaluedMap<String, String> parameters = asked.getQueryParameters();
    for (String name : parameters.keySet()) {
      if (!PARAMETERS.contains(name)) {
        throw new GatewayException.InvalidRequest(
            "There is no such parameter here: use patient, date, _count.");
      }
    }
    AuditTrail.Page page =
        trail.find(
            Caller.from(identity),
            patient(parameters.get("patient")),
            DateRange.of(parameters.getOrDefault("date", List.of())),
            after(parameters.getFirst("_after")),
            size(parameters.getFirst("_count")));
    return answer(bundle(page, asked));
  }

  /** Takes an AuditEvent in, like any other resource, and from those who may send one. */
  @POST
  @Blocking
  @Consumes(MediaType.WILDCARD)
  public Uni<Response> create(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType, InputStream body) {
    return create.create(TYPE, contentType, body);
  }

  /** The same, with an id. */
  @PUT
  @Path("/{id}")
  @Blocking
  @Consumes(MediaType.WILDCARD)
  public Uni<Response> update(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      InputStream body) {
    return create.update(TYPE, id, contentType, body);
  }

  /** Refusals as OperationOutcome. */
  @ServerExceptionMapper({GatewayException.class, ForbiddenException.class})
  public Response refused(RuntimeException failure) {
    return FhirRefusals.answer(failure);
  }

  private ObjectNode bundle(AuditTrail.Page page, UriInfo asked) {
    ObjectNode bundle = JsonNodeFactory.instance.objectNode();
    bundle.put("resourceType", "Bundle").put("type", "searchset");
    ArrayNode links = bundle.putArray("link");
    links.addObject().put("relation", "self").put("url", asked.getRequestUri().toString());
    if (page.more()) {
      UriBuilder next = asked.getRequestUriBuilder();
      next.replaceQueryParam("_after", RecordRef.of(page.after()).toString());
      links.addObject().put("relation", "next").put("url", next.build().toString());
    }
    if (!page.entries().isEmpty()) {
      ArrayNode entries = bundle.putArray("entry");
      for (DisclosureEntry entry : page.entries()) {
        ObjectNode one = entries.addObject();
        one.put(
            "fullUrl",
            asked.getAbsolutePathBuilder().path(entry.ref().toString()).build().toString());
        one.set("resource", form.of(entry));
        one.putObject("search").put("mode", "match");
      }
    }
    return bundle;
  }

  private static Response answer(ObjectNode resource) {
    return Response.ok(resource).type(FHIR).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }

  private static String patient(@Nullable List<String> given) {
    if (given == null || given.size() != 1 || given.get(0).isEmpty()) {
      throw new GatewayException.InvalidRequest(
          "patient: name one, as Patient/1 or 1: events are found by it.");
    }
    String patient = given.get(0);
    if (patient.length() > MAX_REFERENCE) {
      throw new GatewayException.InvalidRequest("patient: a reference is that long at most.");
    }
    return patient.indexOf('/') < 0 && patient.indexOf(':') < 0 ? "Patient/" + patient : patient;
  }

  private static long after(@Nullable String given) {
    return given == null
        ? -1
        : RecordRef.parse(given)
            .map(RecordRef::packed)
            .orElseThrow(() -> new GatewayException.InvalidRequest("_after: follow a next link."));
  }

  private static int size(@Nullable String given) {
    if (given == null) {
      return STANDARD_PAGE;
    }
    boolean number =
        !given.isEmpty()
            && given.length() <= 3
            && given.chars().allMatch(c -> c >= '0' && c <= '9');
    int size = number ? Integer.parseInt(given) : 0;
    if (size < 1 || size > MAX_PAGE) {
      throw new GatewayException.InvalidRequest("_count: it is 1 to " + MAX_PAGE + ".");
    }
    return size;
  }
}
