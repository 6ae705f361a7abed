package dev.vitrine.gateway.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works out from when to when a child was in its parent: opened by ADD, or by OBSERVE where nothing
 * is open; ended by DELETE. A DELETE without children ends all of the parent's (EPCIS 2.0 §7.4.2,
 * §7.4.5). Events count in the order of their times, whenever they were taken.
 */
final class Containments {
  private static final Comparator<TracedEvent> BY_TIME =
      Comparator.comparingLong(
              (TracedEvent event) -> event.millis() == null ? Long.MIN_VALUE : event.millis())
          .thenComparingLong(event -> event.ref().packed());

  private final Map<Pair, TracedEvent> open = new LinkedHashMap<>();
  private final List<TraceGraph.Edge> edges = new ArrayList<>();

  private Containments() {}

  /** All edges that these events tell, in the order in which they began. */
  static List<TraceGraph.Edge> of(Collection<TracedEvent> events) {
    Containments all = new Containments();
    events.stream().filter(TracedEvent::containment).sorted(BY_TIME).forEach(all::add);
    all.open.forEach((pair, since) -> all.edges.add(edge(pair, since, null)));
    return all.edges;
  }

  private record Pair(String type, String parent, String child) {}

  private void add(TracedEvent event) {
    String parent = event.parent();
    if (parent == null) {
      return;
    }
    String type = event.type().equals(TracedEvent.ASSOCIATION) ? "association" : "aggregation";
    switch (event.action()) {
      case "ADD", "OBSERVE" ->
          event.children().forEach(child -> open.putIfAbsent(new Pair(type, parent, child), event));
      case "DELETE" -> end(event, type, parent);
      default -> {
        // without an action nothing can be told
      }
    }
  }

  private void end(TracedEvent event, String type, String parent) {
    boolean all = event.childless();
    List<Pair> ended =
        open.keySet().stream()
            .filter(pair -> pair.type.equals(type) && pair.parent.equals(parent))
            .filter(pair -> all || event.children().contains(pair.child))
            .toList();
    for (Pair pair : ended) {
      TracedEvent since = open.remove(pair);
      if (since != null) {
        edges.add(edge(pair, since, event));
      }
    }
  }

  private static TraceGraph.Edge edge(Pair pair, TracedEvent since, @Nullable TracedEvent until) {
    return new TraceGraph.Edge(
        pair.type,
        pair.parent,
        pair.child,
        time(since),
        until == null ? null : time(until),
        since.eventId(),
        since.ref().toString(),
        until == null ? null : until.ref().toString());
  }

  /** An event's time as text, or null where it may not be seen. */
  static @Nullable String time(TracedEvent event) {
    return event.millis() == null ? null : Instant.ofEpochMilli(event.millis()).toString();
  }
}
