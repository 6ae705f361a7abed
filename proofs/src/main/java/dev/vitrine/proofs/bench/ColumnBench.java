package dev.vitrine.proofs.bench;

import dev.vitrine.proofs.batch.BatchKey;
import dev.vitrine.proofs.batch.Columns;
import dev.vitrine.proofs.internal.curve.BareOperations;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.FixedBases;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.TypedRecord;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Committing to a numeric column of a full batch, per value. The limit is the multi-scalar
 * multiplication over prepared generators and the one multiplication of the blinding, done barely:
 * what is above it is deriving the blindings, reading values and encoding.
 */
public final class ColumnBench {
  private static final String SLOT = "value";

  private final Columns columns = new Columns(Curve.nativeBackend());
  private final SecureRandom random = new SecureRandom();

  private ColumnBench() {}

  /**
   * Values of 16 bits (small quantities, days) and of 48 bits (milliseconds).
   *
   * @param perOperation about how long to spend on each of the five timings
   * @throws IllegalStateException if there is no native backend here
   */
  public static List<BenchResult> run(Duration perOperation) {
    return new ColumnBench().measure(new Stopwatch(perOperation));
  }

  private List<BenchResult> measure(Stopwatch stopwatch) {
    FixedBases bases = columns.generators().positions();
    byte[][] seeds = BatchKey.random(random).seeds(BatchKey.SEEDS);
    long[] small = values(16);
    long[] large = values(48);
    double[] micros =
        stopwatch.micros(
            List.of(
                commitment(16, small, seeds),
                commitment(48, large, seeds),
                () -> bases.msm(small, 16),
                () -> bases.msm(large, 48),
                new BareOperations().multiplyG1()));
    return List.of(
        result(16, micros[0], micros[2] + micros[4]), result(48, micros[1], micros[3] + micros[4]));
  }

  private static BenchResult result(int bits, double micros, double limit) {
    return new BenchResult(
        "column commitment, per value of " + bits + " bits, 256 a batch",
        micros / BatchKey.SEEDS,
        "µs",
        "MSM of 256 prepared points and one multiplication",
        limit / BatchKey.SEEDS);
  }

  private Runnable commitment(int bits, long[] values, byte[][] seeds) {
    Schema schema = Schema.of("bench", List.of(Slot.integer(SLOT, "measured", bits, 0, 0, "")));
    List<TypedRecord> records = new ArrayList<>();
    for (long value : values) {
      records.add(
          TypedRecord.of(schema, new byte[0], "text/plain")
              .integer(SLOT, OptionalLong.of(value))
              .build());
    }
    return () -> columns.commit(schema, records, seeds);
  }

  private long[] values(int bits) {
    return random.longs(BatchKey.SEEDS, 1, 1L << bits).toArray();
  }
}
