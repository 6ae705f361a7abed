package dev.vitrine.ledger.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON value (RFC 8259) of valid UTF-8 and nothing after it. A name that occurs twice in
 * an object, a lone surrogate, a number of more than {@value #MAX_NUMBER} characters and more than
 * {@value #MAX_DEPTH} levels are refused. What it builds is bounded by the length of the input,
 * which the caller has bounded.
 */
public final class JsonReader {
  /** The most levels of objects and arrays. */
  public static final int MAX_DEPTH = 32;

  /** The most characters of a number. */
  public static final int MAX_NUMBER = 40;

  private final String in;
  private int at;

  private JsonReader(String in) {
    this.in = in;
  }

  /**
   * Reads a value.
   *
   * @throws JsonException if the bytes are anything else
   */
  public static Json read(byte[] utf8) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new JsonException("not UTF-8");
    }
    JsonReader reader = new JsonReader(text);
    Json value = reader.value(0);
    reader.blanks();
    if (reader.at != text.length()) {
      throw reader.refused("something follows the value");
    }
    return value;
  }

  private Json value(int depth) {
    if (depth > MAX_DEPTH) {
      throw refused("more than " + MAX_DEPTH + " levels");
    }
    blanks();
    return switch (peek()) {
      case '{' -> members(depth);
      case '[' -> items(depth);
      case '"' -> new Json.Text(string());
      case 't' -> word("true", new Json.Bool(true));
      case 'f' -> word("false", new Json.Bool(false));
      case 'n' -> word("null", new Json.Nothing());
      default -> number();
    };
  }

  private Json members(int depth) {
    Map<String, Json> members = new LinkedHashMap<>();
    at++;
    blanks();
    if (peek() == '}') {
      at++;
      return new Json.Members(Map.of());
    }
    do {
      blanks();
      String name = string();
      blanks();
      expect(':');
      if (members.put(name, value(depth + 1)) != null) {
        throw refused("a name occurs twice in an object");
      }
    } while (more('}'));
    return new Json.Members(Collections.unmodifiableMap(members));
  }

  private Json items(int depth) {
    List<Json> items = new ArrayList<>();
    at++;
    blanks();
    if (peek() == ']') {
      at++;
      return new Json.Items(List.of());
    }
    do {
      items.add(value(depth + 1));
    } while (more(']'));
    return new Json.Items(Collections.unmodifiableList(items));
  }

  /** After an item: a comma, or the end. */
  private boolean more(char end) {
    blanks();
    if (peek() == ',') {
      at++;
      return true;
    }
    expect(end);
    return false;
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (peek() != '"') {
      char c = in.charAt(at++);
      if (c < ' ') {
        throw refused("a control character in a string");
      }
      out.append(c == '\\' ? escaped() : c);
    }
    at++;
    String text = out.toString();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw refused("a lone surrogate in a string");
    }
    return text;
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw refused("no such escape");
    };
  }

  private char unicode() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = peek() > 'f' ? -1 : Character.digit(peek(), 16);
      if (digit < 0) {
        throw refused("not four hexadecimal digits");
      }
      value = value << 4 | digit;
      at++;
    }
    return (char) value;
  }

  private Json number() {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (at < in.length() && in.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < in.length() && (in.charAt(at) == 'e' || in.charAt(at) == 'E')) {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
    if (at - start > MAX_NUMBER) {
      throw refused("a number of more than " + MAX_NUMBER + " characters");
    }
    return new Json.Numeral(in.substring(start, at));
  }

  private void digits() {
    int start = at;
    while (at < in.length() && in.charAt(at) >= '0' && in.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw refused("a value or digit was expected");
    }
  }

  private Json word(String word, Json value) {
    if (!in.startsWith(word, at)) {
      throw refused("no such word");
    }
    at += word.length();
    return value;
  }

  private void blanks() {
    while (at < in.length() && " \t\r\n".indexOf(in.charAt(at)) >= 0) {
      at++;
    }
  }

  private void expect(char c) {
    if (peek() != c) {
      throw refused("expected " + c);
    }
    at++;
  }

  private char peek() {
    if (at >= in.length()) {
      throw refused("the input ends early");
    }
    return in.charAt(at);
  }

  private JsonException refused(String why) {
    return new JsonException("JSON, character " + at + ": " + why);
  }
}
