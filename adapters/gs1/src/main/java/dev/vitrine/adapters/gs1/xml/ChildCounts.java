package dev.vitrine.adapters.gs1.xml;

import java.util.HashMap;
import java.util.Map;

/** How many children of each name there have been. */
final class ChildCounts {
  private final Map<String, Integer> counts = new HashMap<>();

  /** The next one's position, as XPath writes it. */
  String position(String name) {
    return "[" + counts.merge(name, 1, Integer::sum) + "]";
  }
}
