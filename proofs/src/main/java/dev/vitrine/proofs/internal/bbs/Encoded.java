package dev.vitrine.proofs.internal.bbs;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.util.Arrays;

/** Takes points and scalars off a byte string, refusing the identity and zero. */
final class Encoded {
  private final Curve curve;
  private final byte[] bytes;
  private int at;

  Encoded(Curve curve, byte[] bytes) {
    this.curve = curve;
    this.bytes = bytes.clone();
  }

  G1Point point(String name) throws BbsRefusedException {
    try {
      return curve.parseG1NotIdentity(take(G1Point.BYTES));
    } catch (CurveException e) {
      throw new BbsRefusedException(BbsStep.POINT, name, e);
    }
  }

  Scalar scalar(String name) throws BbsRefusedException {
    try {
      Scalar scalar = Scalar.parse(take(Scalar.BYTES));
      if (scalar.isZero()) {
        throw new BbsRefusedException(BbsStep.SCALAR, name + " is zero");
      }
      return scalar;
    } catch (CurveException e) {
      throw new BbsRefusedException(BbsStep.SCALAR, name, e);
    }
  }

  private byte[] take(int length) {
    byte[] taken = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return taken;
  }
}
