package dev.vitrine.adapters.gs1.xml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the places in XML of places in its JSON, while that is written once more: only for what is
 * refused, so that taking costs nothing for it.
 */
final class Places {
  /** Members of documents that are attributes or have another name in XML. */
  private static final Map<String, String> NAMES =
      Map.of(
          "schemaVersion", "@schemaVersion",
          "creationDate", "@creationDate",
          "epcisBody", "EPCISBody",
          "eventList", "EventList",
          "queryResults", "QueryResults");

  private static final class Step {
    private final Map<String, Step> below = new HashMap<>();
    private @Nullable String place;
  }

  private final Step root = new Step();
  private final List<@Nullable Step> open = new ArrayList<>();

  /**
   * @param pointers JSON Pointers to look for
   */
  Places(List<String> pointers) {
    for (String pointer : pointers) {
      Step step = root;
      for (String token : tokens(pointer)) {
        step = step.below.computeIfAbsent(token, any -> new Step());
      }
    }
    open.add(root);
  }

  /** Says where the document's root is. */
  void root(String place) {
    root.place = place;
  }

  /** Steps into a member or item. */
  void enter(String token, Supplier<String> place) {
    Step above = open.get(open.size() - 1);
    Step step = above == null ? null : above.below.get(escaped(token));
    if (step != null && step.place == null) {
      step.place = place.get();
    }
    open.add(step);
  }

  /** Steps out of it. */
  void leave() {
    open.remove(open.size() - 1);
  }

  /** The place of a pointer: of what is there, then the names of what is not. */
  String of(String pointer) {
    Step step = root;
    String place = root.place == null ? "" : root.place;
    for (String token : tokens(pointer)) {
      step = step.below.getOrDefault(token, new Step());
      String known = step.place;
      place = known != null ? known : place + '/' + missing(place, token);
    }
    return place;
  }

  private static String missing(String above, String token) {
    String last = above.substring(above.lastIndexOf('/') + 1);
    int index = last.indexOf('[');
    boolean attributes =
        switch (index < 0 ? last : last.substring(0, index)) {
          case "sensorReport", "sensorMetadata" -> true;
          case "bizTransaction", "source", "destination" -> token.equals("type");
          default -> false;
        };
    return attributes ? '@' + token : NAMES.getOrDefault(token, token);
  }

  private static String escaped(String token) {
    return token.replace("~", "~0").replace("/", "~1");
  }

  private static String[] tokens(String pointer) {
    return pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1);
  }
}
