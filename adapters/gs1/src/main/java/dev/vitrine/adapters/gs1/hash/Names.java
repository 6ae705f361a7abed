package dev.vitrine.adapters.gs1.hash;

import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.adapters.gs1.vocabulary.FixedNames;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expands prefixes of names and values: those a document declares, and those EPCIS fixes. */
final class Names {
  /** The name space of CBV master data, as XML has it. */
  static final String MASTER_DATA = "urn:epcglobal:cbv:mda";

  private final Map<String, String> declared;
  private long expanded;

  Names(Map<String, String> declared) {
    this.declared = declared;
  }

  /** Appends {@code {name space}local}, or the name as it is where its prefix is unknown. */
  void append(StringBuilder out, String name) {
    int colon = name.indexOf(':');
    String space = colon < 1 ? null : space(name, colon);
    if (space == null || overdrawn(space)) {
      out.append(name);
      return;
    }
    // one name space with several spellings: XML has the shortest, the JSON-LD context a colon
    boolean masterData = space.equals(MASTER_DATA + ':') || space.equals(MASTER_DATA + '#');
    String full = masterData ? MASTER_DATA : space;
    out.append('{').append(full).append('}').append(name, colon + 1, name.length());
  }

  /** A compact URI as a whole one; anything else as it is. */
  String value(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || text.startsWith("//", colon + 1)) {
      return text;
    }
    String space = space(text, colon);
    return space == null || overdrawn(space) ? text : space + text.substring(colon + 1);
  }

  /**
   * How many characters of name spaces were written; beyond {@link EpcisLimits#EXPANDED_CHARS}
   * prefixes were left as they are.
   */
  long expanded() {
    return expanded;
  }

  private boolean overdrawn(String space) {
    expanded += space.length();
    return expanded > EpcisLimits.EXPANDED_CHARS;
  }

  private @Nullable String space(String text, int colon) {
    // the most frequent schemes, which nobody may take as prefixes
    if (text.startsWith("urn:") || text.startsWith("https:") || text.startsWith("http:")) {
      return null;
    }
    String prefix = text.substring(0, colon);
    String fixed = FixedNames.nameSpace(prefix);
    return fixed == null ? declared.get(prefix) : fixed;
  }
}
