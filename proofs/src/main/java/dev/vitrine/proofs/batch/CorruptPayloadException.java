package dev.vitrine.proofs.batch;

/** A stored payload that is not what was committed: storage was damaged or tampered with. */
public final class CorruptPayloadException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason what does not hold; carries no content
   */
  public CorruptPayloadException(String reason) {
    super(reason);
  }
}
