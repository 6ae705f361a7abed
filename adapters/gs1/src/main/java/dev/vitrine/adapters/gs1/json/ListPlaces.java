package dev.vitrine.adapters.gs1.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the objects of a list stand in a document's bytes. Only finds them: whether the
 * document is a good one is for reading it to say.
 *
 * @param pointer of the list
 * @param places where each object starts and ends
 */
public record ListPlaces(String pointer, List<int[]> places) {
  /**
   * The list at a path of members.
   *
   * @param most objects
   * @return empty where it is not there, empty, longer, or holds anything but objects
   */
  public static Optional<ListPlaces> find(byte[] body, List<String> path, int most) {
    int from = Utf8.start(body);
    if (Utf8.firstInvalid(body, from) >= 0) {
      return Optional.empty();
    }
    try (JsonParser parser = StrictJson.parser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      for (int depth = 0; depth < path.size(); depth++) {
        boolean last = depth == path.size() - 1;
        JsonToken found = member(parser, path.get(depth));
        if (found != (last ? JsonToken.START_ARRAY : JsonToken.START_OBJECT)) {
          return Optional.empty();
        }
      }
      List<int[]> places = new ArrayList<>();
      while (parser.nextToken() == JsonToken.START_OBJECT && places.size() < most) {
        int start = from + (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        places.add(new int[] {start, from + (int) parser.currentLocation().getByteOffset()});
      }
      return parser.currentToken() == JsonToken.END_ARRAY && !places.isEmpty()
          ? Optional.of(new ListPlaces('/' + String.join("/", path), places))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Moves to the value of a member of the object that was just opened. */
  private static @Nullable JsonToken member(JsonParser parser, String name) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(name);
      JsonToken value = parser.nextToken();
      if (found) {
        return value;
      }
      parser.skipChildren();
    }
    return null;
  }
}
