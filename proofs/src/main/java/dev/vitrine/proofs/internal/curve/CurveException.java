package dev.vitrine.proofs.internal.curve;

/** Bytes that are not the one canonical encoding of a scalar or of a point of the right group. */
public final class CurveException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong with the bytes. */
  public enum Reason {
    /** Not of the one length that is allowed. */
    LENGTH("has the wrong length"),
    /** Flags, coordinates or the encoding of the identity are not in their one canonical form. */
    ENCODING("is not in canonical form"),
    /** No point of the curve has this x coordinate. */
    NOT_ON_CURVE("is not on the curve"),
    /** A point of the curve, but not of the subgroup of prime order. */
    WRONG_SUBGROUP("is not in the prime-order subgroup"),
    /** The identity, where it is not allowed. */
    IDENTITY("is the identity"),
    /** A scalar that is not below the group order. */
    SCALAR_RANGE("is not below the group order");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }

  private final Reason reason;

  /**
   * Refuses.
   *
   * @param what what the bytes should have been; for protocols, whose proofs are points and scalars
   */
  public CurveException(String what, Reason reason) {
    super(what + " " + reason.text);
    this.reason = reason;
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}
