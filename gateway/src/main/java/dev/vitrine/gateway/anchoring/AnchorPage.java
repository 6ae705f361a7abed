package dev.vitrine.gateway.anchoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pages of anchors: plain HTML without script or style of its own. Every text in them is
 * escaped, whoever it is from.
 */
final class AnchorPage {
  private AnchorPage() {}

  static String list(AnchorsView view) {
    StringBuilder page = head("Anchors");
    page.append("<table><caption>Ledgers</caption>");
    row(page, "th", "ledger", "kind", "published", "anchored", "lag in seconds", "alarm");
    for (AnchorsView.Ledger ledger : view.ledgers()) {
      row(
          page,
          "td",
          ledger.name(),
          ledger.kind(),
          Long.toString(ledger.published()),
          Long.toString(ledger.anchored()),
          Long.toString(ledger.lagSeconds()),
          ledger.alarm() ? "yes" : "no");
    }
    page.append("</table>\n<table><caption>Anchors</caption>");
    row(page, "th", "ledger", "size", "root", "state", "changed");
    for (AnchorView anchor : view.anchors()) {
      page.append("<tr><td>")
          .append(escaped(anchor.ledger()))
          .append("</td><td><a href=\"/anchors/");
      page.append(escaped(anchor.id())).append("\">").append(anchor.size()).append("</a></td>");
      for (String cell : List.of(anchor.root(), anchor.state(), anchor.changed())) {
        page.append("<td>").append(escaped(cell)).append("</td>");
      }
      page.append("</tr>\n");
    }
    page.append("</table>\n");
    if (view.next() != null) {
      page.append("<p><a href=\"").append(escaped(view.next())).append("\">older</a></p>\n");
    }
    return page.append("</body></html>\n").toString();
  }

  static String one(AnchorView anchor) {
    StringBuilder page = head("Anchor in " + anchor.ledger());
    page.append("<table>");
    pair(page, "ledger", anchor.ledger());
    pair(page, "state", anchor.state());
    pair(page, "log", anchor.origin());
    pair(page, "size", Long.toString(anchor.size()));
    pair(page, "root", anchor.root());
    pair(page, "submission", anchor.submission());
    pair(page, "chosen", anchor.chosen());
    pair(page, "changed", anchor.changed());
    pair(page, "evidence", anchor.mediaType());
    page.append("</table>\n");
    if (anchor.checkpoint() != null) {
      page.append("<pre>").append(escaped(anchor.checkpoint())).append("</pre>\n");
    }
    if (anchor.evidence() != null) {
      page.append("<p><a href=\"/anchors/")
          .append(escaped(anchor.id()))
          .append("/evidence\">evidence</a></p>\n");
    }
    return page.append("<p><a href=\"/anchors\">all anchors</a></p></body></html>\n").toString();
  }

  /** Text that can stand in an element and in a quoted attribute. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  private static StringBuilder head(String title) {
    return new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<title>")
        .append(escaped(title))
        .append("</title></head><body>\n<h1>")
        .append(escaped(title))
        .append("</h1>\n");
  }

  private static void row(StringBuilder page, String tag, String... cells) {
    page.append("<tr>");
    for (String cell : cells) {
      page.append('<').append(tag).append('>').append(escaped(cell));
      page.append("</").append(tag).append('>');
    }
    page.append("</tr>\n");
  }

  private static void pair(StringBuilder page, String name, @Nullable String value) {
    if (value != null) {
      page.append("<tr><th scope=\"row\">").append(escaped(name)).append("</th><td>");
      page.append(escaped(value)).append("</td></tr>\n");
    }
  }
}
