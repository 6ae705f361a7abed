package dev.vitrine.adapters.fhir.rules;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The codes of a value set with a required binding, by the systems they are of. */
public final class CodeSet {
  /** As many codes as a remedy lists. */
  private static final int LISTED = 24;

  private final String url;
  private final Map<String, Set<String>> systems;
  private final Set<String> codes;
  private final String listed;

  CodeSet(String url, Map<String, Set<String>> systems) {
    this.url = url.indexOf('|') < 0 ? url : url.substring(0, url.indexOf('|'));
    this.systems = Map.copyOf(systems);
    TreeSet<String> all = new TreeSet<>();
    systems.values().forEach(all::addAll);
    codes = Set.copyOf(all);
    listed = all.size() <= LISTED ? String.join(", ", all) : "the codes of " + this.url;
  }

  /** The value set's canonical URL, without a version. */
  public String url() {
    return url;
  }

  /** The codes by the systems they are of. */
  public Map<String, Set<String>> systems() {
    return systems;
  }

  /** Whether this is a code of any of the systems. */
  public boolean contains(String code) {
    return codes.contains(code);
  }

  /** Whether this is a code of this system. */
  public boolean contains(String system, String code) {
    Set<String> own = systems.get(system);
    return own != null && own.contains(code);
  }

  /** The codes as a text, or where they are many the value set's URL. */
  String listed() {
    return listed;
  }
}
