package dev.vitrine.proofs.internal.curve;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Two points for each of several places, to sum one of each place by secret bits. Immutable and
 * safe for threads.
 *
 * <p>Every point of both lists is read whatever the bits, and taken over by masks; then as many
 * points are added in the same order. On the native backend that sum branches only where two points
 * to be added are equal or opposite, which points of unknown relation are not.
 */
public final class SelectedSum {
  private static final int LIMBS = G1Point.RAW_BYTES / Long.BYTES;

  private final Backend backend;
  private final long[] zero;
  private final long[] difference;

  SelectedSum(Backend backend, List<G1Point> zero, List<G1Point> one) {
    this.backend = backend;
    this.zero = limbs(zero);
    this.difference = limbs(one);
    for (int i = 0; i < difference.length; i++) {
      difference[i] ^= this.zero[i];
    }
  }

  /**
   * The sum, over the first {@code bits.length} places, of the second point where the bit is 1 and
   * the first where it is 0.
   *
   * @param bits 0 or 1 each
   * @throws IllegalArgumentException if there are none, or more than places
   */
  public G1Point of(byte[] bits) {
    if (bits.length == 0 || bits.length > zero.length / LIMBS) {
      throw new IllegalArgumentException("as many bits as places, or fewer, and at least one");
    }
    long[] chosen = new long[bits.length * LIMBS];
    for (int place = 0; place < bits.length; place++) {
      long mask = -(long) (bits[place] & 1);
      for (int i = place * LIMBS; i < (place + 1) * LIMBS; i++) {
        chosen[i] = zero[i] ^ (difference[i] & mask);
      }
    }
    G1Point sum = new G1Point(backend.sumG1(chosen, bits.length));
    Arrays.fill(chosen, 0);
    return sum;
  }

  private static long[] limbs(List<G1Point> points) {
    ByteBuffer bytes =
        ByteBuffer.allocate(points.size() * G1Point.RAW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    points.forEach(point -> bytes.put(point.raw()));
    long[] limbs = new long[points.size() * LIMBS];
    bytes.flip().asLongBuffer().get(limbs);
    return limbs;
  }
}
