package dev.vitrine.proofs.internal.jsonld;

/** A document that is refused: where, and why. Carries no content of it. */
public final class JsonLdException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason what is wrong and where, for people
   */
  public JsonLdException(String reason) {
    super(reason);
  }

  /** What is wrong, and where. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
