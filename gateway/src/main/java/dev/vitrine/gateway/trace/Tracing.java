package dev.vitrine.gateway.trace;

import dev.vitrine.adapters.gs1.event.EventSchema;
import dev.vitrine.gateway.custody.CanonicalEpc;
import dev.vitrine.gateway.custody.Custody;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.query.RecordAccess;
import dev.vitrine.gateway.store.CustodyTable.Stored;
import dev.vitrine.gateway.store.RecordRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows an object from event to event: up to what it was in and what it was made from, down to
 * what was in it and what was made from it. Bounded in depth, objects and events, and says where a
 * bound cut something off. Only what the caller may see takes part; each event that another party
 * sent is on record as shown before the graph is given away.
 */
@ApplicationScoped
class Tracing {
  /** The most edges from the start. */
  static final int MAX_DEPTH = 20;

  /** The most objects of a graph. */
  static final int MAX_NODES = 500;

  /** The most events that are opened for a graph. */
  static final int MAX_RECORDS = 1000;

  /** The most events of one object; its newest count. */
  static final int MAX_EVENTS = 256;

  private final Custody custody;
  private final Policies policies;
  private final RecordAccess access;

  Tracing(Custody custody, Policies policies, RecordAccess access) {
    this.custody = custody;
    this.policies = policies;
    this.access = access;
  }

  /** Which way to go. */
  enum Direction {
    UP,
    DOWN,
    BOTH;

    boolean up() {
      return this != DOWN;
    }

    boolean down() {
      return this != UP;
    }
  }

  /**
   * The graph around an object.
   *
   * @throws GatewayException.NotFound if the caller may see no event that names it
   */
  TraceGraph trace(Caller caller, String epc, Direction direction, int depth) {
    return new Walk(caller, direction, depth).from(CanonicalEpc.of(epc));
  }

  /** One trace. */
  private final class Walk {
    private final Caller caller;
    private final Direction direction;
    private final int deepest;
    private final Map<RecordRef, TracedEvent> events = new LinkedHashMap<>();
    private final Set<RecordRef> invisible = new HashSet<>();
    private final Map<String, List<TracedEvent>> byObject = new LinkedHashMap<>();
    private final Map<String, Integer> depths = new LinkedHashMap<>();
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Set<TraceGraph.Edge> transformations = new LinkedHashSet<>();
    private boolean cutDepth;
    private boolean cutNodes;
    private boolean cutRecords;

    Walk(Caller caller, Direction direction, int deepest) {
      this.caller = caller;
      this.direction = direction;
      this.deepest = deepest;
    }

    TraceGraph from(String start) {
      depths.put(start, 0);
      waiting.add(start);
      while (!waiting.isEmpty()) {
        String object = waiting.remove();
        for (TracedEvent event : eventsOf(object)) {
          if (event.containment()) {
            containment(object, event);
          } else if (event.type().equals(TracedEvent.TRANSFORMATION)) {
            transformation(object, event);
          }
        }
      }
      List<TraceGraph.Edge> edges = new ArrayList<>();
      for (TraceGraph.Edge edge : Containments.of(events.values())) {
        if (depths.containsKey(edge.from()) && depths.containsKey(edge.to())) {
          edges.add(edge);
        }
      }
      edges.addAll(transformations);
      account(start, edges);
      List<TraceGraph.Node> nodes = new ArrayList<>();
      depths.forEach((object, far) -> nodes.add(new TraceGraph.Node(object, far)));
      return new TraceGraph(
          start, nodes, edges, new TraceGraph.Cut(cutDepth, cutNodes, cutRecords));
    }

    private void containment(String object, TracedEvent event) {
      String parent = event.parent();
      if (parent == null) {
        return;
      }
      if (direction.up() && event.children().contains(object)) {
        reach(parent, object);
        // its end may be said of the parent alone
        eventsOf(parent);
      }
      if (direction.down() && parent.equals(object)) {
        event.children().forEach(child -> reach(child, object));
      }
    }

    private void transformation(String object, TracedEvent event) {
      List<TracedEvent> whole = new ArrayList<>(List.of(event));
      String id = event.transformation();
      if (id != null) {
        for (TracedEvent part : eventsOf(id)) {
          if (!part.ref().equals(event.ref()) && id.equals(part.transformation())) {
            whole.add(part);
          }
        }
      }
      if (direction.up() && event.outputs().contains(object)) {
        whole.forEach(
            part -> part.inputs().forEach(input -> transformed(part, input, object, input)));
      }
      if (direction.down() && event.inputs().contains(object)) {
        whole.forEach(
            part -> part.outputs().forEach(output -> transformed(part, object, output, output)));
      }
    }

    private void transformed(TracedEvent event, String input, String output, String found) {
      reach(found, found.equals(input) ? output : input);
      if (depths.containsKey(found)) {
        transformations.add(
            new TraceGraph.Edge(
                "transformation",
                input,
                output,
                Containments.time(event),
                null,
                event.eventId(),
                event.ref().toString(),
                null));
      }
    }

    private void reach(String object, String from) {
      if (depths.containsKey(object)) {
        return;
      }
      int far = depths.getOrDefault(from, 0) + 1;
      if (far > deepest) {
        cutDepth = true;
      } else if (depths.size() == MAX_NODES) {
        cutNodes = true;
      } else {
        depths.put(object, far);
        waiting.add(object);
      }
    }

    private List<TracedEvent> eventsOf(String object) {
      List<TracedEvent> known = byObject.get(object);
      if (known != null) {
        return known;
      }
      List<TracedEvent> found = new ArrayList<>();
      List<Stored> steps = custody.steps(object, 1, MAX_EVENTS);
      cutRecords |= steps.size() == MAX_EVENTS;
      for (Stored step : steps) {
        TracedEvent event = event(step);
        if (event != null && event.names(object)) {
          found.add(event);
        }
      }
      byObject.put(object, found);
      return found;
    }

    private @Nullable TracedEvent event(Stored step) {
      TracedEvent known = events.get(step.event());
      if (known != null || invisible.contains(step.event())) {
        return known;
      }
      if (!policies.decide(caller, step.sender(), EventSchema.SCHEMA).visible()) {
        invisible.add(step.event());
        return null;
      }
      if (events.size() == MAX_RECORDS) {
        cutRecords = true;
        return null;
      }
      TracedEvent event = TracedEvent.of(access.open(caller, step.event().toString()));
      events.put(step.event(), event);
      return event;
    }

    /** Puts on record that events of others are shown. */
    private void account(String start, List<TraceGraph.Edge> edges) {
      Set<String> told = new HashSet<>();
      for (TraceGraph.Edge edge : edges) {
        told.add(edge.recordId());
        if (edge.untilRecordId() != null) {
          told.add(edge.untilRecordId());
        }
      }
      if (edges.isEmpty() && eventsOf(start).isEmpty()) {
        throw new GatewayException.NotFound(
            "There is no event of that object that you may know of.");
      }
      List<RecordAccess.Opened> others = new ArrayList<>();
      for (TracedEvent event : events.values()) {
        RecordAccess.Opened opened = event.opened();
        if (told.contains(opened.found().ref().toString())
            && caller.party().filter(opened.found().sender()::equals).isEmpty()) {
          others.add(opened);
        }
      }
      if (!others.isEmpty()) {
        List<List<String>> shown =
            others.stream().map(opened -> TracedEvent.shown(opened.decision())).toList();
        access.account(others, new RecordAccess.Telling("view", shown, List.of(), "", ""));
      }
    }
  }
}
