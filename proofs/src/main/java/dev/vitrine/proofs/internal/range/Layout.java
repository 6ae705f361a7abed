package dev.vitrine.proofs.internal.range;

import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.util.Arrays;
import java.util.List;

/**
 * Where the bits of each value stand: one value after the other, the least significant bit first,
 * filled up to a power of two with positions that count for nothing.
 */
final class Layout {
  static final int MAX_POSITIONS = 4096;

  private static final byte[] LABEL = {'r', 'a', 'n', 'g', 'e'};

  private final List<RangeClaim> claims;
  private final int positions;

  private Layout(List<RangeClaim> claims, int positions) {
    this.claims = claims;
    this.positions = positions;
  }

  static Layout of(List<RangeClaim> claims) {
    int total = claims.stream().mapToInt(RangeClaim::bits).sum();
    if (total < 1 || total > MAX_POSITIONS) {
      throw new IllegalArgumentException("a range proof covers 1 to 4096 bits, not " + total);
    }
    return new Layout(List.copyOf(claims), roundUp(total));
  }

  /** The least power of two that is not below {@code total}. */
  static int roundUp(int total) {
    return total == 1 ? 1 : Integer.highestOneBit(total - 1) * 2;
  }

  List<RangeClaim> claims() {
    return claims;
  }

  /** A power of two. */
  int positions() {
    return positions;
  }

  /** The inner product argument's rounds. */
  int rounds() {
    return Integer.numberOfTrailingZeros(positions);
  }

  /** Binds a transcript to what is proved; both sides begin with this. */
  void absorb(Transcript transcript) {
    transcript.bytes(LABEL).integer(claims.size());
    for (RangeClaim claim : claims) {
      transcript.integer(claim.bits()).integer(claim.terms().size());
      claim.terms().forEach(term -> transcript.scalar(term.factor()).point(term.point()));
    }
  }

  /** Of each position: {@code z^(2+j)·2^i} at bit i of value j, and 0 in the filling. */
  Scalar[] weights(Scalar[] valueWeights) {
    Scalar[] weights = new Scalar[positions];
    int at = 0;
    for (int j = 0; j < valueWeights.length; j++) {
      Scalar weight = valueWeights[j];
      for (int i = 0; i < claims.get(j).bits(); i++) {
        weights[at++] = weight;
        weight = weight.add(weight);
      }
    }
    Arrays.fill(weights, at, positions, Scalar.ZERO);
    return weights;
  }

  /** {@code z^(2+j)} for each value j. */
  Scalar[] valueWeights(Scalar z) {
    Scalar[] weights = new Scalar[claims.size()];
    Scalar power = z.multiply(z);
    for (int j = 0; j < weights.length; j++) {
      weights[j] = power;
      power = power.multiply(z);
    }
    return weights;
  }
}
