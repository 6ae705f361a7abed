package dev.vitrine.gateway.custody;

import dev.vitrine.adapters.gs1.identifier.Gs1Identifier;

/** One text for each object, however its identifier was written. */
public final class CanonicalEpc {
  private CanonicalEpc() {}

  /**
   * The canonical GS1 Digital Link where {@code identifier} is a GS1 key, as EPC URI or as link;
   * any other text as it is.
   */
  public static String of(String identifier) {
    return Gs1Identifier.parse(identifier) instanceof Gs1Identifier key
        ? key.canonicalLink()
        : identifier;
  }
}
