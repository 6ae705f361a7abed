package dev.vitrine.adapters.gs1.identifier;

import org.jspecify.annotations.Nullable;

/**
 * Constrained GS1 Digital Link URIs: those that CBV 2.0 allows in events. They say what an EPC URI
 * can say and no more, in one way: any host and path of the owner, then primary key and finest
 * qualifier.
 */
public final class ConstrainedLink {
  /** Why a URI is not a constrained link. */
  public enum Fault {
    /** It is no Digital Link, or none with well-formed keys; a compressed one is none either. */
    NO_LINK,
    /** It has a query. */
    QUERY,
    /** It has a fragment. */
    FRAGMENT,
    /** A slash ends it. */
    TRAILING_SLASH,
    /** It names the consumer product variant, which no EPC URI does. */
    VARIANT,
    /** It names the lot beside the serial number: only the finest level may stand. */
    LOT_BESIDE_SERIAL,
    /** The Tag Data Standard has no EPC URI for these keys. */
    NO_EPC_FORM,
    /** A key is named by a word and not by its Application Identifier. */
    SHORT_NAME,
    /** A GTIN has fewer than 14 digits. */
    GTIN_LENGTH,
    /** A reserved character stands unescaped, or a plain one is escaped. */
    ESCAPING
  }

  private ConstrainedLink() {}

  /** What is wrong with {@code uri} first; null where it is a constrained link. */
  public static @Nullable Fault fault(String uri) {
    if (uri.length() > Gs1Identifier.MAX_CHARS || !LinkReader.isWeb(uri)) {
      return Fault.NO_LINK;
    }
    LinkReader reader = LinkReader.of(uri);
    if (reader == null || !(reader.read() instanceof Gs1Identifier id)) {
      return Fault.NO_LINK;
    }
    if (reader.pathEnd() < uri.length()) {
      return uri.charAt(reader.pathEnd()) == '?' ? Fault.QUERY : Fault.FRAGMENT;
    }
    if (uri.endsWith("/")) {
      return Fault.TRAILING_SLASH;
    }
    if (id.has(Qualifier.VARIANT)) {
      return Fault.VARIANT;
    }
    if (id.has(Qualifier.LOT) && id.has(Qualifier.SERIAL)) {
      return Fault.LOT_BESIDE_SERIAL;
    }
    if (id.scheme() == null) {
      return Fault.NO_EPC_FORM;
    }
    return written(uri, reader.stemEnd(), id.link(""));
  }

  /** Compares what stands in {@code uri} with how the same is written by the rules. */
  private static @Nullable Fault written(String uri, int from, String right) {
    if (sameButForCaseOfEscapes(uri, from, right)) {
      return null;
    }
    String[] parts = uri.substring(from + 1).split("/", -1);
    String[] rights = right.substring(1).split("/", -1);
    for (int i = 0; i < parts.length; i += 2) {
      if (!parts[i].equals(rights[i])) {
        return Fault.SHORT_NAME;
      }
    }
    boolean gtin = parts[0].equals(PrimaryKey.GTIN.ai());
    return gtin && parts[1].length() < rights[1].length() ? Fault.GTIN_LENGTH : Fault.ESCAPING;
  }

  private static boolean sameButForCaseOfEscapes(String uri, int from, String right) {
    if (uri.length() - from != right.length()) {
      return false;
    }
    int escaped = 0;
    for (int i = 0; i < right.length(); i++) {
      char c = uri.charAt(from + i);
      if (escaped > 0) {
        escaped--;
        c = Character.toUpperCase(c);
      } else if (c == '%') {
        escaped = 2;
      }
      if (c != right.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
