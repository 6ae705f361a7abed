package dev.vitrine.proofs.internal.curve;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.List;

/**
 * Single native operations with everything prepared beforehand, for benchmarks: what blst alone
 * takes is the limit to hold our own figures against. Not for any other use; results are dropped.
 * Each operation is for one thread.
 */
public final class BareOperations {
  private static final int BITS = 255;

  private final byte[] affine;
  private final byte[] projective;
  private final byte[] affineG2;
  private final byte[] encoded;
  private final byte[] scalar;

  /**
   * Prepares the operands.
   *
   * @throws IllegalStateException if there is no native backend here
   */
  public BareOperations() {
    Curve curve = Curve.nativeBackend();
    Scalar full = Scalar.of(3).invert();
    G1Point point = curve.multiply(curve.g1(), full);
    this.affine = point.raw();
    this.encoded = point.toBytes();
    this.projective = NativeBackend.projectiveG1(affine);
    this.affineG2 = curve.multiply(curve.g2(), full).raw();
    this.scalar = full.littleEndian();
  }

  /** One constant-time multiplication in G1 by a full-length scalar. */
  public Runnable multiplyG1() {
    byte[] out = new byte[Blst.P1];
    return () -> Blst.blst_p1_mult(out, projective, scalar, BITS);
  }

  /** Decompressing one point of G1 and checking its subgroup. */
  public Runnable decodeG1() {
    byte[] out = new byte[Blst.P1_AFFINE];
    return () -> {
      Blst.blst_p1_uncompress(out, encoded);
      Blst.blst_p1_affine_in_g1(out);
    };
  }

  /** One multi-scalar multiplication of {@code count} points by full-length scalars. */
  public Runnable msm(int count) {
    Memory points = repeated(affine, count);
    Memory scalars = repeated(scalar, count);
    Pointer scratch = new Memory(Blst.blst_p1s_mult_pippenger_scratch_sizeof(count));
    byte[] out = new byte[Blst.P1];
    return () -> Blst.blst_p1s_mult_pippenger(out, points, count, scalars, BITS, scratch);
  }

  /**
   * Makes tables for {@link #tableMsm}, as {@link Curve#combBases} does.
   *
   * @param count the points, 1 to 65536
   * @param teeth as there
   */
  public static Tables tables(int count, int teeth) {
    Curve curve = Curve.nativeBackend();
    byte[][] points = new byte[count][];
    for (int i = 0; i < count; i++) {
      byte[] name = {(byte) (i >>> 8), (byte) i};
      points[i] = curve.hashToG1(HashSuite.SHA_256, name, new byte[] {'b', 'a', 'r', 'e'}).raw();
    }
    return new Tables(new CombBases(points, teeth), List.of(points));
  }

  /** Points with tables. */
  public static final class Tables {
    private final CombBases bases;
    private final List<byte[]> points;

    private Tables(CombBases bases, List<byte[]> points) {
      this.bases = bases;
      this.points = points;
    }
  }

  /** One multi-scalar multiplication of the first {@code count} points with tables. */
  public Runnable tableMsm(Tables tables, int count) {
    byte[] scalars = new byte[count * Scalar.BYTES];
    Scalar next = Scalar.of(5).invert();
    for (int i = 0; i < count; i++) {
      next = next.multiply(next);
      System.arraycopy(next.littleEndian(), 0, scalars, i * Scalar.BYTES, Scalar.BYTES);
    }
    return tables.bases.prepared(scalars);
  }

  /** One sum of the first {@code count} points of {@code tables}. */
  public Runnable sum(Tables tables, int count) {
    Memory points = new Memory(16L + (long) Blst.P1_AFFINE * count);
    points.setPointer(0, points.share(16));
    points.setPointer(8, null);
    for (int i = 0; i < count; i++) {
      points.write(16L + (long) i * Blst.P1_AFFINE, tables.points.get(i), 0, Blst.P1_AFFINE);
    }
    byte[] out = new byte[Blst.P1];
    return () -> Blst.blst_p1s_add(out, points, count);
  }

  /** One product of {@code pairs} pairings: Miller loops and a final exponentiation. */
  public Runnable pairings(int pairs) {
    Memory g1 = repeated(affine, pairs);
    Memory g2 = repeated(affineG2, pairs);
    byte[] f = new byte[Blst.FP12];
    byte[] out = new byte[Blst.FP12];
    return () -> {
      Blst.blst_miller_loop_n(f, g2, g1, pairs);
      Blst.blst_final_exp(out, f);
    };
  }

  private static Memory repeated(byte[] element, int count) {
    Memory memory = new Memory(16L + (long) element.length * count);
    memory.setPointer(0, memory.share(16));
    memory.setPointer(8, null);
    for (int i = 0; i < count; i++) {
      memory.write(16L + (long) i * element.length, element, 0, element.length);
    }
    return memory;
  }
}
