package dev.vitrine.proofs.internal.bbs;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;

/**
 * A signature (A, e) of 80 bytes. To hold one is not to have verified it. It ties all its proofs
 * together, so it goes to nobody but its holder.
 *
 * @param a the point A, not the identity
 * @param e the scalar e, not zero
 */
public record BbsSignature(G1Point a, Scalar e) {
  /** Length of the encoding in bytes. */
  public static final int BYTES = G1Point.BYTES + Scalar.BYTES;

  /**
   * octets_to_signature (§4.2.4.3).
   *
   * @throws BbsRefusedException at step LENGTH, POINT or SCALAR
   */
  public static BbsSignature parse(Curve curve, byte[] encoded) throws BbsRefusedException {
    if (encoded.length != BYTES) {
      throw new BbsRefusedException(BbsStep.LENGTH, "a signature has " + BYTES + " bytes");
    }
    Encoded in = new Encoded(curve, encoded);
    return new BbsSignature(in.point("A"), in.scalar("e"));
  }

  /** The encoding. */
  public byte[] toBytes() {
    return new Octets().point(a).scalar(e).toByteArray();
  }
}
