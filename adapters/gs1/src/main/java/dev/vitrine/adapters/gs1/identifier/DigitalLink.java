package dev.vitrine.adapters.gs1.identifier;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A GS1 Digital Link URI with all there is to it: where it leads, what it identifies, and what its
 * query says beside that (URI Syntax). Immutable.
 *
 * @param stem scheme, host and path before the first Application Identifier
 * @param identifier primary key and qualifiers
 * @param attributes the query's parameters in order; values of Application Identifiers unescaped,
 *     others as they were written
 */
public record DigitalLink(String stem, Gs1Identifier identifier, List<Attribute> attributes) {
  /** Parameters of one link. */
  static final int MAX_ATTRIBUTES = 64;

  /**
   * A parameter of the query.
   *
   * @param name an Application Identifier, or a word of the owner's own
   * @param value of the format the Application Identifier asks for
   */
  public record Attribute(String name, String value) {
    /** Whether the name is an Application Identifier. */
    public boolean isGs1() {
      return ApplicationIdentifiers.formatOf(name) != null;
    }
  }

  /** Keeps a copy of the list. */
  public DigitalLink {
    attributes = List.copyOf(attributes);
  }

  /**
   * Reads a link that is not compressed; null where {@code uri} is none, or a parameter that is an
   * Application Identifier has a value not of its format. A fragment is left out.
   */
  public static @Nullable DigitalLink of(String uri) {
    if (uri.length() > Gs1Identifier.MAX_CHARS || !LinkReader.isWeb(uri)) {
      return null;
    }
    LinkReader reader = LinkReader.of(uri);
    if (reader == null || !(reader.read() instanceof Gs1Identifier id)) {
      return null;
    }
    List<Attribute> attributes = query(uri, reader.pathEnd());
    return attributes == null
        ? null
        : new DigitalLink(uri.substring(0, reader.stemEnd()), id, attributes);
  }

  /** The parameters of the query that starts at {@code from}, if one does. */
  static @Nullable List<Attribute> query(String uri, int from) {
    if (from >= uri.length() || uri.charAt(from) != '?') {
      return List.of();
    }
    int fragment = uri.indexOf('#', from);
    int end = fragment < 0 ? uri.length() : fragment;
    List<Attribute> attributes = new ArrayList<>();
    int start = from + 1;
    while (start < end) {
      int stop = start;
      while (stop < end && uri.charAt(stop) != '&' && uri.charAt(stop) != ';') {
        stop++;
      }
      if (stop > start) {
        Attribute attribute = attribute(uri, start, stop);
        if (attribute == null || attributes.size() == MAX_ATTRIBUTES) {
          return null;
        }
        attributes.add(attribute);
      }
      start = stop + 1;
    }
    return attributes;
  }

  private static @Nullable Attribute attribute(String uri, int from, int to) {
    int equals = uri.indexOf('=', from);
    if (equals < 0 || equals > to) {
      equals = to;
    }
    String name = longName(uri.substring(from, equals));
    boolean gs1 = ApplicationIdentifiers.formatOf(name) != null;
    int start = Math.min(equals + 1, to);
    if (!gs1) {
      return new Attribute(name, uri.substring(start, to));
    }
    String value = Characters.decoded(uri, start, to, Characters.PLAIN_IN_PATH, Characters.ANY_GS1);
    return value != null && ApplicationIdentifiers.fits(name, value)
        ? new Attribute(name, value)
        : null;
  }

  private static String longName(String name) {
    return switch (name) {
      case "exp" -> "17";
      case "expdt" -> "7003";
      default -> name;
    };
  }

  /** The value of the first parameter of this name, or null. */
  public @Nullable String attribute(String name) {
    for (Attribute attribute : attributes) {
      if (attribute.name().equals(name)) {
        return attribute.value();
      }
    }
    return null;
  }

  /** The link, with Application Identifiers in digits. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(identifier.link(stem));
    appendQuery(out, attributes);
    return out.toString();
  }

  static void appendQuery(StringBuilder out, List<Attribute> attributes) {
    char before = '?';
    for (Attribute attribute : attributes) {
      out.append(before).append(attribute.name()).append('=');
      if (attribute.isGs1()) {
        Characters.encode(out, attribute.value(), Characters.UNRESERVED);
      } else {
        out.append(attribute.value());
      }
      before = '&';
    }
  }
}
