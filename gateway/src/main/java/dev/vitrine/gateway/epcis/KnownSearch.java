package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.event.EventSchema;
import dev.vitrine.adapters.gs1.identifier.Identifiers;
import dev.vitrine.adapters.gs1.query.Lookup;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.store.EventIndex;
import dev.vitrine.gateway.store.RecordBatches;
import dev.vitrine.gateway.store.RecordRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lists what is known: the standard's words, then every value in the order in which events that the
 * caller may see first had it. A value is listed where it stands first, which its tag tells; so no
 * page has to know the others. Calls block.
 *
 * <p>Values of senders who show theirs one by one can be listed again on a later page, since there
 * the tag does not tell where one was shown first.
 */
@ApplicationScoped
class KnownSearch {
  private static final String SCHEMA = EventSchema.SCHEMA.id();

  private final EventIndex index;
  private final RecordBatches records;
  private final int maxOpened;

  KnownSearch(EventIndex index, RecordBatches records, VitrineConfig config) {
    this.index = index;
    this.records = records;
    this.maxOpened = config.epcis().maxOpened();
  }

  /**
   * A page.
   *
   * @param values in their order
   * @param from the events that they come from, but for the standard's words
   * @param next where to go on; empty if this was the last
   */
  record Page(List<String> values, List<SeenEvent> from, Optional<Position> next) {}

  /**
   * A page of a list.
   *
   * @param after a record with how many of its values were listed, or, with no record, how many of
   *     the standard's words
   */
  Page find(View view, KnownValues known, Optional<Position> after, int size) {
    List<String> values = new ArrayList<>();
    long start = after.map(Position::ref).orElse(-1L);
    int skip = (int) after.map(position -> position.remaining().orElse(0)).orElse(0L).longValue();
    if (start < 0) {
      List<String> standard = known.standard();
      int to = Math.min(standard.size(), skip + size);
      values.addAll(standard.subList(skip, to));
      if (to < standard.size()) {
        return new Page(values, List.of(), Optional.of(position(-1, to)));
      }
      skip = 0;
    }
    return events(view, known, values, start, skip, size);
  }

  private Page events(
      View view, KnownValues known, List<String> values, long start, int listed, int size) {
    EventIndex.Where where = where(view, known);
    List<String> told =
        view.senders(projection -> known.members().stream().allMatch(projection::always));
    List<SeenEvent> from = new ArrayList<>();
    Map<String, Boolean> onPage = new LinkedHashMap<>();
    long last = start < 0 ? -1 : start - 1;
    int skip = listed;
    int opened = 0;
    while (opened < maxOpened) {
      List<RecordRef> refs = index.find(where, last, RecordBatches.MOST);
      refs = refs.subList(0, Math.min(refs.size(), RecordBatches.MOST));
      if (refs.isEmpty()) {
        return new Page(values, from, Optional.empty());
      }
      List<SeenEvent> seen = new ArrayList<>();
      records.open(refs).forEach(record -> view.of(record).ifPresent(seen::add));
      Map<String, RecordRef> first = first(known, told, seen);
      for (SeenEvent event : seen) {
        List<String> held = known.in(event.event().event());
        int at = event.ref().packed() == start ? skip : 0;
        for (; at < held.size(); at++) {
          String value = held.get(at);
          String canonical = canonical(known, value);
          if (known.standard().contains(canonical)
              || onPage.containsKey(canonical)
              || before(first.get(canonical), event)) {
            continue;
          }
          if (values.size() == size) {
            return new Page(values, from, Optional.of(position(event.ref().packed(), at)));
          }
          onPage.put(canonical, true);
          values.add(value);
          if (from.isEmpty() || !from.get(from.size() - 1).equals(event)) {
            from.add(event);
          }
        }
      }
      opened += refs.size();
      last = refs.get(refs.size() - 1).packed();
    }
    return new Page(values, from, Optional.of(position(last + 1, 0)));
  }

  private EventIndex.Where where(View view, KnownValues known) {
    // beside the standard's words only a sender's own count, and those are marked
    List<List<String>> groups =
        known.standard().isEmpty() ? List.of() : List.of(List.of(known.tag() + "=" + Lookup.MORE));
    return new EventIndex.Where(
        SCHEMA,
        view.senders(projection -> known.members().stream().anyMatch(projection::may)),
        groups,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MAX_VALUE);
  }

  private Map<String, RecordRef> first(
      KnownValues known, List<String> senders, List<SeenEvent> events) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (SeenEvent event : events) {
      for (String value : known.in(event.event().event())) {
        String canonical = canonical(known, value);
        tags.put(known.tag() + "=" + canonical, canonical);
      }
    }
    Map<String, RecordRef> first = new LinkedHashMap<>();
    index
        .first(SCHEMA, senders, List.copyOf(tags.keySet()))
        .forEach((tag, ref) -> first.put(tags.getOrDefault(tag, ""), ref));
    return first;
  }

  private static boolean before(
      @org.jspecify.annotations.Nullable RecordRef first, SeenEvent event) {
    return first != null && first.packed() < event.ref().packed();
  }

  private static String canonical(KnownValues known, String value) {
    return known.identifiers() ? Identifiers.canonical(value) : value;
  }

  private static Position position(long ref, int listed) {
    return new Position(ref, null, OptionalLong.of(listed));
  }
}
