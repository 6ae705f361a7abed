package dev.vitrine.proofs.bench;

import dev.vitrine.proofs.batch.BatchKey;
import dev.vitrine.proofs.batch.Columns;
import dev.vitrine.proofs.internal.curve.BareOperations;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.FixedBases;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.TypedRecord;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * Committing to the columns of one slot of a full batch, per value. The limit is the multi-scalar
 * multiplication over prepared generators and the one multiplication of the blinding, done barely:
 * what is above it is deriving the blindings, reading values and encoding.
 */
public final class ColumnBench {
  private static final String SLOT = "value";

  private final Columns columns = new Columns(Curve.nativeBackend());
  private final SecureRandom random = new SecureRandom();
  private final byte[][] seeds = BatchKey.random(random).seeds(BatchKey.SEEDS);

  private ColumnBench() {}

  /**
   * Values of 16 bits (small quantities, days), alone and with presence and square; of 48 bits
   * (milliseconds); and texts.
   *
   * @param perOperation about how long to spend on each of the ten timings
   * @throws IllegalStateException if there is no native backend here
   */
  public static List<BenchResult> run(Duration perOperation) {
    return new ColumnBench().measure(new Stopwatch(perOperation));
  }

  private List<BenchResult> measure(Stopwatch stopwatch) {
    FixedBases bases = columns.generators().positions();
    long[] small = random.longs(BatchKey.SEEDS, 1, 1 << 16).toArray();
    long[] large = random.longs(BatchKey.SEEDS, 1, 1L << 48).toArray();
    long[] squares = Arrays.stream(small).map(value -> value * value).toArray();
    long[] ones = Arrays.stream(small).map(value -> 1).toArray();
    List<Scalar> scalars = new ArrayList<>();
    for (int k = 0; k < BatchKey.SEEDS; k++) {
      scalars.add(Scalar.random(random));
    }
    double[] micros =
        stopwatch.micros(
            List.of(
                // the values' length counts, not the slot's; a slot of 48 bits has one column
                commitment(Slot.integer(SLOT, "measured", 48, 0, 0, ""), numbers(small)),
                commitment(Slot.integer(SLOT, "measured", 16, 0, 0, ""), numbers(small)),
                commitment(Slot.integer(SLOT, "measured", 48, 0, 0, ""), numbers(large)),
                commitment(
                    Slot.provableText(SLOT, "measured"),
                    (record, k) -> record.text(SLOT, "urn:epc:id:sgtin:9506000.013435." + k)),
                () -> bases.msm(small, 16),
                () -> bases.msm(ones, 1),
                () -> bases.msm(squares, 32),
                () -> bases.msm(large, 48),
                () -> bases.msm(scalars),
                new BareOperations().multiplyG1()));
    double multiplication = micros[9];
    return List.of(
        result("value of 16 bits", micros[0], 1, micros[4] + multiplication),
        result(
            "value of 16 bits with presence and square",
            micros[1],
            3,
            micros[4] + micros[5] + micros[6] + 3 * multiplication),
        result("value of 48 bits", micros[2], 1, micros[7] + multiplication),
        result("text", micros[3], 1, micros[8] + multiplication));
  }

  private static BenchResult result(String what, double micros, int columns, double limit) {
    return new BenchResult(
        "column commitment, per " + what + ", 256 a batch",
        micros / BatchKey.SEEDS,
        "µs",
        columns == 1
            ? "MSM of 256 prepared points and one multiplication"
            : "3 MSMs of 256 prepared points and 3 multiplications",
        limit / BatchKey.SEEDS);
  }

  private static BiConsumer<TypedRecord.Builder, Integer> numbers(long[] values) {
    return (record, k) -> record.integer(SLOT, OptionalLong.of(values[k]));
  }

  private Runnable commitment(Slot slot, BiConsumer<TypedRecord.Builder, Integer> fill) {
    Schema schema = Schema.of("bench", List.of(slot));
    List<TypedRecord> records = new ArrayList<>();
    for (int k = 0; k < BatchKey.SEEDS; k++) {
      TypedRecord.Builder record = TypedRecord.of(schema, new byte[0], "text/plain");
      fill.accept(record, k);
      records.add(record.build());
    }
    return () -> columns.commit(schema, records, seeds);
  }
}
