package dev.vitrine.ledger.anchor;

/**
 * A ledger's name for one submission, as a transaction hash. Opaque; stored by the caller.
 *
 * @param text 1 to 512 printable ASCII characters
 */
public record AnchorId(String text) {
  private static final int MAX_LENGTH = 512;

  /** Checks the form. */
  public AnchorId {
    if (text.isEmpty()
        || text.length() > MAX_LENGTH
        || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("an anchor id of " + text.length() + " characters");
    }
  }
}
