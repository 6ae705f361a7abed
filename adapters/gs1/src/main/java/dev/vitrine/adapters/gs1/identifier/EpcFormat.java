package dev.vitrine.adapters.gs1.identifier;

import org.jspecify.annotations.Nullable;

/**
 * In which form a client wants its identifiers: header {@code GS1-EPC-Format} (EPCIS 2.0 and its
 * OpenAPI description).
 */
public enum EpcFormat {
  /** Whatever the server has. */
  NO_PREFERENCE("No_Preference"),
  /** GS1 Digital Link URIs. */
  ALWAYS_GS1_DIGITAL_LINK("Always_GS1_Digital_Link"),
  /** EPC URIs. */
  ALWAYS_EPC_URN("Always_EPC_URN"),
  /** As the event was captured. */
  NEVER_TRANSLATES("Never_Translates");

  private static final EpcFormat[] ALL = values();

  private final String headerValue;

  EpcFormat(String headerValue) {
    this.headerValue = headerValue;
  }

  /** As the header has it. */
  public String headerValue() {
    return headerValue;
  }

  /** The format named by a header's value, in any case; null where it is none. */
  public static @Nullable EpcFormat of(String headerValue) {
    for (EpcFormat format : ALL) {
      if (format.headerValue.equalsIgnoreCase(headerValue)) {
        return format;
      }
    }
    return null;
  }

  /**
   * {@code uri} in this format. A text that is no GS1 identifier, or an EPC that has no link, stays
   * as it is, and so does a link that is asked for as a link: its host and its finer qualifiers are
   * the sender's. The result has a reason only where a link should be an EPC URI and can't be.
   */
  public Translation apply(String uri, GcpLengths lengths) {
    if (this == NO_PREFERENCE || this == NEVER_TRANSLATES) {
      return Translation.to(uri);
    }
    boolean urn = uri.startsWith(UrnReader.PREFIX);
    if (urn == (this == ALWAYS_EPC_URN)) {
      return Translation.to(uri);
    }
    if (!(Gs1Identifier.parse(uri) instanceof Gs1Identifier id)) {
      return Translation.to(uri);
    }
    return urn ? Translation.to(id.canonicalLink()) : id.toEpcUri(lengths);
  }
}
