package dev.vitrine.proofs.batch;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.FixedBases;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.linear.ColumnGenerators;
import dev.vitrine.proofs.internal.value.SlotScalar;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.SlotKind;
import dev.vitrine.proofs.record.TypedRecord;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Commits to the columns of a batch (protocol §4): {@code C = Σ v_k·G_k + σ·H} in G1 of BLS12-381,
 * with {@code σ = Σ ρ_k} and each {@code ρ_k} from its record's seed.
 *
 * <p>Perfectly hiding, and binding under the discrete logarithm assumption: the generators come
 * from hash_to_curve, so nobody knows a relation among them. One multi-scalar multiplication serves
 * the whole column; its time depends on how many bytes of the values are zero, which a batch of 256
 * blurs but does not hide from someone who measures the gateway's processor. Blindings meet points
 * in constant time only.
 */
public final class Columns {
  private static final byte[] RHO = "vitrine/1/rho\0".getBytes(StandardCharsets.US_ASCII);

  private final ColumnGenerators generators;

  /**
   * Over the generators on {@code curve}, which take about a quarter of a second the first time.
   */
  public Columns(Curve curve) {
    this.generators = ColumnGenerators.of(curve);
  }

  /** Over the generators on the curve backend that this process uses. */
  public static Columns standard() {
    return new Columns(Curve.current());
  }

  /** The generators of all columns. */
  public ColumnGenerators generators() {
    return generators;
  }

  /**
   * The commitments for each slot that has a column and that any of {@code records} fills, by slot
   * position.
   *
   * @param records 1 to 256 records of {@code schema}
   * @param seeds a seed for each
   */
  public SortedMap<Integer, BatchHeader.Column> commit(
      Schema schema, List<TypedRecord> records, byte[][] seeds) {
    SortedMap<Integer, BatchHeader.Column> columns = new TreeMap<>();
    for (int slot = 0; slot < schema.slots().size(); slot++) {
      List<Moment> moments = Moment.of(schema, slot);
      if (!moments.isEmpty()) {
        List<G1Point> sums =
            schema.slots().get(slot).kind() == SlotKind.INT
                ? numbers(records, slot, moments)
                : texts(records, slot);
        if (!sums.isEmpty()) {
          columns.put(slot, column(sums, seeds, slot, moments));
        }
      }
    }
    return columns;
  }

  /** Each moment's values on the generators, or nothing where no record fills the slot. */
  private List<G1Point> numbers(List<TypedRecord> records, int slot, List<Moment> moments) {
    long[] values = new long[records.size()];
    long any = 0;
    for (int k = 0; k < values.length; k++) {
      values[k] = records.get(k).integer(slot);
      any |= values[k];
    }
    List<G1Point> sums = new ArrayList<>();
    if (any != 0) {
      int bits = Long.SIZE - Long.numberOfLeadingZeros(any);
      for (Moment moment : moments) {
        sums.add(
            switch (moment) {
              case PRESENCE -> generators.positions().msm(presence(values), 1);
              case VALUE -> generators.positions().msm(values, bits);
              case SQUARE -> squares(values, bits);
            });
      }
    }
    return sums;
  }

  private static long[] presence(long[] values) {
    long[] presence = new long[values.length];
    for (int k = 0; k < values.length; k++) {
      presence[k] = (values[k] | -values[k]) >>> (Long.SIZE - 1);
    }
    return presence;
  }

  private G1Point squares(long[] values, int bits) {
    FixedBases positions = generators.positions();
    if (bits <= Integer.SIZE) {
      long[] squares = new long[values.length];
      for (int k = 0; k < values.length; k++) {
        squares[k] = values[k] * values[k];
      }
      return positions.msm(squares, 2 * bits);
    }
    List<Scalar> squares = new ArrayList<>(values.length);
    for (long value : values) {
      Scalar scalar = Scalar.of(value);
      squares.add(scalar.multiply(scalar));
    }
    return positions.msm(squares, 2 * bits);
  }

  private List<G1Point> texts(List<TypedRecord> records, int slot) {
    List<Scalar> values = new ArrayList<>(records.size());
    boolean any = false;
    for (TypedRecord record : records) {
      byte[] text = record.text(slot);
      any |= text != null;
      values.add(SlotScalar.of(SlotKind.TEXT, text));
    }
    return any ? List.of(generators.positions().msm(values)) : List.of();
  }

  private BatchHeader.Column column(
      List<G1Point> sums, byte[][] seeds, int slot, List<Moment> moments) {
    Curve curve = generators.curve();
    byte[] points = new byte[sums.size() * G1Point.BYTES];
    for (int i = 0; i < sums.size(); i++) {
      Scalar blinding = blinding(seeds, slot, moments.get(i));
      G1Point point = curve.add(sums.get(i), curve.multiply(generators.blinding(), blinding));
      System.arraycopy(point.toBytes(), 0, points, i * G1Point.BYTES, G1Point.BYTES);
    }
    return new BatchHeader.Column(points);
  }

  /**
   * The blinding {@code ρ} that the record with {@code seed} adds to this moment's column of {@code
   * slot}.
   */
  public static Scalar blinding(byte[] seed, int slot, Moment moment) {
    return Scalar.reduceWide(wide(seed, slot, moment));
  }

  /** The blinding {@code σ} of a column, from the seeds of all its records. */
  static Scalar blinding(byte[][] seeds, int slot, Moment moment) {
    // summed as integers and reduced once: a reduction per value would cost more than its hashes
    BigInteger sum = BigInteger.ZERO;
    for (byte[] seed : seeds) {
      sum = sum.add(new BigInteger(1, wide(seed, slot, moment)));
    }
    return Scalar.of(sum.mod(Scalar.ORDER));
  }

  private static byte[] wide(byte[] seed, int slot, Moment moment) {
    byte[] place = {0, (byte) (slot >>> 8), (byte) slot, (byte) moment.code()};
    byte[] wide = new byte[Scalar.WIDE_BYTES];
    System.arraycopy(Sha256.of(RHO, place, seed), 0, wide, 0, Sha256.LENGTH);
    place[0] = 1;
    System.arraycopy(
        Sha256.of(RHO, place, seed), 0, wide, Sha256.LENGTH, wide.length - Sha256.LENGTH);
    return wide;
  }
}
