package dev.vitrine.proofs.internal.curve;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * Points with a table of the multiples by 1 to 256, so that each byte of a scalar names one entry;
 * a sum is then the addition of those entries, by blst's addition of many points. Bytes that are
 * zero cost nothing.
 *
 * <p>With t teeth a point comes with its multiples by 2^(256/t), and so on, each with a table of
 * its own: a step then takes t bytes of a scalar at once, and there are fewer steps and doublings.
 */
final class CombBases implements Backend.Bases {
  private static final int WINDOW = Byte.SIZE;

  /** Entries of a row: multiples by 1 to 2^8, the last of them unused. */
  private static final int ROW = (1 << WINDOW) * Blst.P1_AFFINE;

  private final Memory table;
  private final long address;
  private final int teeth;
  private final int steps;

  /**
   * Makes the table.
   *
   * @param teeth divides 32
   */
  CombBases(byte[][] points, int teeth) {
    this.teeth = teeth;
    this.steps = Scalar.BYTES / teeth;
    byte[][] rows = new byte[points.length * teeth][];
    for (int i = 0; i < points.length; i++) {
      rows[i * teeth] = points[i];
      for (int j = 1; j < teeth; j++) {
        rows[i * teeth + j] = shifted(rows[i * teeth + j - 1]);
      }
    }
    // blst's windows are signed, so its table for 9 bits holds 2^8 multiples
    long size = Blst.blst_p1s_mult_wbits_precompute_sizeof(WINDOW + 1, rows.length);
    table = new Memory(size);
    NativeScratch scratch = NativeScratch.current();
    scratch.begin((long) rows.length * Blst.P1_AFFINE);
    Blst.blst_p1s_mult_wbits_precompute(table, WINDOW + 1, scratch.list(rows), rows.length);
    address = Pointer.nativeValue(table);
  }

  /** The point doubled once for each bit of a tooth. */
  private byte[] shifted(byte[] point) {
    byte[] factor = new byte[Scalar.BYTES];
    factor[steps] = 1;
    byte[] product = new byte[Blst.P1];
    long length = 1L + (long) steps * WINDOW;
    Blst.blst_p1_mult(product, NativeBackend.projectiveG1(point), factor, length);
    return NativeBackend.affineG1(product);
  }

  @Override
  public byte[] msm(byte[] scalars, int count, int bits) {
    int width = (bits + 7) / 8;
    NativeScratch scratch = NativeScratch.current();
    scratch.begin((long) (count * teeth + 1) * Long.BYTES + 2L * Blst.P1 + 256);
    try {
      Pointer sum = scratch.room(Blst.P1);
      Pointer part = scratch.room(Blst.P1);
      Pointer list = scratch.room((long) (count * teeth + 1) * Long.BYTES);
      sum.clear(Blst.P1);
      long[] entries = new long[count * teeth + 1];
      for (int step = Math.min(steps, width) - 1; step >= 0; step--) {
        for (int i = 0; i < WINDOW; i++) {
          Blst.blst_p1_double(sum, sum);
        }
        int named = entries(entries, scalars, width, count, step);
        if (named > 0) {
          entries[named] = 0;
          list.write(0, entries, 0, named + 1);
          Blst.blst_p1s_add(part, list, named);
          Blst.blst_p1_add_or_double(sum, sum, part);
        }
      }
      return NativeBackend.affineG1(sum.getByteArray(0, Blst.P1));
    } finally {
      scratch.end();
      Reference.reachabilityFence(table);
    }
  }

  /** What blst alone does for {@link #msm}, with all addresses collected before; for benchmarks. */
  Runnable prepared(byte[] scalars) {
    int count = scalars.length / Scalar.BYTES;
    long[] entries = new long[count * teeth + 1];
    List<Memory> lists = new ArrayList<>();
    for (int step = steps - 1; step >= 0; step--) {
      int named = entries(entries, scalars, Scalar.BYTES, count, step);
      Memory list = new Memory((named + 1L) * Long.BYTES);
      list.write(0, entries, 0, named);
      list.setLong((long) named * Long.BYTES, 0);
      lists.add(list);
    }
    Memory sum = new Memory(Blst.P1);
    Memory part = new Memory(Blst.P1);
    sum.clear();
    return () -> {
      try {
        for (Memory list : lists) {
          for (int i = 0; i < WINDOW; i++) {
            Blst.blst_p1_double(sum, sum);
          }
          Blst.blst_p1s_add(part, list, list.size() / Long.BYTES - 1);
          Blst.blst_p1_add_or_double(sum, sum, part);
        }
      } finally {
        Reference.reachabilityFence(table);
      }
    };
  }

  /** Collects the addresses of what the scalars name in one step; returns how many. */
  private int entries(long[] entries, byte[] scalars, int width, int count, int step) {
    int named = 0;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < teeth; j++) {
        int at = j * steps + step;
        int digit = at < width ? scalars[i * width + at] & 0xff : 0;
        if (digit != 0) {
          entries[named++] =
              address + (long) (i * teeth + j) * ROW + (long) (digit - 1) * Blst.P1_AFFINE;
        }
      }
    }
    return named;
  }
}
