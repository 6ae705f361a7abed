package dev.vitrine.adapters.gs1.identifier;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A GS1 key with its qualifiers, whichever of its forms it was read from: an EPC URI (Tag Data
 * Standard 2.0 §6) or a GS1 Digital Link URI (URI Syntax). Two are equal if they hold the same key
 * and qualifiers, so {@code urn:epc:id:sscc:4012345.0000000011} equals {@code
 * https://example.com/00/040123450000000115}.
 *
 * <p>Guarantees: every component has its length and characters, and check digits are right. Does
 * not guarantee that the company prefix was ever assigned, or to whom.
 */
public final class Gs1Identifier implements Parsed {
  /** Where canonical links start (URI Syntax). */
  public static final String CANONICAL_BASE = "https://id.gs1.org";

  /** Longer texts are not looked into; the longest key with all qualifiers takes a quarter. */
  public static final int MAX_CHARS = 2048;

  /** One qualifier with its value, unescaped. */
  public record Element(Qualifier qualifier, String value) {}

  private final PrimaryKey key;
  private final String value;
  private final List<Element> qualifiers;
  private final int prefixLength;

  /** The caller has checked all parts. */
  Gs1Identifier(PrimaryKey key, String value, List<Element> qualifiers, int prefixLength) {
    this.key = key;
    this.value = value;
    this.qualifiers = qualifiers;
    this.prefixLength = prefixLength;
  }

  /** Reads either form. */
  public static Parsed parse(String text) {
    if (text.length() > MAX_CHARS) {
      return NotIdentifier.of(Reason.TOO_LONG);
    }
    if (text.startsWith(UrnReader.PREFIX)) {
      return UrnReader.read(text);
    }
    return LinkReader.isWeb(text) ? LinkReader.read(text) : NotIdentifier.of(Reason.OTHER_URI);
  }

  /**
   * A key of one's own making.
   *
   * @throws IllegalArgumentException if a part is malformed
   */
  public static Gs1Identifier of(PrimaryKey key, String value, List<Element> qualifiers) {
    Reason fault =
        Characters.all(value, 0, value.length(), key.set()) ? key.fault(value) : Reason.CHARACTER;
    if (fault == null) {
      fault = fault(key, qualifiers);
    }
    if (fault != null) {
      throw new IllegalArgumentException("no GS1 identifier: " + fault);
    }
    return new Gs1Identifier(key, value, List.copyOf(qualifiers), 0);
  }

  private static @Nullable Reason fault(PrimaryKey key, List<Element> qualifiers) {
    for (Element element : qualifiers) {
      Qualifier qualifier = element.qualifier();
      String text = element.value();
      Reason fault =
          Characters.all(text, 0, text.length(), qualifier.set())
              ? qualifier.fault(text)
              : Reason.CHARACTER;
      if (fault != null) {
        return fault;
      }
    }
    return LinkReader.inOrder(key, qualifiers) ? null : Reason.QUALIFIER;
  }

  /** The primary key. */
  public PrimaryKey key() {
    return key;
  }

  /** The primary key's value, unescaped, with its check digit; GTINs have 14 digits. */
  public String value() {
    return value;
  }

  /** The qualifiers, in the order a Digital Link has them. */
  public List<Element> qualifiers() {
    return qualifiers;
  }

  /** The value of {@code qualifier}, unescaped, or null. */
  public @Nullable String qualifier(Qualifier qualifier) {
    for (Element element : qualifiers) {
      if (element.qualifier() == qualifier) {
        return element.value();
      }
    }
    return null;
  }

  /** How many digits the company prefix has; 0 where that was not to be seen, as in a link. */
  public int companyPrefixLength() {
    return prefixLength;
  }

  /**
   * The EPC scheme, or null where the Tag Data Standard has none. A variant does not count: the
   * serial number alone makes an item one.
   */
  public @Nullable EpcScheme scheme() {
    return switch (key) {
      case SSCC -> EpcScheme.SSCC;
      case GTIN ->
          has(Qualifier.SERIAL)
              ? EpcScheme.SGTIN
              : has(Qualifier.THIRD_PARTY_SERIAL)
                  ? EpcScheme.UPUI
                  : has(Qualifier.LOT) ? EpcScheme.LGTIN : EpcScheme.SGTIN;
      case ITIP -> !has(Qualifier.SERIAL) && has(Qualifier.LOT) ? null : EpcScheme.ITIP;
      case GDTI -> EpcScheme.GDTI;
      case GCN -> EpcScheme.SGCN;
      case GINC -> EpcScheme.GINC;
      case GSIN -> EpcScheme.GSIN;
      case GLN -> has(Qualifier.UIC_EXTENSION) ? null : EpcScheme.SGLN;
      case PARTY -> qualifiers.isEmpty() ? EpcScheme.PGLN : null;
      case GRAI -> EpcScheme.GRAI;
      case GIAI -> qualifiers.isEmpty() ? EpcScheme.GIAI : null;
      case CPID -> EpcScheme.CPI;
      case GSRNP -> qualifiers.isEmpty() ? EpcScheme.GSRNP : null;
      case GSRN -> qualifiers.isEmpty() ? EpcScheme.GSRN : null;
      case PAY_TO, GMN -> null;
    };
  }

  /** Whether this names one thing or a class. */
  public Level level() {
    boolean one =
        switch (key) {
          case GTIN -> has(Qualifier.SERIAL) || has(Qualifier.THIRD_PARTY_SERIAL);
          case ITIP -> has(Qualifier.SERIAL);
          case CPID -> has(Qualifier.PART_SERIAL);
          case GRAI, GDTI, GCN -> value.length() > key.digits();
          case GMN -> false;
          default -> true;
        };
    return one ? Level.INSTANCE : Level.CLASS;
  }

  /**
   * The one link that stands for this in all comparisons: canonical base, Application Identifiers
   * in digits, the finest level of identification alone (no variant, and no lot beside a serial
   * number), everything but letters, digits, {@code -}, {@code .} and {@code _} escaped in
   * capitals. The CBV 2.0 event hash (§8.9) takes the same.
   */
  public String canonicalLink() {
    StringBuilder out = new StringBuilder(CANONICAL_BASE.length() + 72).append(CANONICAL_BASE);
    appendKey(out);
    boolean serial = has(Qualifier.SERIAL);
    for (Element element : qualifiers) {
      boolean coarser =
          element.qualifier() == Qualifier.VARIANT
              || (serial && element.qualifier() == Qualifier.LOT);
      if (!coarser) {
        append(out, element);
      }
    }
    return out.toString();
  }

  /**
   * A link with all qualifiers.
   *
   * @param stem scheme, host and path before the first Application Identifier, without a slash at
   *     its end
   */
  public String link(String stem) {
    StringBuilder out = new StringBuilder(stem.length() + 96).append(stem);
    appendKey(out);
    qualifiers.forEach(element -> append(out, element));
    return out.toString();
  }

  /**
   * The EPC URI. Where this was read from one, the length of the company prefix is known; else it
   * comes from {@code lengths}.
   */
  public Translation toEpcUri(GcpLengths lengths) {
    return EpcUris.write(this, prefixLength > 0 ? prefixLength : lengths.of(value, key.prefixAt()));
  }

  boolean has(Qualifier qualifier) {
    return qualifier(qualifier) != null;
  }

  private void appendKey(StringBuilder out) {
    out.append('/').append(key.ai()).append('/');
    Characters.encode(out, value, Characters.UNRESERVED);
  }

  private static void append(StringBuilder out, Element element) {
    out.append('/').append(element.qualifier().ai()).append('/');
    Characters.encode(out, element.value(), Characters.UNRESERVED);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Gs1Identifier that
        && key == that.key
        && value.equals(that.value)
        && qualifiers.equals(that.qualifiers);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key.ai(), value, qualifiers);
  }

  @Override
  public String toString() {
    return link(CANONICAL_BASE);
  }
}
