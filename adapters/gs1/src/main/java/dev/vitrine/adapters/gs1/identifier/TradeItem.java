package dev.vitrine.adapters.gs1.identifier;

import org.jspecify.annotations.Nullable;

/**
 * What an identifier says about a trade item. A malformed identifier says nothing.
 *
 * @param gtin 14 digits with a right check digit, or null where the identifier holds none
 * @param lot batch or lot number, unescaped, or null
 * @param expiry AI (17) of a link's query, {@code YYMMDD}, or null
 */
public record TradeItem(@Nullable String gtin, @Nullable String lot, @Nullable String expiry) {
  /** Of an identifier that names no trade item. */
  public static final TradeItem NONE = new TradeItem(null, null, null);

  private static final int GTIN_DIGITS = 14;

  /** Reads an EPC URI or a GS1 Digital Link URI; anything else is {@link #NONE}. */
  public static TradeItem of(String identifier) {
    if (!(Gs1Identifier.parse(identifier) instanceof Gs1Identifier id)
        || (id.key() != PrimaryKey.GTIN && id.key() != PrimaryKey.ITIP)) {
      return NONE;
    }
    return new TradeItem(
        id.value().substring(0, GTIN_DIGITS), id.qualifier(Qualifier.LOT), expiry(identifier));
  }

  private static @Nullable String expiry(String uri) {
    DigitalLink link = uri.indexOf('?') < 0 ? null : DigitalLink.of(uri);
    return link == null ? null : link.attribute("17");
  }
}
