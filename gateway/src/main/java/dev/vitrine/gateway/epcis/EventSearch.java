package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.event.EventSchema;
import dev.vitrine.adapters.gs1.query.EventQuery;
import dev.vitrine.adapters.gs1.query.Lookup;
import dev.vitrine.adapters.gs1.query.Ordering;
import dev.vitrine.adapters.gs1.query.QueryParameterException;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.store.EventIndex;
import dev.vitrine.gateway.store.LogId;
import dev.vitrine.gateway.store.RecordBatches;
import dev.vitrine.gateway.store.RecordRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs queries: finds candidates by keyed hashes among what the caller may see, opens them a few
 * hundred at a time, cuts each to what the caller may see, and asks the query of that alone.
 *
 * <p>A sender none of whose events could match what the caller may see of them is left out before
 * anything is looked up. Calls block.
 */
@ApplicationScoped
public class EventSearch {
  private static final String SCHEMA = EventSchema.SCHEMA.id();

  /** Tags by how few records carry one of them, about. */
  private static final List<String> RAREST_FIRST =
      List.of(
          "eventID",
          "epc",
          "parent",
          "gtin",
          "bizLocation",
          "readPoint",
          "eventDay",
          "disposition",
          "bizStep",
          "eventType");

  private static final int MOST_GROUPS = 4;
  private static final int MOST_OF_ONE_ID = 100;

  /** What stands before a record's name where an event has no id of its sender's. */
  static final String RECORD = "urn:vitrine:record:";

  private final EventIndex index;
  private final RecordBatches records;
  private final Policies policies;
  private final VitrineConfig.Epcis limits;

  EventSearch(EventIndex index, RecordBatches records, Policies policies, VitrineConfig config) {
    this.index = index;
    this.records = records;
    this.policies = policies;
    this.limits = config.epcis();
  }

  /**
   * A page.
   *
   * @param next where to go on; empty if this was the last
   */
  record Page(List<SeenEvent> events, Optional<Position> next) {}

  /** What a caller may see as of now. */
  View view(Caller caller) {
    return new View(caller, policies, index.senders(SCHEMA));
  }

  /**
   * A page of what a query finds, in the order it asks for, else in that of the log.
   *
   * @throws EpcisRefusal if the query needs more records opened than one request may, or finds more
   *     than it allows itself
   */
  Page find(View view, EventQuery query, Optional<Position> after, int perPage) {
    boolean all =
        query.ordering().isPresent() || (query.maxEventCount().isPresent() && after.isEmpty());
    return all ? ordered(view, query, after, perPage) : streamed(view, query, after, perPage);
  }

  /**
   * The events of an id: of an {@code eventID}, a CBV hash, or {@link #RECORD} with the record's. A
   * hundred at most.
   */
  List<SeenEvent> byId(View view, String id) {
    if (id.startsWith(RECORD)) {
      List<SeenEvent> found = new ArrayList<>();
      RecordRef.parse(id.substring(RECORD.length()))
          .ifPresent(
              ref ->
                  records.open(List.of(ref)).stream()
                      .filter(opened -> opened.schema().id().equals(SCHEMA))
                      .forEach(opened -> view.of(opened).ifPresent(found::add)));
      return found;
    }
    try {
      EventQuery query = UrlQuery.READER.url(Map.of("EQ_eventID", List.of(id)), Map.of());
      return streamed(view, query, Optional.empty(), MOST_OF_ONE_ID).events();
    } catch (QueryParameterException e) {
      return List.of();
    }
  }

  /** Before all that was recorded at that time or later; some of what is older may stand behind. */
  LogCursor from(Instant time) {
    SortedMap<Integer, Long> refs = new TreeMap<>();
    index
        .since(time.toEpochMilli())
        .forEach((log, size) -> refs.put(log, ((LogId.global(log, 0) + size) << 8) - 1));
    return new LogCursor(refs);
  }

  /** Where the logs end now. */
  LogCursor now() {
    SortedMap<Integer, Long> refs = new TreeMap<>();
    index.heads().forEach((log, size) -> refs.put(log, ((LogId.global(log, 0) + size) << 8) - 1));
    return new LogCursor(refs);
  }

  /**
   * What a query finds among the records behind a cursor, in the logs' order, whatever order or
   * limits the query asks for.
   *
   * @param limit how many at most; at least 1
   */
  Since since(View view, EventQuery query, LogCursor cursor, int limit) {
    SortedMap<Integer, Long> ends = now().refs();
    SortedMap<Integer, Long> reached = new TreeMap<>();
    List<SeenEvent> events = new ArrayList<>();
    int opened = 0;
    boolean more = false;
    for (Map.Entry<Integer, Long> end : ends.entrySet()) {
      Candidates candidates =
          new Candidates(view, query, cursor.ref(end.getKey()), end.getValue() + 1);
      boolean full = false;
      while (candidates.more() && !full) {
        full = events.size() >= limit || opened + candidates.opened >= limits.maxOpened();
        if (!full) {
          int room = limit - events.size();
          List<SeenEvent> found = candidates.next(room);
          if (found.size() > room) {
            // the rest is found again from here on
            candidates.last = found.get(room - 1).ref().packed();
            found = found.subList(0, room);
            full = true;
          }
          events.addAll(found);
        }
      }
      opened += candidates.opened;
      reached.put(end.getKey(), full ? candidates.last : end.getValue());
      more |= full;
    }
    return new Since(events, new LogCursor(reached), more);
  }

  /**
   * What was found behind a cursor.
   *
   * @param next where to go on
   * @param more whether there may be more before the logs' ends
   */
  record Since(List<SeenEvent> events, LogCursor next, boolean more) {}

  /** Goes through the candidates until the page is full. */
  private Page streamed(View view, EventQuery query, Optional<Position> after, int perPage) {
    Candidates candidates = new Candidates(view, query, after.map(Position::ref).orElse(-1L));
    List<SeenEvent> page = new ArrayList<>();
    while (candidates.more()) {
      for (SeenEvent event : candidates.next(perPage)) {
        if (page.size() == perPage) {
          return new Page(page, Optional.of(behind(page.get(perPage - 1).ref())));
        }
        page.add(event);
      }
      if (candidates.opened >= limits.maxOpened() && candidates.more()) {
        // a shorter page: the standard lets a server give fewer
        return new Page(page, Optional.of(behind(RecordRef.of(candidates.last))));
      }
    }
    return new Page(page, Optional.empty());
  }

  /** Finds all there are, and opens again those on the page. */
  private Page ordered(View view, EventQuery query, Optional<Position> after, int perPage) {
    Comparator<Found> order = Comparator.comparingLong(Found::ref);
    if (query.ordering().isPresent()) {
      Comparator<Ordering.Key> keys = query.ordering().get().comparator();
      order =
          (a, b) -> {
            int byKey = keys.compare(a.key, b.key);
            return byKey != 0 ? byKey : Long.compare(a.ref, b.ref);
          };
    }
    List<Found> found = all(view, query);
    found.sort(order);
    OptionalLong wanted = after.isPresent() ? after.get().remaining() : query.eventCountLimit();
    int from = 0;
    if (after.isPresent()) {
      Found last = Found.of(after.get());
      while (from < found.size() && order.compare(found.get(from), last) <= 0) {
        from++;
      }
    }
    long size = Math.min(perPage, wanted.orElse(Long.MAX_VALUE));
    int to = (int) Math.min(found.size(), from + size);
    OptionalLong left =
        wanted.isPresent() ? OptionalLong.of(wanted.getAsLong() - (to - from)) : wanted;
    boolean more = to < found.size() && left.orElse(1) > 0;
    List<SeenEvent> page = open(view, found.subList(from, to));
    return new Page(
        page,
        more && to > from
            ? Optional.of(
                new Position(found.get(to - 1).ref, found.get(to - 1).orderKey(query), left))
            : Optional.empty());
  }

  private List<Found> all(View view, EventQuery query) {
    Candidates candidates = new Candidates(view, query, -1);
    List<Found> found = new ArrayList<>();
    long most = query.maxEventCount().orElse(Long.MAX_VALUE);
    while (candidates.more()) {
      for (SeenEvent event : candidates.next(RecordBatches.MOST)) {
        found.add(
            new Found(
                event.ref().packed(),
                query
                    .ordering()
                    .map(ordering -> ordering.key(event.event()))
                    .orElse(new Ordering.Key(3, ""))));
        if (found.size() > most) {
          throw new EpcisRefusal(
              EpcisRefusal.Kind.QUERY_TOO_LARGE, "More events match than maxEventCount allows.");
        }
      }
      if (candidates.opened >= limits.maxOpened() && candidates.more()) {
        throw new EpcisRefusal(
            EpcisRefusal.Kind.QUERY_TOO_COMPLEX,
            "To order or to count what matches, more than "
                + limits.maxOpened()
                + " events would have to be read: narrow the query, or leave out orderBy and"
                + " maxEventCount.");
      }
    }
    return found;
  }

  private List<SeenEvent> open(View view, List<Found> found) {
    List<SeenEvent> events = new ArrayList<>();
    for (int i = 0; i < found.size(); i += RecordBatches.MOST) {
      List<RecordRef> refs =
          found.subList(i, Math.min(found.size(), i + RecordBatches.MOST)).stream()
              .map(one -> RecordRef.of(one.ref))
              .toList();
      records.open(refs).forEach(opened -> view.of(opened).ifPresent(events::add));
    }
    return events;
  }

  private static Position behind(RecordRef ref) {
    return new Position(ref.packed(), null, OptionalLong.empty());
  }

  /** One that matched, without what it says. */
  private record Found(long ref, Ordering.Key key) {
    static Found of(Position position) {
      Ordering.Key key = position.key();
      return new Found(position.ref(), key == null ? new Ordering.Key(3, "") : key);
    }

    Ordering.@org.jspecify.annotations.Nullable Key orderKey(EventQuery query) {
      return query.ordering().isPresent() ? key : null;
    }
  }

  /** The records that could match, in the log's order. */
  private final class Candidates {
    private final View view;
    private final EventQuery query;
    private final EventIndex.Where where;
    private long last;
    private int opened;
    private boolean done;

    Candidates(View view, EventQuery query, long after) {
      this(view, query, after, Long.MAX_VALUE);
    }

    Candidates(View view, EventQuery query, long after, long before) {
      this.view = view;
      this.query = query;
      this.last = after;
      this.where =
          new EventIndex.Where(
              SCHEMA,
              view.senders(projection -> query.mayMatch(projection::may)),
              groups(query),
              query.recordedFrom().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE),
              query.recordedBefore().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
              before);
      this.done = where.senders().isEmpty();
    }

    boolean more() {
      return !done;
    }

    /** Those of the next candidates that match; a few first where a few are wanted. */
    List<SeenEvent> next(int wanted) {
      int limit = opened == 0 ? Math.min(RecordBatches.MOST, wanted + 1) : RecordBatches.MOST;
      List<RecordRef> found = index.find(where, last, limit);
      if (found.isEmpty()) {
        done = true;
        return List.of();
      }
      List<RecordRef> refs = found.subList(0, Math.min(found.size(), RecordBatches.MOST));
      opened += refs.size();
      last = refs.get(refs.size() - 1).packed();
      List<SeenEvent> events = new ArrayList<>();
      for (RecordBatches.Opened record : records.open(refs)) {
        view.of(record).filter(event -> query.matches(event.event())).ifPresent(events::add);
      }
      return events;
    }
  }

  private static List<List<String>> groups(EventQuery query) {
    Map<String, List<List<String>>> byTag = new HashMap<>();
    for (Lookup lookup : query.lookups()) {
      byTag
          .computeIfAbsent(lookup.tag(), tag -> new ArrayList<>())
          .add(lookup.values().stream().map(value -> lookup.tag() + "=" + value).toList());
    }
    List<List<String>> groups = new ArrayList<>();
    RAREST_FIRST.forEach(tag -> groups.addAll(byTag.getOrDefault(tag, List.of())));
    return groups.subList(0, Math.min(groups.size(), MOST_GROUPS));
  }
}
