package dev.vitrine.proofs.fuzz;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.range.RangeProof;

/** Range proofs. */
public final class RangeProofTarget {
  private RangeProofTarget() {}

  /** One input: read, or refused with the documented exception; anything else is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      byte[] again = RangeProof.parse(Curve.current(), input).toBytes();
      if (!java.util.Arrays.equals(input, again)) {
        throw new IllegalStateException("two encodings of one proof");
      }
    } catch (CurveException e) {
      // refused, as documented
    }
  }
}
