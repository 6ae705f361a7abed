package dev.vitrine.proofs.internal.curve;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

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
