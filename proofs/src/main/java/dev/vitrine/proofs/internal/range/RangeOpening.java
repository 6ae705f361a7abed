package dev.vitrine.proofs.internal.range;

import dev.vitrine.proofs.internal.curve.Scalar;
import java.util.List;

/**
 * What a prover knows of one value: {@code Σ factor·point = value·Y1 + blinding·Y0}.
 *
 * @param terms as in the claim
 * @param value 0 to 2^bits − 1
 * @param blinding the commitment's blinding
 * @param bits 1 to 253
 */
public record RangeOpening(List<Term> terms, Scalar value, Scalar blinding, int bits) {
  /** Copies. */
  public RangeOpening {
    terms = List.copyOf(terms);
  }

  /** The public side of this. */
  public RangeClaim claim() {
    return new RangeClaim(terms, bits);
  }
}
