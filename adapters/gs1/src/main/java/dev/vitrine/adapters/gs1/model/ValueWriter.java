package dev.vitrine.adapters.gs1.model;

/** Writes {@link Value}s as JSON without white space, numbers as they were written. */
public final class ValueWriter {
  private static final String HEX = "0123456789abcdef";

  private ValueWriter() {}

  /** The value's JSON. */
  public static String write(Value value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  /** Appends the value's JSON. */
  public static void write(Value value, StringBuilder out) {
    if (value instanceof Value.Members object) {
      out.append('{');
      String comma = "";
      for (var member : object.members().entrySet()) {
        out.append(comma);
        string(member.getKey(), out);
        out.append(':');
        write(member.getValue(), out);
        comma = ",";
      }
      out.append('}');
    } else if (value instanceof Value.Items array) {
      out.append('[');
      String comma = "";
      for (Value item : array.items()) {
        out.append(comma);
        write(item, out);
        comma = ",";
      }
      out.append(']');
    } else if (value instanceof Value.Text text) {
      string(text.text(), out);
    } else if (value instanceof Value.Numeral number) {
      out.append(number.lexeme());
    } else if (value instanceof Value.Flag flag) {
      out.append(flag.value());
    } else {
      out.append("null");
    }
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
