package dev.vitrine.proofs.internal.dataintegrity;

/** A proof that is refused: which part of it, and why. Carries no content of the credential. */
public final class ProofException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Part {
    /** The credential's JSON or JSON-LD. */
    DOCUMENT,
    /** The members of {@code proof} other than {@code proofValue}. */
    PROOF_OPTIONS,
    /** The encoding of {@code proofValue}. */
    PROOF_VALUE,
    /** A proof of a feature that is not supported. */
    UNSUPPORTED,
    /** The blank node labels or indexes don't fit the document. */
    INDEXES,
    /** The presentation header is another. */
    PRESENTATION,
    /** The signature or the proof of it does not hold. */
    SIGNATURE
  }

  private final Part part;

  ProofException(Part part, String reason) {
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
