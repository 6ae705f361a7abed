package dev.vitrine.adapters.gs1.identifier;

/** One text for what has several: to look up, to compare and to hash. */
public final class Identifiers {
  private Identifiers() {}

  /**
   * The canonical Digital Link ({@link Gs1Identifier#canonicalLink()}) where {@code uri} is a GS1
   * identifier in either form, else {@code uri} itself. It needs no table of company prefixes,
   * makes no exception and is meant for hot paths.
   *
   * <p>A compressed Digital Link stays as it is: any path of letters could be one, so it is
   * uncompressed on demand only.
   */
  public static String canonical(String uri) {
    return Gs1Identifier.parse(uri) instanceof Gs1Identifier id ? id.canonicalLink() : uri;
  }
}
