package dev.vitrine.proofs.internal.jsonld;

import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads JSON objects (RFC 8259) of at most {@link #MAX_BYTES} bytes and {@link #MAX_DEPTH} levels.
 * A name that occurs twice in an object is refused, for what one reader takes another overlooks.
 */
public final class StrictJson {
  /** The longest text in bytes of UTF-8. */
  public static final int MAX_BYTES = 1 << 20;

  /** The most levels of objects and arrays. */
  public static final int MAX_DEPTH = 32;

  /** Makes JSON values. */
  public static final JsonProvider PROVIDER = JsonProvider.provider();

  private static final JsonReaderFactory READERS =
      PROVIDER.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  /** A number of few digits, so that nobody can ask for a gigabyte of them. */
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,32}(\\.[0-9]{1,32})?([eE][+-]?[0-9]{1,3})?");

  private StrictJson() {}

  /** Reads one object. */
  public static JsonObject object(byte[] utf8) throws JsonLdException {
    if (utf8.length > MAX_BYTES) {
      throw new JsonLdException("longer than " + MAX_BYTES + " bytes");
    }
    try {
      return object(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw new JsonLdException("not UTF-8");
    }
  }

  /** Reads one object. */
  public static JsonObject object(String text) throws JsonLdException {
    checkNesting(text);
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (JsonParsingException e) {
      throw new JsonLdException("not a JSON object: error at character " + offset(e));
    } catch (JsonException | IllegalStateException | NumberFormatException e) {
      throw new JsonLdException("not a JSON object, or one with a name that occurs twice");
    }
  }

  /** An object's text, its members in their order. */
  public static byte[] bytes(JsonObject object) {
    return object.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A member that has to be a text of at most {@code max} characters. */
  public static String text(JsonObject object, String name, int max) throws JsonLdException {
    JsonValue value = object.get(name);
    if (!(value instanceof jakarta.json.JsonString string) || string.getString().length() > max) {
      throw new JsonLdException(name + " is not a text of at most " + max + " characters");
    }
    return string.getString();
  }

  /** A member that has to be an object. */
  public static JsonObject object(JsonObject object, String name) throws JsonLdException {
    if (object.get(name) instanceof JsonObject member) {
      return member;
    }
    throw new JsonLdException(name + " is not an object");
  }

  /** A member that has to be an array. */
  public static JsonArray array(JsonObject object, String name) throws JsonLdException {
    if (object.get(name) instanceof JsonArray member) {
      return member;
    }
    throw new JsonLdException(name + " is not an array");
  }

  private static long offset(JsonParsingException e) {
    return e.getLocation() == null ? -1 : e.getLocation().getStreamOffset();
  }

  /** Before parsing, so that no recursion can run deep; and that nothing follows the object. */
  private static void checkNesting(String text) throws JsonLdException {
    if (text.length() > MAX_BYTES) {
      throw new JsonLdException("longer than " + MAX_BYTES + " characters");
    }
    int depth = 0;
    boolean inText = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inText) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          inText = false;
        }
      } else if (c == '"') {
        inText = true;
      } else if (c == '-' || (c >= '0' && c <= '9')) {
        i = endOfNumber(text, i) - 1;
      } else if (c == '{' || c == '[') {
        depth++;
        if (depth > MAX_DEPTH) {
          throw new JsonLdException("more than " + MAX_DEPTH + " levels at character " + i);
        }
      } else if (c == '}' || c == ']') {
        depth--;
        if (depth == 0 && !text.substring(i + 1).matches("[ \\t\\r\\n]*")) {
          throw new JsonLdException("something follows the object at character " + (i + 1));
        }
      }
    }
  }

  private static int endOfNumber(String text, int start) throws JsonLdException {
    int end = start;
    while (end < text.length() && "0123456789+-.eE".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    if (!NUMBER.matcher(text).region(start, end).matches()) {
      throw new JsonLdException("not a number of few digits at character " + start);
    }
    return end;
  }
}
