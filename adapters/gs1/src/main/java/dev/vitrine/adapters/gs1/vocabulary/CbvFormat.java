package dev.vitrine.adapters.gs1.vocabulary;

import org.jspecify.annotations.Nullable;

/**
 * In which form a client wants the words of the CBV in XML: header {@code GS1-CBV-XML-Format}
 * (EPCIS 2.0 and its OpenAPI description). JSON has the short names.
 */
public enum CbvFormat {
  /** Whatever the server has. */
  NO_PREFERENCE("No_Preference"),
  /** {@code https://ref.gs1.org/cbv/BizStep-shipping}. */
  ALWAYS_WEB_URI("Always_Web_URI"),
  /** {@code urn:epcglobal:cbv:bizstep:shipping}. */
  ALWAYS_URN("Always_URN"),
  /** As the event was captured. */
  NEVER_TRANSLATES("Never_Translates");

  private static final CbvFormat[] ALL = values();

  private final String headerValue;

  CbvFormat(String headerValue) {
    this.headerValue = headerValue;
  }

  /** As the header has it. */
  public String headerValue() {
    return headerValue;
  }

  /** The format named by a header's value, in any case; null where it is none. */
  public static @Nullable CbvFormat of(String headerValue) {
    for (CbvFormat format : ALL) {
      if (format.headerValue.equalsIgnoreCase(headerValue)) {
        return format;
      }
    }
    return null;
  }

  /** {@code word}, in whatever form, as this format has it; a vendor's own stays as it is. */
  public String apply(Vocabulary vocabulary, String word) {
    return switch (this) {
      case ALWAYS_WEB_URI -> vocabulary.webUri(word);
      case ALWAYS_URN -> vocabulary.urn(word);
      case NO_PREFERENCE, NEVER_TRANSLATES -> word;
    };
  }
}
