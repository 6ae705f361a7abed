package dev.vitrine.adapters.gs1.xml;

import java.util.ArrayDeque;
import java.util.Deque;

/** XML being written: names and values as given, escaped where they must be. */
final class XmlOut {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();
  private boolean inTag;

  void declaration() {
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  }

  void start(String name) {
    closeTag();
    out.append('<').append(name);
    open.push(name);
    inTag = true;
  }

  /** Of the element just started. */
  void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"");
    escape(value, true);
    out.append('"');
  }

  void text(String text) {
    closeTag();
    escape(text, false);
  }

  void end() {
    String name = open.pop();
    if (inTag) {
      out.append("/>");
      inTag = false;
    } else {
      out.append("</").append(name).append('>');
    }
  }

  /** An element that holds text only. */
  void element(String name, String text) {
    start(name);
    if (!text.isEmpty()) {
      text(text);
    }
    end();
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void closeTag() {
    if (inTag) {
      out.append('>');
      inTag = false;
    }
  }

  /** A character that XML can't hold becomes U+FFFD. */
  private void escape(String text, boolean attribute) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '\r' -> out.append("&#13;");
        case '"', '\n', '\t' -> {
          if (attribute) {
            out.append("&#").append((int) c).append(';');
          } else {
            out.append(c);
          }
        }
        default -> out.append(Character.isSurrogate(c) || XmlChars.isChar(c) ? c : '\ufffd');
      }
    }
  }
}
