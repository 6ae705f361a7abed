package dev.vitrine.proofs.fuzz;

import dev.vitrine.proofs.internal.bbs.BbsProof;
import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.curve.Curve;

/** BBS proofs. */
public final class BbsProofTarget {
  private BbsProofTarget() {}

  /** One input: read, or refused with the documented exception; anything else is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      byte[] again = BbsProof.parse(Curve.current(), input).toBytes();
      if (!java.util.Arrays.equals(input, again)) {
        throw new IllegalStateException("two encodings of one proof");
      }
    } catch (BbsRefusedException e) {
      // refused, as documented
    }
  }
}
