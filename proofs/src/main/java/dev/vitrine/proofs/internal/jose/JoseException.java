package dev.vitrine.proofs.internal.jose;

/** A token that is refused, and at which check. Carries no content of it. */
public final class JoseException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Part {
    /** The encoding. */
    FORMAT,
    /** The header: algorithm, type, or a member that is not known. */
    HEADER,
    /** The hash of disclosures is one that is not supported. */
    HASH,
    /** A disclosure is malformed, unknown, or there twice. */
    DISCLOSURE
  }

  private final Part part;

  JoseException(Part part, String reason) {
    super(reason);
    this.part = part;
  }

  /** What is wrong. */
  public Part part() {
    return part;
  }

  /** Why. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
