package dev.vitrine.adapters.gs1.identifier;

import dev.vitrine.adapters.gs1.identifier.Gs1Identifier.Element;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads GS1 keys off the end of a link's path. From the right, segments are taken in pairs of
 * Application Identifier and value for as long as they are qualifiers; the first primary key ends
 * it, and what stands before that is the owner's own path (URI Syntax).
 */
final class LinkReader {
  /** More qualifiers than any key takes. */
  private static final int MAX_PAIRS = 5;

  private final String uri;
  private final int pathFrom;
  private final int pathEnd;
  private int stemEnd;

  private LinkReader(String uri, int pathFrom, int pathEnd) {
    this.uri = uri;
    this.pathFrom = pathFrom;
    this.pathEnd = pathEnd;
  }

  static boolean isWeb(String text) {
    return text.startsWith("https://") || text.startsWith("http://");
  }

  static Parsed read(String uri) {
    LinkReader reader = of(uri);
    return reader == null ? NotIdentifier.of(Reason.OTHER_URI) : reader.read();
  }

  /** A reader of the path of {@code uri}, which has a scheme; null where it has no path. */
  static @Nullable LinkReader of(String uri) {
    int host = uri.indexOf("//") + 2;
    int path = uri.indexOf('/', host);
    int end = pathEnd(uri, host);
    return path <= host || path + 1 >= end ? null : new LinkReader(uri, path, end);
  }

  static int pathEnd(String uri, int from) {
    for (int i = from; i < uri.length(); i++) {
      char c = uri.charAt(i);
      if (c == '?' || c == '#') {
        return i;
      }
    }
    return uri.length();
  }

  /** Where scheme, host and the owner's own path end; known once {@link #read()} found a key. */
  int stemEnd() {
    return stemEnd;
  }

  /** Where the path ends, and a query or a fragment may start. */
  int pathEnd() {
    return pathEnd;
  }

  Parsed read() {
    int end = uri.charAt(pathEnd - 1) == '/' ? pathEnd - 1 : pathEnd;
    List<Element> found = List.of();
    for (int pair = 0; pair < MAX_PAIRS; pair++) {
      int valueSlash = uri.lastIndexOf('/', end - 1);
      int keySlash = valueSlash <= pathFrom ? -1 : uri.lastIndexOf('/', valueSlash - 1);
      if (keySlash < pathFrom) {
        return NotIdentifier.of(Reason.OTHER_URI);
      }
      PrimaryKey key = PrimaryKey.named(uri, keySlash + 1, valueSlash);
      if (key != null) {
        stemEnd = keySlash;
        return key(key, valueSlash + 1, end, found);
      }
      Qualifier qualifier = Qualifier.named(uri, keySlash + 1, valueSlash);
      if (qualifier == null) {
        return NotIdentifier.of(Reason.OTHER_URI);
      }
      String value =
          Characters.decoded(uri, valueSlash + 1, end, Characters.PLAIN_IN_PATH, qualifier.set());
      if (value == null) {
        return NotIdentifier.of(Reason.CHARACTER);
      }
      Reason fault = qualifier.fault(value);
      if (fault != null) {
        return NotIdentifier.of(fault);
      }
      Element element = new Element(qualifier, value);
      if (found.isEmpty()) {
        found = List.of(element);
      } else {
        found = new ArrayList<>(found);
        found.add(0, element);
      }
      end = keySlash;
    }
    return NotIdentifier.of(Reason.OTHER_URI);
  }

  private Parsed key(PrimaryKey key, int from, int to, List<Element> qualifiers) {
    String value = Characters.decoded(uri, from, to, Characters.PLAIN_IN_PATH, key.set());
    if (value == null) {
      return NotIdentifier.of(Reason.CHARACTER);
    }
    if (key == PrimaryKey.GTIN) {
      value = padded(value);
    }
    Reason fault = key.fault(value);
    if (fault == null && !inOrder(key, qualifiers)) {
      fault = Reason.QUALIFIER;
    }
    return fault == null
        ? new Gs1Identifier(key, value, Collections.unmodifiableList(qualifiers), 0)
        : NotIdentifier.of(fault);
  }

  /** Older links have GTINs of 8, 12 or 13 digits. */
  private static String padded(String digits) {
    return switch (digits.length()) {
      case 8 -> "000000".concat(digits);
      case 12 -> "00".concat(digits);
      case 13 -> "0".concat(digits);
      default -> digits;
    };
  }

  /** Whether {@code key} takes these qualifiers, in this order, and none twice. */
  static boolean inOrder(PrimaryKey key, List<Element> qualifiers) {
    int last = -1;
    for (Element element : qualifiers) {
      int at = key.qualifiers().indexOf(element.qualifier());
      boolean alone =
          element.qualifier() == Qualifier.THIRD_PARTY_SERIAL
              || element.qualifier() == Qualifier.UIC_EXTENSION;
      if (at <= last || (alone && qualifiers.size() > 1)) {
        return false;
      }
      last = at;
    }
    return true;
  }
}
