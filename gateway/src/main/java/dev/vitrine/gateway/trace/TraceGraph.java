package dev.vitrine.gateway.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an object was in, made from, made into, and what was in it, as one caller may see it.
 *
 * @param epc where the trace starts, in canonical form
 * @param cut what was left off because a bound was reached
 */
public record TraceGraph(String epc, List<Node> nodes, List<Edge> edges, Cut cut) {

  /**
   * An object.
   *
   * @param depth how many edges away from the start it was found
   */
  public record Node(String epc, int depth) {}

  /**
   * That two objects belong together.
   *
   * @param type {@code aggregation}, {@code association} or {@code transformation}
   * @param from the parent or the input
   * @param to the child or the output
   * @param since when that began, as far as it may be seen
   * @param until when it ended; none while it lasts, for a transformation, or where it may not be
   *     seen
   * @param eventID the event that says so, by the name its sender gave it
   * @param recordId the event's record
   * @param untilRecordId the record of the event that ended it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Edge(
      String type,
      String from,
      String to,
      @Nullable String since,
      @Nullable String until,
      @Nullable String eventID,
      String recordId,
      @Nullable String untilRecordId) {}

  /**
   * Which bounds were reached.
   *
   * @param depth there may be objects further away
   * @param nodes there were more objects
   * @param records there were more events to look at
   */
  public record Cut(boolean depth, boolean nodes, boolean records) {}
}
