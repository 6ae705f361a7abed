package dev.vitrine.proofs.internal.curve;

import java.math.BigInteger;

/**
 * What an implementation of BLS12-381 gives. Points are raw affine coordinates as {@link G1Point}
 * and {@link G2Point} hold them, already known to be in their subgroup; scalars are 32 bytes, least
 * significant first, below r.
 */
interface Backend {
  /** "native" or "java". */
  String name();

  /** Decompresses a canonical non-identity encoding; checks curve and subgroup. */
  byte[] parseG1(byte[] encoded) throws CurveException;

  /** Decompresses a canonical non-identity encoding; checks curve and subgroup. */
  byte[] parseG2(byte[] encoded) throws CurveException;

  byte[] addG1(byte[] a, byte[] b);

  byte[] addG2(byte[] a, byte[] b);

  /** Σ kᵢ·Pᵢ, each product in constant time where the backend can. */
  byte[] multiplySecretG1(byte[][] points, byte[][] scalars);

  /** k·P, in constant time where the backend can. */
  byte[] multiplySecretG2(byte[] point, byte[] scalar);

  /**
   * Σ kᵢ·Pᵢ in variable time; at least one, no point is the identity. The scalars may be shorter
   * than 32 bytes, all of the same length.
   */
  byte[] msm(byte[][] points, byte[][] scalars);

  /**
   * The sum of {@code count} points, none the identity, given one after another as little-endian
   * words of 64 bits. In constant time where the backend can, as long as no two partial sums are
   * equal or opposite.
   */
  byte[] sumG1(long[] points, int count);

  /** Bases kept in the backend's own form; none is the identity. */
  Bases bases(byte[][] points, int windowBits);

  /** Bases with a table for scalars of full length of which many may be zero. */
  Bases combBases(byte[][] points, int teeth);

  /** Whether Π e(Pᵢ, Qᵢ) = 1; no point is the identity. */
  boolean pairingsCancel(byte[][] g1, byte[][] g2);

  /** The sum of the images of two field elements, cofactor cleared (RFC 9380 §3). */
  byte[] mapToG1(BigInteger u0, BigInteger u1);

  /** Fixed bases for many multi-scalar multiplications. */
  interface Bases {
    /**
     * Σ kᵢ·Pᵢ over the first {@code count} bases, in variable time.
     *
     * @param scalars contiguous, each of ⌈bits/8⌉ bytes, least significant first
     */
    byte[] msm(byte[] scalars, int count, int bits);
  }
}
