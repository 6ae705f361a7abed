package dev.vitrine.proofs.internal.curve;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.File;
import java.io.IOException;
import java.util.Locale;

/**
 * The functions of blst's C API that we call, bound directly to the library inside jblst's jar:
 * jblst's own Java API has no multi-scalar multiplication. Sizes are blst.h's for 64-bit machines;
 * {@code size_t} is a long. Registering fails as a whole where the library is missing.
 *
 * <p>JNA hands arrays over as copies and writes each back after the call, inputs too: an array must
 * not be both an input and the output of one call.
 */
@SuppressWarnings("MemberName") // names are the C symbols that JNA looks up
final class Blst {
  static final int P1 = 144;
  static final int P1_AFFINE = 96;
  static final int P2 = 288;
  static final int P2_AFFINE = 192;
  static final int FP12 = 576;

  static final int SUCCESS = 0;
  static final int NOT_IN_GROUP = 3;

  static {
    File library = extract();
    Native.register(Blst.class, NativeLibrary.getInstance(library.getAbsolutePath()));
    discard(library);
  }

  private Blst() {}

  /** Unpacks the library for this machine into JNA's folder of temporary files. */
  private static File extract() {
    String path = "/supranational/blst/" + resource();
    try {
      return Native.extractFromResourcePath(path, Blst.class.getClassLoader());
    } catch (IOException e) {
      throw new UnsatisfiedLinkError("no blst library for this machine at " + path);
    }
  }

  /** Once mapped, the file is of no use; a process that is killed should leave none behind. */
  private static void discard(File library) {
    // a library that did not come out of a jar is not ours to delete
    boolean unpacked = library.getName().startsWith("jna");
    if (unpacked && !library.delete()) {
      library.deleteOnExit(); // Windows holds on to a mapped file
    }
  }

  private static String resource() {
    boolean arm = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT).contains("aarch64");
    if (!Platform.is64Bit()) {
      throw new UnsatisfiedLinkError("blst is bound for 64-bit machines only");
    }
    if (Platform.isMac()) {
      return (arm ? "Mac/aarch64/" : "Mac/x86_64/") + "libblst.dylib";
    }
    if (Platform.isWindows()) {
      return "Windows/amd64/blst.dll";
    }
    return (arm ? "Linux/aarch64/" : "Linux/amd64/") + "libblst.so";
  }

  static native int blst_p1_uncompress(byte[] affine, byte[] compressed);

  static native int blst_p2_uncompress(byte[] affine, byte[] compressed);

  static native byte blst_p1_affine_in_g1(byte[] affine);

  static native byte blst_p2_affine_in_g2(byte[] affine);

  static native void blst_p1_to_affine(byte[] affine, byte[] point);

  static native void blst_p2_to_affine(byte[] affine, byte[] point);

  static native void blst_p1_add_or_double(byte[] out, byte[] a, byte[] b);

  static native void blst_p1_add_or_double_affine(byte[] out, byte[] a, byte[] b);

  static native void blst_p2_add_or_double_affine(byte[] out, byte[] a, byte[] b);

  /** Constant-time in the scalar. */
  static native void blst_p1_mult(byte[] out, byte[] point, byte[] scalar, long bits);

  /** Constant-time in the scalar. */
  static native void blst_p2_mult(byte[] out, byte[] point, byte[] scalar, long bits);

  static native void blst_p1_double(Pointer out, Pointer a);

  static native void blst_p1_add_or_double(Pointer out, Pointer a, Pointer b);

  static native void blst_p1s_add(byte[] out, Pointer points, long count);

  static native void blst_p1s_add(Pointer out, Pointer points, long count);

  static native void blst_map_to_g1(byte[] out, byte[] u, byte[] v);

  static native long blst_p1s_mult_pippenger_scratch_sizeof(long count);

  static native void blst_p1s_mult_pippenger(
      byte[] out, Pointer points, long count, Pointer scalars, long bits, Pointer scratch);

  static native long blst_p1s_mult_wbits_precompute_sizeof(long windowBits, long count);

  static native void blst_p1s_mult_wbits_precompute(
      Pointer table, long windowBits, Pointer points, long count);

  static native long blst_p1s_mult_wbits_scratch_sizeof(long count);

  static native void blst_p1s_mult_wbits(
      byte[] out,
      Pointer table,
      long windowBits,
      long count,
      Pointer scalars,
      long bits,
      Pointer scratch);

  static native void blst_miller_loop_n(byte[] out, Pointer g2, Pointer g1, long count);

  static native void blst_final_exp(byte[] out, byte[] f);

  static native byte blst_fp12_is_one(byte[] f);
}
