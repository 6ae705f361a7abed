package dev.vitrine.ledger.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes a JSON value (RFC 8259) without blanks. */
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder();

  private JsonWriter() {}

  /** The value in UTF-8. */
  public static byte[] bytes(Json value) {
    JsonWriter writer = new JsonWriter();
    writer.value(value);
    return writer.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(Json value) {
    if (value instanceof Json.Members object) {
      char before = '{';
      for (Map.Entry<String, Json> member : object.members().entrySet()) {
        out.append(before);
        string(member.getKey());
        out.append(':');
        value(member.getValue());
        before = ',';
      }
      out.append(before == '{' ? "{}" : "}");
    } else if (value instanceof Json.Items array) {
      char before = '[';
      for (Json item : array.items()) {
        out.append(before);
        value(item);
        before = ',';
      }
      out.append(before == '[' ? "[]" : "]");
    } else if (value instanceof Json.Text text) {
      string(text.value());
    } else if (value instanceof Json.Numeral number) {
      out.append(number.spelling());
    } else if (value instanceof Json.Bool bool) {
      out.append(bool.value());
    } else {
      out.append("null");
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
