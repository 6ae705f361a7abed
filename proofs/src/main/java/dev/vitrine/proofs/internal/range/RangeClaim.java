package dev.vitrine.proofs.internal.range;

import java.util.List;

/**
 * What is proved of one value: the sum of {@code terms} is a Pedersen commitment to a number from 0
 * to 2^bits − 1.
 *
 * @param terms at least one
 * @param bits 1 to 253: 2^bits stays below the group order, so nothing wraps around
 */
public record RangeClaim(List<Term> terms, int bits) {
  /** The longest range. */
  public static final int MAX_BITS = 253;

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if there is no term, or bits is not 1 to 253
   */
  public RangeClaim {
    terms = List.copyOf(terms);
    if (terms.isEmpty() || bits < 1 || bits > MAX_BITS) {
      throw new IllegalArgumentException("a range needs a commitment and 1 to 253 bits");
    }
  }
}
