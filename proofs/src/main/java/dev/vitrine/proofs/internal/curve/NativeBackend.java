package dev.vitrine.proofs.internal.curve;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.math.BigInteger;
import java.util.Arrays;

/** BLS12-381 by the native blst library. */
final class NativeBackend implements Backend {
  private static final int SCALAR_BITS = 255;

  @Override
  public String name() {
    return "native";
  }

  @Override
  public byte[] parseG1(byte[] encoded) throws CurveException {
    byte[] affine = new byte[Blst.P1_AFFINE];
    int error = Blst.blst_p1_uncompress(affine, encoded);
    if (error == Blst.SUCCESS && Blst.blst_p1_affine_in_g1(affine) == 0) {
      error = Blst.NOT_IN_GROUP;
    }
    refuse("G1 point", error);
    return affine;
  }

  @Override
  public byte[] parseG2(byte[] encoded) throws CurveException {
    byte[] affine = new byte[Blst.P2_AFFINE];
    int error = Blst.blst_p2_uncompress(affine, encoded);
    if (error == Blst.SUCCESS && Blst.blst_p2_affine_in_g2(affine) == 0) {
      error = Blst.NOT_IN_GROUP;
    }
    refuse("G2 point", error);
    return affine;
  }

  @Override
  public byte[] addG1(byte[] a, byte[] b) {
    byte[] sum = new byte[Blst.P1];
    Blst.blst_p1_add_or_double_affine(sum, projectiveG1(a), b);
    return affineG1(sum);
  }

  @Override
  public byte[] addG2(byte[] a, byte[] b) {
    byte[] sum = new byte[Blst.P2];
    Blst.blst_p2_add_or_double_affine(sum, projectiveG2(a), b);
    return affineG2(sum);
  }

  @Override
  public byte[] multiplySecretG1(byte[][] points, byte[][] scalars) {
    byte[] sum = new byte[Blst.P1];
    byte[] product = new byte[Blst.P1];
    for (int i = 0; i < points.length; i++) {
      Blst.blst_p1_mult(product, projectiveG1(points[i]), scalars[i], SCALAR_BITS);
      byte[] next = new byte[Blst.P1];
      Blst.blst_p1_add_or_double(next, sum, product);
      sum = next;
    }
    Arrays.fill(product, (byte) 0);
    return affineG1(sum);
  }

  @Override
  public byte[] multiplySecretG2(byte[] point, byte[] scalar) {
    byte[] product = new byte[Blst.P2];
    Blst.blst_p2_mult(product, projectiveG2(point), scalar, SCALAR_BITS);
    return affineG2(product);
  }

  @Override
  public byte[] msm(byte[][] points, byte[][] scalars) {
    int count = points.length;
    long bits = Math.min(SCALAR_BITS, Byte.SIZE * scalars[0].length);
    byte[] sum = new byte[Blst.P1];
    if (count == 1) {
      Blst.blst_p1_mult(sum, projectiveG1(points[0]), scalars[0], bits);
      return affineG1(sum);
    }
    long scratchBytes = Blst.blst_p1s_mult_pippenger_scratch_sizeof(count);
    NativeScratch scratch = NativeScratch.current();
    scratch.begin((long) count * (Blst.P1_AFFINE + Scalar.BYTES) + scratchBytes);
    Blst.blst_p1s_mult_pippenger(
        sum, scratch.list(points), count, scratch.list(scalars), bits, scratch.room(scratchBytes));
    scratch.end();
    return affineG1(sum);
  }

  @Override
  public byte[] sumG1(long[] points, int count) {
    NativeScratch scratch = NativeScratch.current();
    scratch.begin((long) count * Blst.P1_AFFINE);
    byte[] sum = new byte[Blst.P1];
    Blst.blst_p1s_add(sum, scratch.list(points), count);
    scratch.end();
    return affineG1(sum);
  }

  @Override
  public Bases bases(byte[][] points, int windowBits) {
    return windowBits == 0 ? new PlainBases(points) : new WindowedBases(points, windowBits);
  }

  @Override
  public Bases combBases(byte[][] points, int teeth) {
    return new CombBases(points, teeth);
  }

  @Override
  public boolean pairingsCancel(byte[][] g1, byte[][] g2) {
    NativeScratch scratch = NativeScratch.current();
    scratch.begin((long) g1.length * (Blst.P1_AFFINE + Blst.P2_AFFINE));
    byte[] f = new byte[Blst.FP12];
    Blst.blst_miller_loop_n(f, scratch.list(g2), scratch.list(g1), g1.length);
    byte[] result = new byte[Blst.FP12];
    Blst.blst_final_exp(result, f);
    return Blst.blst_fp12_is_one(result) != 0;
  }

  @Override
  public byte[] mapToG1(BigInteger u0, BigInteger u1) {
    byte[] point = new byte[Blst.P1];
    Blst.blst_map_to_g1(point, BaseField.ofInteger(u0), BaseField.ofInteger(u1));
    return affineG1(point);
  }

  private static void refuse(String what, int error) throws CurveException {
    if (error == Blst.NOT_IN_GROUP) {
      throw new CurveException(what, CurveException.Reason.WRONG_SUBGROUP);
    }
    if (error != Blst.SUCCESS) {
      throw new CurveException(what, CurveException.Reason.NOT_ON_CURVE);
    }
  }

  static byte[] affineG1(byte[] point) {
    byte[] affine = new byte[Blst.P1_AFFINE];
    Blst.blst_p1_to_affine(affine, point);
    return affine;
  }

  private static byte[] affineG2(byte[] point) {
    byte[] affine = new byte[Blst.P2_AFFINE];
    Blst.blst_p2_to_affine(affine, point);
    return affine;
  }

  /** With z = 1, or all zeros for the identity. */
  static byte[] projectiveG1(byte[] affine) {
    byte[] point = Arrays.copyOf(affine, Blst.P1);
    if (!Arrays.equals(affine, G1Point.IDENTITY.raw())) {
      BaseField.putOne(point, Blst.P1_AFFINE);
    }
    return point;
  }

  private static byte[] projectiveG2(byte[] affine) {
    byte[] point = Arrays.copyOf(affine, Blst.P2);
    if (!Arrays.equals(affine, G2Point.IDENTITY.raw())) {
      BaseField.putOne(point, Blst.P2_AFFINE);
    }
    return point;
  }

  /** The points in native memory, multiplied by Pippenger's method; zero scalars are left out. */
  private static final class PlainBases implements Bases {
    private static final byte[] ZERO = new byte[Scalar.BYTES];

    private final Memory memory;

    PlainBases(byte[][] points) {
      memory = new Memory((long) points.length * Blst.P1_AFFINE);
      for (int i = 0; i < points.length; i++) {
        memory.write((long) i * Blst.P1_AFFINE, points[i], 0, Blst.P1_AFFINE);
      }
    }

    @Override
    public byte[] msm(byte[] scalars, int count, int bits) {
      int width = (bits + 7) / 8;
      byte[] factors = new byte[count * width];
      long[] named = new long[count + 1];
      int kept = 0;
      for (int i = 0; i < count; i++) {
        if (!Arrays.equals(scalars, i * width, (i + 1) * width, ZERO, 0, width)) {
          System.arraycopy(scalars, i * width, factors, kept * width, width);
          named[kept++] = Pointer.nativeValue(memory) + (long) i * Blst.P1_AFFINE;
        }
      }
      if (kept == 0) {
        return new byte[Blst.P1_AFFINE];
      }
      long scratchBytes = Blst.blst_p1s_mult_pippenger_scratch_sizeof(kept);
      NativeScratch scratch = NativeScratch.current();
      scratch.begin(factors.length + scratchBytes + (kept + 1L) * Long.BYTES);
      byte[] sum = new byte[Blst.P1];
      try {
        Pointer list = scratch.list(factors);
        Pointer points = scratch.room((kept + 1L) * Long.BYTES);
        points.write(0, named, 0, kept + 1);
        Pointer room = scratch.room(scratchBytes);
        Blst.blst_p1s_mult_pippenger(sum, points, kept, list, bits, room);
      } finally {
        scratch.end();
        Reference.reachabilityFence(memory);
      }
      return affineG1(sum);
    }
  }

  /** For each point, all multiples of a window, so that a product is a few additions. */
  private static final class WindowedBases implements Bases {
    private final Memory table;
    private final int windowBits;

    WindowedBases(byte[][] points, int windowBits) {
      this.windowBits = windowBits;
      table = new Memory(Blst.blst_p1s_mult_wbits_precompute_sizeof(windowBits, points.length));
      NativeScratch scratch = NativeScratch.current();
      scratch.begin((long) points.length * Blst.P1_AFFINE);
      Blst.blst_p1s_mult_wbits_precompute(table, windowBits, scratch.list(points), points.length);
    }

    @Override
    public byte[] msm(byte[] scalars, int count, int bits) {
      long scratchBytes = Blst.blst_p1s_mult_wbits_scratch_sizeof(count);
      NativeScratch scratch = NativeScratch.current();
      scratch.begin(scalars.length + scratchBytes);
      byte[] sum = new byte[Blst.P1];
      try {
        Pointer list = scratch.list(scalars);
        Pointer room = scratch.room(scratchBytes);
        Blst.blst_p1s_mult_wbits(sum, table, windowBits, count, list, bits, room);
      } finally {
        scratch.end();
        Reference.reachabilityFence(table);
      }
      return affineG1(sum);
    }
  }
}
