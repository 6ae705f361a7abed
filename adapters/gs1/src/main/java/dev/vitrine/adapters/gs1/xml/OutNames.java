package dev.vitrine.adapters.gs1.xml;

import dev.vitrine.adapters.gs1.vocabulary.FixedNames;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names of members as names of elements and attributes, and the name spaces that these need.
 *
 * <ul>
 *   <li>{@code prefix:local} stays. A prefix that is declared nowhere gets name space {@code
 *       urn:undeclared:} with the prefix, as XML has no names without one.
 *   <li>A whole URI is divided after its last {@code /}, {@code #} or {@code :}, and gets a prefix
 *       {@code ns1}, {@code ns2} …
 *   <li>What can't stand in a name is written {@code _xHHHH_}, as SQL/XML does it.
 * </ul>
 */
final class OutNames {
  private static final String UNDECLARED = "urn:undeclared:";

  private final Map<String, String> declared;
  private final Map<String, String> used = new TreeMap<>();
  private final Map<String, String> given = new HashMap<>();

  /**
   * @param declared the event's own prefixes
   */
  OutNames(Map<String, String> declared) {
    this.declared = declared;
    declared.forEach((prefix, space) -> use(prefix(prefix), space));
  }

  /** The name to write; its prefix is taken down. */
  String of(String member) {
    int colon = member.indexOf(':');
    if (colon < 1) {
      return escaped(member);
    }
    String prefix = member.substring(0, colon);
    String local = member.substring(colon + 1);
    boolean whole = local.startsWith("//") || prefix.equals("urn");
    if (!whole) {
      if (prefix.equals("xml")) {
        return "xml:" + escaped(local);
      }
      String written = prefix(prefix);
      use(written, space(prefix));
      return written + ':' + escaped(local);
    }
    int cut = 1 + Math.max(member.lastIndexOf('/'), member.lastIndexOf('#'));
    cut = Math.max(cut, 1 + member.lastIndexOf(':'));
    if (cut == member.length()) {
      cut = colon + 1;
    }
    String space = member.substring(0, cut);
    String own = given.computeIfAbsent(space, any -> freePrefix());
    use(own, space);
    return own + ':' + escaped(member.substring(cut));
  }

  /** What must be declared for the names so far, by prefix. */
  Map<String, String> used() {
    return used;
  }

  private void use(String prefix, String space) {
    used.putIfAbsent(prefix, space);
  }

  private String space(String prefix) {
    if (prefix.equals("cbvmda")) {
      return "urn:epcglobal:cbv:mda";
    }
    String fixed = FixedNames.nameSpace(prefix);
    if (fixed != null) {
      return fixed;
    }
    return declared.getOrDefault(prefix, UNDECLARED + prefix);
  }

  /** Prefixes that mean something else in XML get an underscore before them. */
  private static String prefix(String prefix) {
    boolean reserved =
        prefix.regionMatches(true, 0, "xml", 0, 3)
            || prefix.equals("xsi")
            || prefix.equals("epcis");
    return (reserved ? "_" : "") + escaped(prefix);
  }

  private String freePrefix() {
    int number = 1;
    while (used.containsKey("ns" + number) || declared.containsKey("ns" + number)) {
      number++;
    }
    return "ns" + number;
  }

  private static String escaped(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      boolean good = i == 0 ? XmlChars.startsName(c) : XmlChars.inName(c);
      if (good) {
        out.appendCodePoint(c);
      } else {
        out.append("_x").append(hex(c)).append('_');
      }
      i += Character.charCount(c);
    }
    return out.length() == 0 ? "_x0000_" : out.toString();
  }

  private static String hex(int c) {
    String digits = Integer.toHexString(c);
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }
}
