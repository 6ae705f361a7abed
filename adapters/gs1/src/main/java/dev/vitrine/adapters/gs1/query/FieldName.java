package dev.vitrine.adapters.gs1.query;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.vocabulary.FixedNames;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The name of a field that EPCIS does not define, as a parameter's name gives it: {@code
 * prefix:local} with a prefix that the query declares, one that EPCIS's own context fixes, or any;
 * or {@code namespace#local}.
 *
 * @param written as the parameter has it
 * @param space the name space; null where the prefix is not declared: then names compare as written
 * @param local the part behind it
 */
record FieldName(String written, @Nullable String space, String local) {
  static @Nullable FieldName of(String written, Map<String, String> prefixes) {
    int hash = written.lastIndexOf('#');
    int colon = written.indexOf(':');
    if (colon < 1 || hash == written.length() - 1 || colon == written.length() - 1) {
      return null;
    }
    if (hash > 0) {
      return new FieldName(written, written.substring(0, hash), written.substring(hash + 1));
    }
    String local = written.substring(colon + 1);
    String prefix = written.substring(0, colon);
    String space = nameSpace(prefix, prefixes);
    if (space == null && written.startsWith("urn:")) {
      int last = written.lastIndexOf(':');
      return new FieldName(written, written.substring(0, last), written.substring(last + 1));
    }
    int slash = written.lastIndexOf('/');
    if (space == null && slash > colon && slash < written.length() - 1) {
      return new FieldName(written, written.substring(0, slash), written.substring(slash + 1));
    }
    return new FieldName(written, space, local);
  }

  /** Whether a member of that name in the event is the field. */
  boolean names(EpcisEvent event, String member) {
    if (space == null) {
      return member.equals(written);
    }
    int colon = member.indexOf(':');
    if (colon < 1 || !member.endsWith(local)) {
      return false;
    }
    String prefix = member.substring(0, colon);
    String held = nameSpace(prefix, event.prefixes());
    return held == null
        ? member.equals(written)
        : member.substring(colon + 1).equals(local) && bare(held).equals(bare(space));
  }

  private static @Nullable String nameSpace(String prefix, Map<String, String> declared) {
    String fixed = FixedNames.nameSpace(prefix);
    return fixed != null ? fixed : declared.get(prefix);
  }

  /** Name spaces are written with and without what joins a name to them. */
  private static String bare(String space) {
    int end = space.length();
    while (end > 0 && "/#:".indexOf(space.charAt(end - 1)) >= 0) {
      end--;
    }
    return space.substring(0, end);
  }
}
