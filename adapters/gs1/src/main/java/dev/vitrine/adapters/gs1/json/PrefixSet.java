package dev.vitrine.adapters.gs1.json;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** The prefixes of names as {@code prefix:local} that a document part has shown, each once. */
public final class PrefixSet {
  private final Set<String> prefixes = new HashSet<>();
  private String last = "";

  PrefixSet() {}

  /** Takes down the prefix of {@code name}, if it has one and is no whole URI. */
  void add(String name) {
    int colon = name.indexOf(':');
    if (colon < 1
        || name.startsWith("//", colon + 1)
        || name.startsWith("urn:")
        || (colon == last.length() && name.startsWith(last))) {
      return;
    }
    last = name.substring(0, colon);
    prefixes.add(last);
  }

  /** All of them. */
  public Set<String> all() {
    return Collections.unmodifiableSet(prefixes);
  }
}
