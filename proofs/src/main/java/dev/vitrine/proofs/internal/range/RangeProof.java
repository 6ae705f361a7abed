package dev.vitrine.proofs.internal.range;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A range proof. Encoded as {@code A S T1 T2} (48 bytes each), {@code t̂ τx μ} (32 each), {@code L
 * R} of each round, {@code a b}: 352 + 96·rounds bytes, where 2^rounds is the sum of all values'
 * bits, rounded up to a power of two.
 *
 * @param bits the commitment A to all bits
 * @param masks the commitment S to what masks them
 * @param t1 the commitment to the linear coefficient of t(X)
 * @param t2 the commitment to the quadratic coefficient of t(X)
 * @param t the value t̂ of t(X) at the challenge
 * @param tBlinding τx, the blinding of t̂
 * @param blinding μ, the blinding of A + x·S
 * @param left L of each round
 * @param right R of each round
 * @param a the last left scalar
 * @param b the last right scalar
 */
public record RangeProof(
    G1Point bits,
    G1Point masks,
    G1Point t1,
    G1Point t2,
    Scalar t,
    Scalar tBlinding,
    Scalar blinding,
    List<G1Point> left,
    List<G1Point> right,
    Scalar a,
    Scalar b) {
  /** The most rounds: 4096 bits. */
  public static final int MAX_ROUNDS = 12;

  private static final int FIXED = 4 * G1Point.BYTES + 5 * Scalar.BYTES;
  private static final int ROUND = 2 * G1Point.BYTES;

  /** Copies. */
  public RangeProof {
    left = List.copyOf(left);
    right = List.copyOf(right);
    if (left.size() != right.size() || left.size() > MAX_ROUNDS) {
      throw new IllegalArgumentException("L and R must be as many, at most 12");
    }
  }

  /** How many rounds it has. */
  public int rounds() {
    return left.size();
  }

  /**
   * The length of a proof's encoding.
   *
   * @param totalBits the sum of the values' bits, 1 to 4096
   */
  public static int size(int totalBits) {
    if (totalBits < 1 || totalBits > Layout.MAX_POSITIONS) {
      throw new IllegalArgumentException("a range proof covers 1 to 4096 bits");
    }
    return FIXED + ROUND * Integer.numberOfTrailingZeros(Layout.roundUp(totalBits));
  }

  /** The encoding. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(FIXED + ROUND * rounds());
    List.of(bits, masks, t1, t2).forEach(point -> out.writeBytes(point.toBytes()));
    List.of(t, tBlinding, blinding).forEach(scalar -> out.writeBytes(scalar.toBytes()));
    for (int i = 0; i < rounds(); i++) {
      out.writeBytes(left.get(i).toBytes());
      out.writeBytes(right.get(i).toBytes());
    }
    out.writeBytes(a.toBytes());
    out.writeBytes(b.toBytes());
    return out.toByteArray();
  }

  /**
   * Parses an encoding.
   *
   * @throws CurveException if its length is not that of a proof of 0 to 12 rounds, a point is not
   *     canonical, not in the subgroup or the identity, or a scalar is not below the group order
   */
  public static RangeProof parse(Curve curve, byte[] encoded) throws CurveException {
    int rounds = (encoded.length - FIXED) / ROUND;
    if (encoded.length < FIXED || rounds > MAX_ROUNDS || encoded.length != FIXED + ROUND * rounds) {
      throw new CurveException("range proof", CurveException.Reason.LENGTH);
    }
    Reader in = new Reader(curve, ByteBuffer.wrap(encoded));
    G1Point bits = in.point();
    G1Point masks = in.point();
    G1Point t1 = in.point();
    G1Point t2 = in.point();
    Scalar t = in.scalar();
    Scalar tBlinding = in.scalar();
    Scalar blinding = in.scalar();
    List<G1Point> left = new ArrayList<>(rounds);
    List<G1Point> right = new ArrayList<>(rounds);
    for (int i = 0; i < rounds; i++) {
      left.add(in.point());
      right.add(in.point());
    }
    Scalar a = in.scalar();
    Scalar b = in.scalar();
    return new RangeProof(bits, masks, t1, t2, t, tBlinding, blinding, left, right, a, b);
  }

  private record Reader(Curve curve, ByteBuffer bytes) {
    G1Point point() throws CurveException {
      byte[] encoded = new byte[G1Point.BYTES];
      bytes.get(encoded);
      return curve.parseG1NotIdentity(encoded);
    }

    Scalar scalar() throws CurveException {
      byte[] encoded = new byte[Scalar.BYTES];
      bytes.get(encoded);
      return Scalar.parse(encoded);
    }
  }
}
