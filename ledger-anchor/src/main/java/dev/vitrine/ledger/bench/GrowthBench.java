package dev.vitrine.ledger.bench;

import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.ledger.log.LogStorage;
import dev.vitrine.ledger.log.LogView;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What an append costs as a log grows, from ten thousand leaves on by factors of ten, and how long
 * an inclusion proof takes in it. One thread; leaves of eight bytes, so that ten million of them
 * fit into memory: what grows with a log is its tree, not its entries.
 */
public final class GrowthBench {
  /** The smallest size at which is measured. */
  public static final long SMALLEST = 10_000;

  /** About what a busy log takes in between two checkpoints; each pays for the right edge once. */
  private static final int STEP = 4096;

  private static final int STEPS_A_WINDOW = 1;
  private static final int WINDOWS = 9;
  private static final int FILL = 1 << 14;
  private static final int MOST_PROOFS = 200_000;

  private GrowthBench() {}

  /**
   * Grows a log in memory and measures on the way.
   *
   * @param most the largest size, {@value #SMALLEST} times a power of ten; ten million leaves take
   *     about 2 GB
   * @param each about how long proofs are timed
   */
  public static List<Figure> run(long most, Duration each) {
    LogStorage warm = new InMemoryLogStorage();
    Log warming = log(warm);
    long warmed = System.nanoTime() + each.toNanos();
    do {
      medianAppend(warm, warming);
    } while (System.nanoTime() < warmed);
    LogStorage storage = new InMemoryLogStorage();
    Log log = log(storage);
    double hash = 1e9 / LogBench.hashing(each.dividedBy(2), leaves(0, STEP));
    List<Figure> figures = new ArrayList<>();
    double cheapest = Double.MAX_VALUE;
    double dearest = 0;
    for (long size = SMALLEST; size <= most; size *= 10) {
      fill(storage, log, size);
      double nanos = medianAppend(storage, log);
      cheapest = Math.min(cheapest, nanos);
      dearest = Math.max(dearest, nanos);
      figures.add(
          new Figure(
              "append to signed checkpoint, " + STEP + " a step, from " + size + " leaves",
              nanos,
              "ns/entry",
              "SHA-256 of one entry and one node",
              hash));
    }
    figures.add(
        new Figure(
            "append: the dearest of these sizes to the cheapest",
            dearest / cheapest,
            "times",
            "asked: flat within 20 %",
            1.2));
    figures.addAll(proofs("in memory", log.view(), each));
    return figures;
  }

  /**
   * How long an inclusion proof takes in a log, whatever its storage: the mean and the 99th of 100.
   *
   * @param where says what storage it is
   */
  public static List<Figure> proofs(String where, LogView view, Duration each) {
    long size = view.latest().orElseThrow().checkpoint().size();
    Random random = new Random(size);
    long[] nanos = new long[MOST_PROOFS];
    long end = System.nanoTime() + each.toNanos();
    int done = 0;
    // the first fifth warms up
    long counted = System.nanoTime() + each.toNanos() / 5;
    for (long now = System.nanoTime(); now < end && done < nanos.length; ) {
      int paths = view.inclusionProof(random.nextLong(size), size).path().size();
      long then = System.nanoTime();
      if (now >= counted && paths > 0) {
        nanos[done++] = then - now;
      }
      now = then;
    }
    long[] sorted = Arrays.copyOf(nanos, done);
    Arrays.sort(sorted);
    String name = "inclusion proof " + where + ", " + size + " leaves, ";
    String limit = "asked: 2 ms";
    return List.of(
        new Figure(name + "mean", Arrays.stream(sorted).average().orElse(0) / 1e6, "ms", limit, 2),
        new Figure(
            name + "99th of 100",
            done == 0 ? 0 : sorted[done - 1 - done / 100] / 1e6,
            "ms",
            limit,
            2));
  }

  /** The median over some windows, each long enough to hold what every 256th append costs more. */
  private static double medianAppend(LogStorage storage, Log log) {
    double[] nanos = new double[WINDOWS];
    for (int window = 0; window < WINDOWS; window++) {
      long from = storage.load().sequenced();
      List<List<byte[]>> steps = new ArrayList<>();
      for (int i = 0; i < STEPS_A_WINDOW; i++) {
        steps.add(leaves(from + (long) i * STEP, STEP));
      }
      long start = System.nanoTime();
      for (List<byte[]> step : steps) {
        storage.append(step);
        log.integrateAndPublish();
      }
      nanos[window] = (System.nanoTime() - start) / (double) (STEPS_A_WINDOW * STEP);
    }
    Arrays.sort(nanos);
    return nanos[WINDOWS / 2];
  }

  private static Log log(LogStorage storage) {
    return new Log(
        storage,
        NoteSigner.generate("bench.invalid/log", SignatureType.ED25519, new SecureRandom()));
  }

  private static void fill(LogStorage storage, Log log, long size) {
    for (long at = storage.load().sequenced(); at < size; ) {
      int count = (int) Math.min(FILL, size - at);
      storage.append(leaves(at, count));
      log.integrateAndPublish();
      at += count;
    }
  }

  private static List<byte[]> leaves(long from, int count) {
    List<byte[]> leaves = new ArrayList<>(count);
    for (long i = from; i < from + count; i++) {
      leaves.add(ByteBuffer.allocate(Long.BYTES).putLong(i).array());
    }
    return leaves;
  }
}
