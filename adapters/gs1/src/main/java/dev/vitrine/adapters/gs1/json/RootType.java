package dev.vitrine.adapters.gs1.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Looks ahead for the root object's {@code type}, which decides how a document is read and may
 * stand anywhere in it. Usually among the first members, so this costs next to nothing.
 */
public final class RootType {
  private RootType() {}

  /** The type, or null where there is none to be found; then reading will say what is wrong. */
  public static @Nullable String of(byte[] body) {
    if (Utf8.firstInvalid(body, Utf8.start(body)) >= 0) {
      return null;
    }
    try (JsonParser parser = StrictJson.parser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = "type".equals(parser.currentName());
        JsonToken value = parser.nextToken();
        if (found) {
          return value == JsonToken.VALUE_STRING ? parser.getText() : null;
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }
}
