package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.query.EventQuery;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.store.NamedQueryStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Named queries run again and again, each time over what came since: what subscriptions are made
 * of. Calls block.
 */
@ApplicationScoped
public class StandingQueries {
  private final NamedQueryStore named;
  private final EventSearch search;
  private final Answers answers;
  private final GcpFile prefixes;
  private final Clock clock;

  StandingQueries(
      NamedQueryStore named, EventSearch search, Answers answers, GcpFile prefixes, Clock clock) {
    this.named = named;
    this.search = search;
    this.answers = answers;
    this.prefixes = prefixes;
    this.clock = clock;
  }

  /** A cursor behind everything there is now, as text to be kept. */
  public String now() {
    return search.now().toString();
  }

  /**
   * A cursor before everything that was recorded at that time or later. Not much else stands behind
   * it: only what is older by the clock and yet stands later in its log.
   */
  public String from(Instant time) {
    return search.from(time).toString();
  }

  /** A cursor before everything there is. */
  public static String beginning() {
    return "";
  }

  /**
   * What a run found.
   *
   * @param events how many events
   * @param document them as an EPCISQueryDocument in JSON-LD; every one of another sender is a
   *     durable disclosure already
   * @param next the cursor for the next run
   * @param more whether to go on at once: there may be more before the log's end
   */
  public record Run(int events, byte[] document, String next, boolean more) {}

  /**
   * Runs a party's named query from a cursor on, in the logs' order; {@code orderBy} and limits of
   * the query have no part in it.
   *
   * @param caller for whom: decides what is seen, as of now
   * @param name the query's
   * @param subscription named in the document; null for none
   * @param epcFormat as header {@code GS1-EPC-Format} has it; null for the standard's default
   * @param cursor of the run before, or {@link #now} or {@link #beginning}
   * @param limit how many events at most; at least 1
   * @return empty if the party has no query of that name any more
   * @throws dev.vitrine.gateway.errors.GatewayException if the run could not be accounted for or
   *     the store does not answer: nothing was given, run again from the same cursor
   */
  public Optional<Run> run(
      Caller caller,
      String name,
      @Nullable String subscription,
      @Nullable String epcFormat,
      String cursor,
      int limit) {
    Optional<NamedQueryStore.Named> found = named.find(caller.requireParty(), name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    EventQuery query = Definition.query(found.get().definition());
    View view = search.view(caller);
    EventSearch.Since since =
        search.since(
            view,
            query,
            LogCursor.parse(cursor)
                .orElseThrow(() -> new IllegalArgumentException("not a cursor of a run")),
            limit);
    answers.account(view, since.events());
    return Optional.of(
        new Run(
            since.events().size(),
            QueryDocument.of(
                name,
                subscription,
                since.events(),
                IdentifierForm.of(epcFormat),
                prefixes.lengths(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS)),
            since.next().toString(),
            since.more()));
  }
}
