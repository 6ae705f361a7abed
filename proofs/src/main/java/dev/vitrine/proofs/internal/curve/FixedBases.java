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
  private static final int SCALAR_BITS = 255;

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
    return msm(scalars, SCALAR_BITS);
  }

  /**
   * The same for scalars that are shorter.
   *
   * @param bits an upper bound of their length in bits, 1 to 255; the cost grows with it
   * @throws IllegalArgumentException if there are more scalars than points, or one is longer
   */
  public G1Point msm(List<Scalar> scalars, int bits) {
    check(scalars.size());
    if (bits < 1 || bits > SCALAR_BITS) {
      throw new IllegalArgumentException("bits must be 1 to " + SCALAR_BITS);
    }
    if (scalars.isEmpty()) {
      return G1Point.IDENTITY;
    }
    int width = (bits + 7) / 8;
    byte[] bytes = new byte[scalars.size() * width];
    int at = 0;
    int above = 0;
    for (Scalar scalar : scalars) {
      byte[] own = scalar.littleEndian();
      System.arraycopy(own, 0, bytes, at, width);
      at += width;
      above |= (own[width - 1] & 0xff) >>> (bits - 8 * (width - 1));
      for (int i = width; i < Scalar.BYTES; i++) {
        above |= own[i];
      }
    }
    if (above != 0) {
      throw new IllegalArgumentException("a scalar is longer than " + bits + " bits");
    }
    return new G1Point(bases.msm(bytes, scalars.size(), bits));
  }

  private void check(int count) {
    if (count > points.size()) {
      throw new IllegalArgumentException("more scalars than the " + points.size() + " points");
    }
  }
}
