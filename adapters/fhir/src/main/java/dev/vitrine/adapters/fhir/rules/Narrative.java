package dev.vitrine.adapters.fhir.rules;

import java.util.Locale;
import java.util.Set;

/** The part of R4's narrative rules (txt-1) that keeps active content out of a page. */
final class Narrative {
  private static final Set<String> FORBIDDEN =
      Set.of(
          "script",
          "form",
          "iframe",
          "frame",
          "frameset",
          "object",
          "embed",
          "applet",
          "base",
          "link",
          "head",
          "body",
          "html",
          "input",
          "button",
          "textarea",
          "select",
          "style",
          "meta");

  private Narrative() {}

  /** Whether it is a {@code div} without active content. */
  static boolean allowed(String xhtml) {
    int start = 0;
    while (start < xhtml.length() && xhtml.charAt(start) <= ' ') {
      start++;
    }
    if (!xhtml.startsWith("<div", start)) {
      return false;
    }
    int at = start;
    while (at >= 0 && at < xhtml.length()) {
      int end = tagEnd(xhtml, at);
      if (end < 0 || !tagAllowed(xhtml, at + 1, end)) {
        return false;
      }
      at = xhtml.indexOf('<', end);
    }
    return true;
  }

  /** Where the tag that opens at {@code open} closes, past quoted values; −1 where it does not. */
  private static int tagEnd(String xhtml, int open) {
    if (xhtml.startsWith("<!--", open)) {
      int end = xhtml.indexOf("-->", open + 4);
      return end < 0 ? -1 : end + 2;
    }
    char quote = 0;
    for (int i = open + 1; i < xhtml.length(); i++) {
      char c = xhtml.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i;
      }
    }
    return -1;
  }

  private static boolean tagAllowed(String xhtml, int from, int end) {
    int at = from;
    while (at < end && Character.isLetterOrDigit(xhtml.charAt(at))) {
      at++;
    }
    if (FORBIDDEN.contains(xhtml.substring(from, at).toLowerCase(Locale.ROOT))) {
      return false;
    }
    char quote = 0;
    for (; at < end; at++) {
      char c = xhtml.charAt(at);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if ((c == 'o' || c == 'O')
          && xhtml.charAt(at - 1) <= ' '
          && at + 1 < end
          && (xhtml.charAt(at + 1) | 0x20) == 'n') {
        return false;
      }
    }
    return true;
  }
}
