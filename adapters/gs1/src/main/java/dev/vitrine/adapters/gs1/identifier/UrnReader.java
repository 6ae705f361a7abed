package dev.vitrine.adapters.gs1.identifier;

import static dev.vitrine.adapters.gs1.identifier.Characters.DIGITS;
import static dev.vitrine.adapters.gs1.identifier.Characters.PLAIN_IN_URN;

import dev.vitrine.adapters.gs1.identifier.Gs1Identifier.Element;
import java.util.List;

/** Reads EPC URIs, and those class and pattern URIs that name one class. */
final class UrnReader {
  static final String PREFIX = "urn:epc:";
  static final String INSTANCE = "urn:epc:id:";
  static final String PATTERN = "urn:epc:idpat:";
  static final String CLASS = "urn:epc:class:";

  /** A company prefix has 6 to 12 digits in an EPC URI. */
  static final int MIN_PREFIX = 6;

  static final int MAX_PREFIX = 12;

  private UrnReader() {}

  static Parsed read(String urn) {
    boolean pattern = urn.startsWith(PATTERN);
    boolean lot = urn.startsWith(CLASS);
    if (!pattern && !lot && !urn.startsWith(INSTANCE)) {
      return NotIdentifier.of(Reason.OTHER_URI);
    }
    int from = pattern ? PATTERN.length() : lot ? CLASS.length() : INSTANCE.length();
    int colon = urn.indexOf(':', from);
    EpcScheme scheme = colon < 0 ? null : EpcScheme.named(urn, from, colon);
    if (scheme == null || lot != (scheme == EpcScheme.LGTIN)) {
      return NotIdentifier.of(Reason.SCHEME);
    }
    if (pattern && (!scheme.hasClass() || !urn.endsWith(".*"))) {
      return NotIdentifier.of(Reason.PATTERN);
    }
    PrimaryKey key = scheme.key();
    if (key == null) {
      return OtherEpcs.read(scheme, urn, colon + 1);
    }
    int end = pattern ? urn.length() - 2 : urn.length();
    return new UrnReader.Body(urn, scheme, key, pattern, colon + 1, end).read();
  }

  /** What comes behind the scheme; {@code end} is before the dot and star of a pattern. */
  private record Body(
      String urn, EpcScheme scheme, PrimaryKey key, boolean pattern, int from, int end) {
    Parsed read() {
      int dot = urn.indexOf('.', from);
      if (dot < 0 || dot >= end) {
        return NotIdentifier.of(pattern ? Reason.PATTERN : Reason.COMPONENTS);
      }
      int prefix = dot - from;
      if (prefix < MIN_PREFIX || prefix > MAX_PREFIX || !Characters.all(urn, from, dot, DIGITS)) {
        return NotIdentifier.of(
            pattern && urn.charAt(from) == '*' ? Reason.PATTERN : Reason.COMPANY_PREFIX);
      }
      return scheme.digits() == 0 ? free(dot, prefix) : fixed(dot, prefix);
    }

    /** Keys of free length: the reference is all there is, but for a part's serial number. */
    private Parsed free(int dot, int prefix) {
      int stop = end;
      if (scheme == EpcScheme.CPI && !pattern) {
        stop = urn.indexOf('.', dot + 1);
        if (stop < 0) {
          return NotIdentifier.of(Reason.COMPONENTS);
        }
      }
      if (stop == dot + 1) {
        return NotIdentifier.of(Reason.LENGTH);
      }
      String reference = Characters.decoded(urn, dot + 1, stop, PLAIN_IN_URN, key.set());
      if (reference == null) {
        return NotIdentifier.of(star(dot + 1));
      }
      String value = urn.substring(from, dot).concat(reference);
      return scheme == EpcScheme.CPI ? withTail(value, stop, prefix) : whole(value, "", prefix);
    }

    /** Keys that start with a fixed number of digits. */
    private Parsed fixed(int dot, int prefix) {
      int digits = scheme.digits();
      int stop = from + digits + 1;
      boolean tail = scheme.components() > 2;
      if (stop > end || (tail ? !pattern && stop == end : stop != end)) {
        return NotIdentifier.of(wrongLength(dot));
      }
      if (!Characters.all(urn, dot + 1, stop, DIGITS)) {
        return NotIdentifier.of(wrongLength(dot));
      }
      StringBuilder value = new StringBuilder(48);
      if (scheme == EpcScheme.GRAI) {
        value.append('0');
      }
      int reference = dot + 1;
      if (scheme.indicatorFirst()) {
        value.append(urn.charAt(reference++));
      }
      value.append(urn, from, dot).append(urn, reference, stop);
      value.append(CheckDigits.digit(value, value.length()));
      if (!tail) {
        return whole(value.toString(), "", prefix);
      }
      if (scheme == EpcScheme.ITIP) {
        int pieces = stop;
        stop += 6;
        if (stop > end
            || urn.charAt(pieces) != '.'
            || urn.charAt(pieces + 3) != '.'
            || !Characters.all(urn, pieces + 1, pieces + 3, DIGITS)
            || !Characters.all(urn, pieces + 4, stop, DIGITS)) {
          return NotIdentifier.of(Reason.COMPONENTS);
        }
        value.append(urn, pieces + 1, pieces + 3).append(urn, pieces + 4, stop);
      }
      if (pattern ? stop != end : stop >= end || urn.charAt(stop) != '.') {
        return NotIdentifier.of(Reason.COMPONENTS);
      }
      return withTail(value.toString(), stop, prefix);
    }

    private Reason wrongLength(int dot) {
      Reason star = star(dot + 1);
      return star == Reason.PATTERN ? star : Reason.LENGTH;
    }

    private Reason star(int at) {
      return pattern && at < end && urn.charAt(at) == '*' ? Reason.PATTERN : Reason.CHARACTER;
    }

    /** Adds the last component, which a pattern does not have. */
    private Parsed withTail(String value, int stop, int prefix) {
      if (pattern) {
        return checked(value, List.of(), prefix);
      }
      Qualifier qualifier = scheme.qualifier();
      int set = qualifier == null ? key.set() : qualifier.set();
      String tail = Characters.decoded(urn, stop + 1, end, PLAIN_IN_URN, set);
      if (tail == null) {
        return NotIdentifier.of(Reason.CHARACTER);
      }
      if (qualifier == null) {
        return tail.isEmpty() ? NotIdentifier.of(Reason.LENGTH) : whole(value, tail, prefix);
      }
      if (qualifier == Qualifier.GLN_EXTENSION && tail.equals("0")) {
        return checked(value, List.of(), prefix);
      }
      Reason fault = qualifier.fault(tail);
      return fault == null
          ? checked(value, List.of(new Element(qualifier, tail)), prefix)
          : NotIdentifier.of(fault);
    }

    private Parsed whole(String value, String tail, int prefix) {
      return checked(value.concat(tail), List.of(), prefix);
    }

    private Parsed checked(String value, List<Element> qualifiers, int prefix) {
      Reason fault = key.fault(value);
      return fault == null
          ? new Gs1Identifier(key, value, qualifiers, prefix)
          : NotIdentifier.of(fault);
    }
  }
}
