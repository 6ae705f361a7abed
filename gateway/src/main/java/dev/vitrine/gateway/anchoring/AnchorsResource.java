package dev.vitrine.gateway.anchoring;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.ledgers.LedgerPin;
import dev.vitrine.gateway.store.PgOutbox;
import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.Anchoring;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was anchored where, for anyone: JSON, or pages for people. */
@Path("/anchors")
@PermitAll
@Blocking
public class AnchorsResource {
  private static final int PAGE = 100;

  private final Ledgers ledgers;
  private final PgOutbox outbox;

  AnchorsResource(Ledgers ledgers, PgOutbox outbox) {
    this.ledgers = ledgers;
    this.outbox = outbox;
  }

  /**
   * The newest anchors, of one ledger or of each.
   *
   * @param ledger which one; all if absent
   * @param below only checkpoints smaller than this
   */
  @GET
  @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
  public Response list(
      @QueryParam("ledger") @Nullable String ledger,
      @QueryParam("below") @DefaultValue("9223372036854775807") long below,
      @Context HttpHeaders headers) {
    if (ledger != null && !LedgerPin.NAME.matcher(ledger).matches()) {
      throw new GatewayException.InvalidRequest("ledger: there is no such name.");
    }
    List<Anchoring> rows = new ArrayList<>();
    List<String> names = ledger == null ? outbox.ledgers() : List.of(ledger);
    for (String name : names) {
      rows.addAll(outbox.list(name, below, PAGE));
    }
    rows.sort(
        Comparator.comparingLong(Anchoring::size).reversed().thenComparing(Anchoring::ledger));
    boolean more = rows.size() > PAGE || (ledger != null && rows.size() == PAGE);
    List<Anchoring> page = rows.subList(0, Math.min(PAGE, rows.size()));
    AnchorsView view =
        new AnchorsView(
            ledgers.status().stream().map(AnchorsView.Ledger::of).toList(),
            page.stream().map(AnchorView::brief).toList(),
            more ? next(ledger, page.get(page.size() - 1).size()) : null);
    return likesHtml(headers) ? html(AnchorPage.list(view)) : json(view);
  }

  /** One anchor, with its checkpoint and, once final, its evidence. */
  @GET
  @Path("/{id}")
  @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
  public Response one(@PathParam("id") String id, @Context HttpHeaders headers) {
    AnchorView view = AnchorView.whole(find(id));
    return likesHtml(headers) ? html(AnchorPage.one(view)) : json(view);
  }

  /** The evidence of an anchor that is final, as it is. */
  @GET
  @Path("/{id}/evidence")
  public Response evidence(@PathParam("id") String id) {
    AnchorEvidence evidence =
        find(id)
            .evidence()
            .orElseThrow(() -> new GatewayException.NotFound("The anchor is not final yet."));
    return guarded(Response.ok(evidence.bytes(), evidence.mediaType()))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"evidence\"")
        .build();
  }

  private Anchoring find(String id) {
    return AnchorName.parse(id)
        .flatMap(name -> outbox.find(name.ledger(), name.digest()))
        .orElseThrow(() -> new GatewayException.NotFound("There is no such anchor."));
  }

  private static String next(@Nullable String ledger, long below) {
    // rows of one size may be cut apart when all ledgers are asked for: they come once more
    return ledger == null
        ? "/anchors?below=" + (below + 1)
        : "/anchors?ledger=" + ledger + "&below=" + below;
  }

  private static boolean likesHtml(HttpHeaders headers) {
    // sorted by the caller's liking
    for (MediaType acceptable : headers.getAcceptableMediaTypes()) {
      if (acceptable.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return false;
      } else if (acceptable.isCompatible(MediaType.TEXT_HTML_TYPE)) {
        return true;
      }
    }
    return false;
  }

  private static Response json(Object view) {
    return guarded(Response.ok(view, MediaType.APPLICATION_JSON_TYPE)).build();
  }

  private static Response html(String page) {
    return guarded(Response.ok(page, MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))).build();
  }

  private static Response.ResponseBuilder guarded(Response.ResponseBuilder answer) {
    return answer
        .header(
            "Content-Security-Policy",
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
  }
}
