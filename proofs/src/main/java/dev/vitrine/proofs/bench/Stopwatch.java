package dev.vitrine.proofs.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Times repeatable operations by the processor time of the calling thread, in turns, round after
 * round, and takes each one's median: whatever else the machine does then disturbs all of them
 * little and alike, and figures of one run can be compared. On an idle machine this is the time on
 * the clock.
 */
public final class Stopwatch {
  private static final int ROUNDS = 9;
  private static final int WARM_UP = 2;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final long roundNanos;

  /** Spends about {@code perOperation} on each operation. */
  public Stopwatch(Duration perOperation) {
    this.roundNanos = Math.max(1, perOperation.toNanos() / (ROUNDS + WARM_UP));
  }

  /** Microseconds of one run of each operation. */
  public double[] micros(List<Runnable> operations) {
    double[][] rounds = new double[operations.size()][ROUNDS];
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      for (int j = 0; j < operations.size(); j++) {
        rounds[j][Math.max(i, 0)] = round(operations.get(j));
      }
    }
    double[] medians = new double[rounds.length];
    for (int j = 0; j < rounds.length; j++) {
      Arrays.sort(rounds[j]);
      medians[j] = rounds[j][ROUNDS / 2];
    }
    return medians;
  }

  private double round(Runnable operation) {
    long start = threads.getCurrentThreadCpuTime();
    long elapsed;
    int runs = 0;
    do {
      operation.run();
      runs++;
      elapsed = threads.getCurrentThreadCpuTime() - start;
    } while (elapsed < roundNanos);
    return elapsed / 1000.0 / runs;
  }
}
