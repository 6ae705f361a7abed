package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.event.EventSchema;
import dev.vitrine.adapters.gs1.query.EventQuery;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.disclosure.Disclosed;
import dev.vitrine.gateway.disclosure.Disclosures;
import dev.vitrine.gateway.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes answers of what was found, once it is accounted for. */
@ApplicationScoped
class Answers {
  /** The name of the query that takes all parameters. */
  static final String QUERY = "SimpleEventQuery";

  private static final int STANDARD_PAGE = 30;

  private static final String VIEW_KIND = "view";
  private static final String TOKEN_EXPIRES = "GS1-Next-Page-Token-Expires";

  private final EventSearch search;
  private final Disclosures disclosures;
  private final PageTokens tokens;
  private final GcpFile prefixes;
  private final Clock clock;
  private final int maxPerPage;

  Answers(
      EventSearch search,
      Disclosures disclosures,
      PageTokens tokens,
      GcpFile prefixes,
      Clock clock,
      VitrineConfig config) {
    this.search = search;
    this.disclosures = disclosures;
    this.tokens = tokens;
    this.prefixes = prefixes;
    this.clock = clock;
    this.maxPerPage = config.epcis().maxPerPage();
  }

  /**
   * What is asked for beside the query.
   *
   * @param path where, as it stands in the link to the next page, with parameters but without those
   *     of paging
   * @param perPage as it was given, or null
   * @param token as it was given, or null
   */
  record Paging(String path, @Nullable String perPage, @Nullable String token) {}

  /** A page of what a query finds, as a document. */
  Response events(
      Caller caller, String name, EventQuery query, Paging paging, Negotiation negotiation) {
    int size = size(paging.perPage);
    String asked = paging.path + "\0" + query.text();
    Optional<Position> after = after(caller, asked, paging);
    View view = search.view(caller);
    EventSearch.Page page = search.find(view, query, after, size);
    account(view, page.events());
    Response.ResponseBuilder answer =
        Response.ok(
                QueryDocument.of(
                    name,
                    page.events(),
                    negotiation,
                    prefixes.lengths(),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS)))
            .type(negotiation.mediaType());
    return paged(answer, caller, asked, paging, size, page.next());
  }

  /**
   * The event of an id or of a CBV hash: all of them, if it was used for several.
   *
   * @throws EpcisRefusal if there is none that the caller may know of
   */
  Response event(Caller caller, String id, Negotiation negotiation) {
    View view = search.view(caller);
    List<SeenEvent> found = search.byId(view, id);
    if (found.isEmpty()) {
      throw new EpcisRefusal(
          EpcisRefusal.Kind.NO_SUCH_RESOURCE, "There is no such event that you may know of.");
    }
    account(view, found);
    return versioned(
            Response.ok(
                    QueryDocument.of(
                        QUERY,
                        found,
                        negotiation,
                        prefixes.lengths(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                .type(negotiation.mediaType()))
        .build();
  }

  /** An identifier in the form that is asked for. */
  String form(Negotiation negotiation, String id) {
    return negotiation.form().of(id, prefixes.lengths());
  }

  /** Where a page starts. */
  Optional<Position> after(Caller caller, String asked, Paging paging) {
    return Optional.ofNullable(paging.token).map(token -> tokens.read(caller, asked, token));
  }

  /** An answer with its link to the next page, if there is one. */
  Response paged(
      Response.ResponseBuilder answer,
      Caller caller,
      String asked,
      Paging paging,
      int size,
      Optional<Position> next) {
    versioned(answer);
    if (next.isPresent()) {
      PageTokens.Token token = tokens.issue(caller, asked, next.get());
      answer
          .header(
              HttpHeaders.LINK,
              "<%s%sperPage=%d&nextPageToken=%s>; rel=\"next\""
                  .formatted(
                      paging.path, paging.path.indexOf('?') < 0 ? "?" : "&", size, token.text()))
          .header(TOKEN_EXPIRES, token.expires());
    }
    return answer.build();
  }

  /** With the headers that every answer has. */
  static Response.ResponseBuilder versioned(Response.ResponseBuilder answer) {
    return answer
        .header(Negotiation.EPCIS_VERSION, Negotiation.VERSION)
        .header(Negotiation.CBV_VERSION, Negotiation.VERSION)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(
            HttpHeaders.VARY,
            "Accept, Authorization, " + Negotiation.EPC_FORMAT + ", " + Negotiation.CBV_XML_FORMAT);
  }

  /**
   * How many are wanted on a page.
   *
   * @throws EpcisRefusal if it is no number from 1 to the most there may be
   */
  int size(@Nullable String perPage) {
    if (perPage == null) {
      return Math.min(STANDARD_PAGE, maxPerPage);
    }
    boolean number =
        !perPage.isEmpty()
            && perPage.length() <= 6
            && perPage.chars().allMatch(c -> c >= '0' && c <= '9');
    int size = number ? Integer.parseInt(perPage) : 0;
    if (size < 1 || size > maxPerPage) {
      throw new EpcisRefusal(
          EpcisRefusal.Kind.QUERY_PARAMETER, "perPage: it is 1 to " + maxPerPage + ".");
    }
    return size;
  }

  /** Makes the disclosure of other senders' events durable; only then may they leave. */
  void account(View view, List<SeenEvent> events) {
    List<Disclosures.Entry> entries = new ArrayList<>();
    for (SeenEvent event : events) {
      if (!view.own(event.sender())) {
        entries.add(
            new Disclosures.Entry(
                new Disclosed(
                    VIEW_KIND,
                    Optional.of(event.ref()),
                    EventSchema.SCHEMA.id(),
                    event.sender(),
                    view.caller(),
                    event.policyId(),
                    event.slots(),
                    List.of(),
                    "",
                    ""),
                List.of()));
      }
    }
    if (!entries.isEmpty()) {
      disclosures.commit(entries);
    }
  }
}
