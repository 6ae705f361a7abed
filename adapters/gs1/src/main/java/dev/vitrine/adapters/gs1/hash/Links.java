package dev.vitrine.adapters.gs1.hash;

import dev.vitrine.adapters.gs1.identifier.Gs1Identifier;

/** GS1 identifiers as constrained canonical Digital Links, as the event hash writes them. */
final class Links {
  /** What the reference implementation escapes of the characters keys may hold. */
  private static final String ESCAPED = "!()*+,:\"%&/<>?#";

  private Links() {}

  /** The canonical Digital Link of a GS1 identifier in any form; anything else as it is. */
  static String canonical(String uri) {
    if (!uri.startsWith("urn:epc:") && !uri.startsWith("http")) {
      return uri;
    }
    if (!(Gs1Identifier.parse(uri) instanceof Gs1Identifier identifier)) {
      return uri;
    }
    String link = identifier.canonicalLink();
    return link.indexOf('%') < 0 ? link : unescaped(link);
  }

  /** As the reference has it, which leaves any Digital Link with an escape as it is. */
  static String asReferenceHas(String uri) {
    int query = uri.indexOf('?');
    String path = query < 0 ? uri : uri.substring(0, query);
    return uri.startsWith("http") && path.indexOf('%') >= 0 ? uri : canonical(uri);
  }

  /**
   * Takes back escapes of characters that a Digital Link need not escape (URI Syntax 1.2, table
   * 7-1) and that neither implementation escapes.
   */
  private static String unescaped(String link) {
    StringBuilder out = new StringBuilder(link.length());
    for (int i = 0; i < link.length(); i++) {
      char c = link.charAt(i);
      if (c == '%' && i + 2 < link.length()) {
        int high = Character.digit(link.charAt(i + 1), 16);
        int low = Character.digit(link.charAt(i + 2), 16);
        int code = high < 0 || low < 0 ? '%' : high * 16 + low;
        if (code > ' ' && code < 0x7f && ESCAPED.indexOf(code) < 0) {
          out.append((char) code);
          i += 2;
          continue;
        }
      }
      out.append(c);
    }
    return out.toString();
  }
}
