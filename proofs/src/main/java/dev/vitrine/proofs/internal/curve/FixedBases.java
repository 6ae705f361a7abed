package dev.vitrine.proofs.internal.curve;

import java.util.List;

/**
 * A list of points of G1, none of them the identity, kept in the backend's own memory for repeated
 * multi-scalar multiplications. Immutable and safe for threads.
 *
 * <p>Variable time: how long a call takes depends on the scalars. Use it on values whose hiding
 * comes from another, constant-time term, and not where an attacker can time single calls.
 */
public final class FixedBases {
  private final Backend.Bases bases;
  private final List<G1Point> points;

  FixedBases(Backend.Bases bases, List<G1Point> points) {
    this.bases = bases;
    this.points = points;
  }

  /** The points, in order. */
  public List<G1Point> points() {
    return points;
  }

  /**
   * Σ kᵢ·Pᵢ over the first {@code scalars.length} points.
   *
   * @param scalars unsigned values
   * @param bits an upper bound of their length in bits, 1 to 64; the cost grows with it
   * @throws IllegalArgumentException if there are more scalars than points, or one is longer
   */
  public G1Point msm(long[] scalars, int bits) {
    if (bits < 1 || bits > 64) {
      throw new IllegalArgumentException("bits must be 1 to 64");
    }
    check(scalars.length);
    int width = (bits + 7) / 8;
    byte[] bytes = new byte[scalars.length * width];
    long seen = 0;
    int at = 0;
    for (long scalar : scalars) {
      seen |= scalar;
      long rest = scalar;
      for (int i = 0; i < width; i++) {
        bytes[at++] = (byte) rest;
        rest >>>= 8;
      }
    }
    if (bits < 64 && seen >>> bits != 0) {
      throw new IllegalArgumentException("a scalar is longer than " + bits + " bits");
    }
    return seen == 0 ? G1Point.IDENTITY : new G1Point(bases.msm(bytes, scalars.length, bits));
  }

  /** Σ kᵢ·Pᵢ over the first {@code scalars.size()} points, for scalars of full length. */
  public G1Point msm(List<Scalar> scalars) {
    check(scalars.size());
    if (scalars.isEmpty()) {
      return G1Point.IDENTITY;
    }
    byte[] bytes = new byte[scalars.size() * Scalar.BYTES];
    int at = 0;
    for (Scalar scalar : scalars) {
      System.arraycopy(scalar.littleEndian(), 0, bytes, at, Scalar.BYTES);
      at += Scalar.BYTES;
    }
    return new G1Point(bases.msm(bytes, scalars.size(), 255));
  }

  private void check(int count) {
    if (count > points.size()) {
      throw new IllegalArgumentException("more scalars than the " + points.size() + " points");
    }
  }
}
