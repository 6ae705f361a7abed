package dev.vitrine.gateway.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vitrine.adapters.gs1.EpcisLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of a document stand in its bytes. Only finds them: whether they are events, and
 * whether the document is one, is the adapter's to say.
 */
final class EpcisSlices {
  private static final JsonFactory JSON = new JsonFactory();
  private static final List<List<String>> LISTS =
      List.of(
          List.of("epcisBody", "eventList"),
          List.of("epcisBody", "queryResults", "resultsBody", "eventList"));

  private final byte[] document;
  private final String list;
  private final List<int[]> places;

  private EpcisSlices(byte[] document, String list, List<int[]> places) {
    this.document = document;
    this.list = list;
    this.places = places;
  }

  /** Empty if the document is not JSON with one list of objects where its events should be. */
  static Optional<EpcisSlices> of(byte[] document) {
    for (List<String> path : LISTS) {
      List<int[]> places = places(document, path);
      if (places != null && !places.isEmpty()) {
        return Optional.of(new EpcisSlices(document, "/" + String.join("/", path), places));
      }
    }
    return Optional.empty();
  }

  int count() {
    return places.size();
  }

  /** The bytes of one event. */
  byte[] event(int index) {
    int[] place = places.get(index);
    return Arrays.copyOfRange(document, place[0], place[1]);
  }

  /** The JSON Pointer of one event. */
  String pointer(int index) {
    return list + "/" + index;
  }

  /** The document without some of its events; not all of them. */
  byte[] without(BitSet rejected) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(document.length);
    out.write(document, 0, places.get(0)[0]);
    boolean first = true;
    for (int i = rejected.nextClearBit(0); i < places.size(); i = rejected.nextClearBit(i + 1)) {
      if (!first) {
        out.write(',');
      }
      first = false;
      int[] place = places.get(i);
      out.write(document, place[0], place[1] - place[0]);
    }
    int end = places.get(places.size() - 1)[1];
    out.write(document, end, document.length - end);
    return out.toByteArray();
  }

  private static @Nullable List<int[]> places(byte[] document, List<String> path) {
    try (JsonParser parser = JSON.createParser(document)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      for (int depth = 0; depth < path.size(); depth++) {
        boolean last = depth == path.size() - 1;
        JsonToken found = member(parser, path.get(depth));
        if (found != (last ? JsonToken.START_ARRAY : JsonToken.START_OBJECT)) {
          return null;
        }
      }
      List<int[]> places = new ArrayList<>();
      while (parser.nextToken() == JsonToken.START_OBJECT && places.size() < EpcisLimits.EVENTS) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        if (start < 0 || document[start] != '{' || document[end - 1] != '}') {
          return null;
        }
        places.add(new int[] {start, end});
      }
      return parser.currentToken() == JsonToken.END_ARRAY ? places : null;
    } catch (IOException e) {
      return null;
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
