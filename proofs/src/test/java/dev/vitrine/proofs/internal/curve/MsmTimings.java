package dev.vitrine.proofs.internal.curve;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Prints microseconds of the operations behind column commitments; run its main by hand. */
public final class MsmTimings {
  private static final int POINTS = 256;

  private MsmTimings() {}

  /** Times multi-scalar multiplications of 256 points by window and scalar length. */
  public static void main(String[] args) {
    Curve curve = Curve.nativeBackend();
    List<G1Point> points = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      points.add(curve.hashToG1(HashSuite.SHA_256, new byte[] {(byte) i}, new byte[] {1}));
    }
    Random random = new Random(5);
    Scalar secret = Scalar.of(random.nextLong()).invert();
    print("G1 multiplication", time(() -> curve.multiply(curve.g1(), secret)));
    print("hash to G1", time(() -> curve.hashToG1(HashSuite.SHA_256, new byte[9], new byte[9])));
    print("scalar inversion", time(secret::invert));
    print("scalar product", time(() -> secret.multiply(secret)));
    byte[] encoded = curve.g1().toBytes();
    print("G1 encode", time(curve.g1()::toBytes));
    print("G1 parse", time(() -> parse(curve, encoded)));
    print(
        "pairing of 2",
        time(
            () ->
                curve.pairingsCancel(
                    List.of(curve.g1(), curve.g1()), List.of(curve.g2(), curve.g2()))));
    for (int window : new int[] {0, 6, 8, 9, 10, 12}) {
      long start = cpu();
      FixedBases bases = window == 0 ? curve.fixedBases(points) : curve.fixedBases(points, window);
      String name = window == 0 ? "pippenger" : "window " + window;
      print(name + " table", (cpu() - start) / 1000.0);
      for (int bits : new int[] {8, 16, 24, 32, 40, 48, 64}) {
        long[] scalars = new long[POINTS];
        for (int i = 0; i < POINTS; i++) {
          scalars[i] = random.nextLong() >>> (64 - bits);
        }
        print(name + " bits " + bits, time(() -> bases.msm(scalars, bits)));
      }
    }
  }

  private static G1Point parse(Curve curve, byte[] encoded) {
    try {
      return curve.parseG1(encoded);
    } catch (CurveException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double time(Runnable work) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 7; round++) {
      long start = cpu();
      int runs = 0;
      while (cpu() - start < 40_000_000L) {
        work.run();
        runs++;
      }
      best = Math.min(best, (cpu() - start) / 1000.0 / runs);
    }
    return best;
  }

  /** Processor time of this thread, which a busy machine disturbs least. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void print(String name, double micros) {
    System.out.printf(Locale.ROOT, "%-24s %10.2f us%n", name, micros);
  }
}
