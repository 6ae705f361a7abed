package dev.vitrine.adapters.gs1.identifier;

import static dev.vitrine.adapters.gs1.identifier.Characters.DIGITS;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An EPC pure identity pattern, {@code urn:epc:idpat:…} (Tag Data Standard 2.0 §8), as {@code
 * MATCH_epc} and its like have it (EPCIS 2.0 §8.2.7.1.1): components, of which the last ones may be
 * stars. Immutable.
 *
 * <p>Matches an identifier in either form, EPC URI or Digital Link, and needs no table for that. A
 * pattern whose last component is a star also matches the class it is the name of, and that class
 * in the form of a link. Where a pattern gives a company prefix and no more, a link matches by its
 * digits: GS1 gives out no prefix that another starts with.
 */
public final class IdPattern {
  private final EpcScheme scheme;

  /** The components before the first star, as they stand in the URI. */
  private final String literal;

  /** How many components are no stars. */
  private final int given;

  /** What the key starts with, or is if {@link #wholeKey}; counted from the company prefix. */
  private final String digits;

  private final boolean wholeKey;

  /** The last component unescaped, null where it is a star or there is none of its own. */
  private final @Nullable String last;

  private IdPattern(
      EpcScheme scheme,
      String literal,
      int given,
      String digits,
      boolean wholeKey,
      @Nullable String last) {
    this.scheme = scheme;
    this.literal = literal;
    this.given = given;
    this.digits = digits;
    this.wholeKey = wholeKey;
    this.last = last;
  }

  /** Reads a pattern; null where {@code text} is none or a malformed one. */
  public static @Nullable IdPattern of(String text) {
    if (text.length() > Gs1Identifier.MAX_CHARS || !text.startsWith(UrnReader.PATTERN)) {
      return null;
    }
    int colon = text.indexOf(':', UrnReader.PATTERN.length());
    EpcScheme scheme = colon < 0 ? null : EpcScheme.named(text, UrnReader.PATTERN.length(), colon);
    if (scheme == null || scheme == EpcScheme.LGTIN) {
      return null;
    }
    List<String> parts = split(text, colon + 1, scheme.components());
    int given = 0;
    while (given < parts.size() && !parts.get(given).equals("*")) {
      given++;
    }
    for (int i = given; i < parts.size(); i++) {
      if (!parts.get(i).equals("*")) {
        return null;
      }
    }
    if (parts.size() != scheme.components()) {
      return null;
    }
    String literal = String.join(".", parts.subList(0, given));
    return given == parts.size()
        ? whole(scheme, literal, given)
        : partly(scheme, parts, literal, given);
  }

  /** No star: the pattern of one identifier. */
  private static @Nullable IdPattern whole(EpcScheme scheme, String literal, int given) {
    Parsed one = UrnReader.read(UrnReader.INSTANCE + scheme.urnName() + ':' + literal);
    if (one instanceof OtherEpc) {
      return new IdPattern(scheme, literal, given, "", false, null);
    }
    return one instanceof Gs1Identifier id
        ? new IdPattern(scheme, literal, given, id.value(), true, last(id, scheme))
        : null;
  }

  private static @Nullable IdPattern partly(
      EpcScheme scheme, List<String> parts, String literal, int given) {
    PrimaryKey key = scheme.key();
    if (key == null || given == 0) {
      for (int i = 0; i < given; i++) {
        if (parts.get(i).isEmpty() && scheme != EpcScheme.ADI) {
          return null;
        }
      }
      return new IdPattern(scheme, literal, given, "", false, null);
    }
    String prefix = parts.get(0);
    int length = prefix.length();
    if (length < UrnReader.MIN_PREFIX
        || length > UrnReader.MAX_PREFIX
        || !Characters.all(prefix, 0, length, DIGITS)) {
      return null;
    }
    if (given == 1) {
      return new IdPattern(scheme, literal, given, prefix, false, null);
    }
    // all but the serial number: made whole with one that any scheme takes, then cut back
    List<String> filled = new ArrayList<>(parts.subList(0, given));
    while (filled.size() < parts.size()) {
      filled.add(scheme == EpcScheme.ITIP && filled.size() < 4 ? "00" : "1");
    }
    Parsed one =
        UrnReader.read(UrnReader.INSTANCE + scheme.urnName() + ':' + String.join(".", filled));
    if (!(one instanceof Gs1Identifier id)) {
      return null;
    }
    String value = id.value();
    if (scheme.serialInKey()) {
      value = value.substring(0, key.digits());
    } else if (scheme == EpcScheme.ITIP) {
      value = value.substring(0, 10 + 2 * given);
    }
    boolean wholeKey = !scheme.serialInKey() && scheme != EpcScheme.ITIP;
    return new IdPattern(scheme, literal, given, value, wholeKey, null);
  }

  /** Components; the last one takes what dots are left. */
  private static List<String> split(String text, int from, int count) {
    List<String> parts = new ArrayList<>(count);
    int start = from;
    for (int dot = text.indexOf('.', start);
        dot >= 0 && parts.size() < count - 1;
        dot = text.indexOf('.', start)) {
      parts.add(text.substring(start, dot));
      start = dot + 1;
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** The EPC scheme all that matches is of. */
  public EpcScheme scheme() {
    return scheme;
  }

  /** Whether {@code epc} is of this pattern; no if it is no identifier. */
  public boolean matches(String epc) {
    if (epc.startsWith(UrnReader.INSTANCE)
        && !epc.startsWith(scheme.urnName(), UrnReader.INSTANCE.length())) {
      return false;
    }
    Parsed parsed = Gs1Identifier.parse(epc);
    if (parsed instanceof OtherEpc other) {
      return other.scheme() == scheme && matches(other);
    }
    return parsed instanceof Gs1Identifier id && matches(id);
  }

  /** Whether {@code id} is of this pattern. */
  public boolean matches(Gs1Identifier id) {
    if (id.scheme() != scheme || (given == scheme.components() && id.level() == Level.CLASS)) {
      return false;
    }
    if (given == 0) {
      return true;
    }
    if (given == 1) {
      int length = id.companyPrefixLength();
      return (length == 0 || length == digits.length())
          && id.value().startsWith(digits, id.key().prefixAt());
    }
    if (wholeKey ? !id.value().equals(digits) : !id.value().startsWith(digits)) {
      return false;
    }
    return last == null
        ? given < scheme.components() || scheme.qualifier() == null || last(id, scheme) == null
        : last.equals(last(id, scheme));
  }

  private boolean matches(OtherEpc other) {
    int from = UrnReader.INSTANCE.length() + scheme.urnName().length() + 1;
    String uri = other.uri();
    return given == scheme.components()
        ? uri.length() == from + literal.length() && uri.endsWith(literal)
        : given == 0 || uri.startsWith(literal + '.', from);
  }

  private static @Nullable String last(Gs1Identifier id, EpcScheme scheme) {
    Qualifier qualifier = scheme.qualifier();
    return qualifier == null ? null : id.qualifier(qualifier);
  }
}
