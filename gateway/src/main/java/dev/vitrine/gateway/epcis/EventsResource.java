package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.event.EventSchema;
import dev.vitrine.adapters.gs1.query.EventQuery;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.intake.Accepted;
import dev.vitrine.gateway.intake.CaptureBody;
import dev.vitrine.gateway.intake.EpcisProblem;
import dev.vitrine.gateway.intake.Formats;
import dev.vitrine.gateway.intake.Intake;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Submission;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /epcis/events}: events by query and by id, and one event taken in. */
@Path(EventsResource.PATH)
public class EventsResource {
  static final String PATH = "/epcis/events";

  private final SecurityIdentity identity;
  private final VitrineConfig config;
  private final Formats formats;
  private final Intake intake;
  private final Answers answers;

  EventsResource(
      SecurityIdentity identity,
      VitrineConfig config,
      Formats formats,
      Intake intake,
      Answers answers) {
    this.identity = identity;
    this.config = config;
    this.formats = formats;
    this.intake = intake;
    this.answers = answers;
  }

  /** Events that match the parameters of the URL. */
  @GET
  @Blocking
  @RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL, Roles.RESEARCHER})
  public Response find(@Context UriInfo asked, @Context HttpHeaders headers) {
    Negotiation negotiation = Negotiation.ofEvents(headers);
    UrlQuery url = UrlQuery.of(asked);
    EventQuery query = url.query(Map.of(), negotiation.prefixes());
    return answers.events(
        Caller.from(identity), Answers.QUERY, query, url.paging(PATH), negotiation);
  }

  /** The event of that id, or of that CBV hash. */
  @GET
  @Path("/{eventID}")
  @Blocking
  @RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL, Roles.RESEARCHER})
  public Response one(@PathParam("eventID") String id, @Context HttpHeaders headers) {
    Negotiation negotiation = Negotiation.ofEvents(headers);
    return answers.event(Caller.from(identity), id, negotiation);
  }

  /** Takes one event in; answers 201 with its address. */
  @POST
  @Blocking
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL})
  public Uni<Response> create(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @Context HttpHeaders headers,
      InputStream body) {
    Negotiation.ofEvents(headers);
    String party = Caller.from(identity).requireParty();
    int most = config.intake().maxDocumentBytes();
    Optional<byte[]> document = CaptureBody.read(body, most);
    String mediaType = CaptureBody.mediaType(contentType);
    if (document.isEmpty()) {
      return Uni.createFrom().item(EpcisProblem.tooLarge(most));
    }
    if (!formats.epcis().accepts(mediaType)) {
      return Uni.createFrom().item(EpcisProblem.unsupportedMediaType());
    }
    List<Submission> events = read(document.get(), mediaType, party);
    Submission event = events.get(0);
    return Uni.createFrom()
        .completionStage(() -> intake.submit(party, events))
        .map(accepted -> created(event, accepted.get(0)));
  }

  private List<Submission> read(byte[] document, String mediaType, String party) {
    try {
      List<Submission> events = formats.epcis().read(document, mediaType, party);
      if (events.size() != 1) {
        throw new EpcisRefusal(
            EpcisRefusal.Kind.VALIDATION, "Send one event here, or all of them to /epcis/capture.");
      }
      return events;
    } catch (InvalidDocumentException e) {
      throw new GatewayException.InvalidRequest("The event is refused.", e.problems());
    }
  }

  private static Response created(Submission event, Accepted accepted) {
    if (accepted.duplicate()) {
      throw new EpcisRefusal(
          EpcisRefusal.Kind.EXISTS,
          "The same event of the same party was taken before: it is record "
              + accepted.ref()
              + ".");
    }
    // not the CBV hash, which whoever can guess the event can work out
    byte[] own = event.record().text(EventSchema.SCHEMA.indexOf("eventID"));
    String id =
        own == null ? EventSearch.RECORD + accepted.ref() : new String(own, StandardCharsets.UTF_8);
    return Answers.versioned(Response.status(Response.Status.CREATED))
        .header(
            HttpHeaders.LOCATION,
            PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"))
        .build();
  }
}
