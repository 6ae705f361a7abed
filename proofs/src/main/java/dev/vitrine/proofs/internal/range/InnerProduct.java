package dev.vitrine.proofs.internal.range;

import dev.vitrine.proofs.internal.curve.FixedBases;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.range.RangeGenerators.Factors;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Proves the inner product of two vectors committed to as {@code <l, G> + <r, H'>} with {@code H'_p
 * = y^−p·H_p}, by halving them round after round. The vectors are masked and so no secret.
 *
 * <p>With lower and upper halves (0 and 1) and a challenge u, a round goes on with {@code l = u·l0
 * + l1}, {@code r = r0 + u·r1}, {@code G = G0 + u·G1}, {@code H' = u·H'0 + H'1}, so with {@code u·P
 * + u²·L + R}: the argument of Bünz et al. (2018, §3) times a factor, and with no inverses.
 *
 * <p>Generators are not folded: each round goes back to those of the positions, whose tables make a
 * product cheaper than that of a point without a table, of which there would be as many.
 */
final class InnerProduct {
  private final FixedBases bases;
  private final Scalar valueFactor;
  private final List<G1Point> left = new ArrayList<>();
  private final List<G1Point> right = new ArrayList<>();
  private final int positions;
  private final Scalar[] l;
  private final Scalar[] r;
  private final Scalar[] g;
  private final Scalar[] h;
  private int size;

  /**
   * Begins.
   *
   * @param valueFactor w: products are committed to on the base w·Y1
   * @param l the first vector, used up
   * @param r the second vector, used up
   * @param yInverse 1/y
   */
  InnerProduct(FixedBases bases, Scalar valueFactor, Scalar[] l, Scalar[] r, Scalar yInverse) {
    this.bases = bases;
    this.valueFactor = valueFactor;
    this.positions = l.length;
    this.size = l.length;
    this.l = l;
    this.r = r;
    this.g = new Scalar[positions];
    Arrays.fill(g, Scalar.ONE);
    this.h = Vectors.powers(yInverse, positions);
  }

  /** Runs all rounds, and absorbs the last two scalars. */
  void run(Transcript transcript) {
    while (size > 1) {
      int half = size / 2;
      G1Point l1 = cross(half, half, 0);
      G1Point r1 = cross(half, 0, half);
      left.add(l1);
      right.add(r1);
      Scalar u = transcript.point(l1).point(r1).challenge();
      fold(half, u);
    }
    transcript.scalar(l[0]).scalar(r[0]);
  }

  List<G1Point> left() {
    return left;
  }

  List<G1Point> right() {
    return right;
  }

  Scalar a() {
    return l[0];
  }

  Scalar b() {
    return r[0];
  }

  /**
   * One half of l with the other half of r, and the generators that go with them the other way
   * round: where l comes from the lower half, its generators come from the upper.
   *
   * @param rFrom where the half of r begins
   * @param lFrom where the half of l begins
   */
  private G1Point cross(int half, int rFrom, int lFrom) {
    Factors factors = new Factors(positions);
    factors.value(Vectors.inner(l, lFrom, r, rFrom, half).multiply(valueFactor));
    for (int p = 0; p < positions; p++) {
      int i = p & (half - 1);
      if ((p & half) == rFrom) {
        factors.g(p, l[lFrom + i].multiply(g[p]));
      } else {
        factors.h(p, r[rFrom + i].multiply(h[p]));
      }
    }
    return bases.msm(factors.list());
  }

  private void fold(int half, Scalar u) {
    for (int i = 0; i < half; i++) {
      l[i] = l[i].multiply(u).add(l[half + i]);
      r[i] = r[i].add(r[half + i].multiply(u));
    }
    for (int p = 0; p < positions; p++) {
      Scalar[] side = (p & half) != 0 ? g : h;
      side[p] = side[p].multiply(u);
    }
    size = half;
  }
}
