package dev.vitrine.proofs.bench;

import dev.vitrine.proofs.internal.curve.BareOperations;
import dev.vitrine.proofs.internal.curve.Curve;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Range proofs on the native backend: values that lie within two bounds each, all of them in one
 * proof, from its making to the check of its bytes. The limit is the time of the algorithm's own
 * curve operations, done barely: what is above it is hashing, encoding, scalars, copies and Java.
 */
public final class RangeBench {
  private static final int BATCH = 16;

  private final Stopwatch stopwatch;
  private final BareOperations bare = new BareOperations();

  private RangeBench(Duration perOperation) {
    this.stopwatch = new Stopwatch(perOperation);
  }

  /**
   * One value with two bounds of 16 bits, alone and many such proofs checked at once; and 24 values
   * with two bounds of 8 bits each.
   *
   * @param perOperation about how long to spend on each of the 17 timings
   * @throws IllegalStateException if there is no native backend here
   */
  public static List<BenchResult> run(Duration perOperation) {
    RangeBench bench = new RangeBench(perOperation);
    List<BenchResult> results = new ArrayList<>();
    results.addAll(bench.measure(new BoundedValues(Curve.nativeBackend(), 1, 16), true));
    results.addAll(bench.measure(new BoundedValues(Curve.nativeBackend(), 24, 8), false));
    return results;
  }

  private List<BenchResult> measure(BoundedValues statement, boolean batch) {
    int rounds = statement.rounds();
    int positions = 1 << rounds;
    // the points of the proof itself, and the commitments
    int decoded = 4 + 2 * rounds + statement.values();
    BareOperations.Tables tables =
        BareOperations.tables(2 * positions + 2, statement.values() == 1 ? 8 : 1);
    byte[] proof = statement.prove();
    List<Runnable> timed =
        new ArrayList<>(
            List.of(
                statement::prove,
                () -> statement.verify(proof, 1),
                bare.multiplyG1(),
                bare.sum(tables, positions),
                bare.tableMsm(tables, 2 * positions),
                bare.tableMsm(tables, positions + 1),
                bare.decodeG1(),
                bare.msm(decoded),
                bare.tableMsm(tables, 2 * positions + 2)));
    if (batch) {
      timed.add(() -> statement.verify(proof, BATCH));
      timed.add(bare.msm(BATCH * (decoded - statement.values()) + statement.values()));
    }
    double[] micros = stopwatch.micros(timed);
    String name = "range proof, " + statement.name() + " (" + statement.bytes(proof) + " B), ";
    List<BenchResult> results = new ArrayList<>();
    results.add(
        new BenchResult(
            name + "prove",
            micros[0],
            "µs",
            String.format(
                "6 constant-time multiplications, sum of %d points, table MSMs of %d and %d times %d",
                positions, 2 * positions, 2 * rounds, positions + 1),
            6 * micros[2] + micros[3] + micros[4] + 2 * rounds * micros[5]));
    results.add(
        new BenchResult(
            name + "verify",
            micros[1],
            "µs",
            String.format(
                "%d decodings, MSM of %d, table MSM of %d", decoded, decoded, 2 * positions + 2),
            decoded * micros[6] + micros[7] + micros[8]));
    if (batch) {
      results.add(
          new BenchResult(
              name + "verify, each of " + BATCH + " at once",
              micros[9] / BATCH,
              "µs",
              String.format("%d decodings, a %dth of one MSM and of one table MSM", decoded, BATCH),
              decoded * micros[6] + (micros[10] + micros[8]) / BATCH));
    }
    return results;
  }
}
