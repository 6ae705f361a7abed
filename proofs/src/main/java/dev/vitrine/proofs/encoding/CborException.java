package dev.vitrine.proofs.encoding;

/** Bytes that are not the one deterministic CBOR encoding of what was asked for. */
public final class CborException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final String reason;

  /**
   * @param offset where in the input, in bytes
   * @param reason what is wrong there; carries no content of the input
   */
  public CborException(int offset, String reason) {
    super(reason + " at byte " + offset);
    this.offset = offset;
    this.reason = reason + " at byte " + offset;
  }

  /** Where in the input, in bytes. */
  public int offset() {
    return offset;
  }

  /** What is wrong, and where. */
  public String reason() {
    return reason;
  }
}
