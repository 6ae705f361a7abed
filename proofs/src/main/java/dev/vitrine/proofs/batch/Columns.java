package dev.vitrine.proofs.batch;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.FixedBases;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.HashSuite;
import dev.vitrine.proofs.internal.curve.Scalar;
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
 * Commits to the numeric columns of a batch (protocol §3): {@code C = Σ (v_k − base)·G_k + σ·H} in
 * G1 of BLS12-381, with {@code σ = Σ ρ_k} and each {@code ρ_k} from its record's seed.
 *
 * <p>Perfectly hiding, and binding under the discrete logarithm assumption: the generators come
 * from hash_to_curve, so nobody knows a relation among them. One multi-scalar multiplication serves
 * the whole column; its time depends on the values' length, which a batch of 256 blurs but does not
 * hide from someone who measures the gateway's processor.
 */
public final class Columns {
  private static final String DST = "VITRINE-V1-COLUMNS_BLS12381G1_XMD:SHA-256_SSWU_RO_";
  private static final byte[] RHO = "vitrine/1/rho\0".getBytes(StandardCharsets.US_ASCII);
  private static final int WINDOW_BITS = 10;

  private final Curve curve;
  private final FixedBases generators;
  private final G1Point blinding;

  /** The generators on {@code curve}; takes about half a second, so make one and keep it. */
  public Columns(Curve curve) {
    this.curve = curve;
    List<G1Point> points = new ArrayList<>();
    for (int k = 0; k < BatchKey.SEEDS; k++) {
      points.add(generator(curve, "G", k));
    }
    this.generators = curve.fixedBases(points, WINDOW_BITS);
    this.blinding = generator(curve, "H", 0);
  }

  /** Generator {@code G_k} of position {@code k}. */
  public G1Point generator(int k) {
    return generators.points().get(k);
  }

  /** The blinding generator {@code H}. */
  public G1Point blindingGenerator() {
    return blinding;
  }

  /**
   * One commitment for each INT slot that any of {@code records} fills, by slot position.
   *
   * @param records 1 to 256 records of {@code schema}
   * @param seeds a seed for each
   */
  public SortedMap<Integer, BatchHeader.Column> commit(
      Schema schema, List<TypedRecord> records, byte[][] seeds) {
    SortedMap<Integer, BatchHeader.Column> columns = new TreeMap<>();
    for (int slot = 0; slot < schema.slots().size(); slot++) {
      if (schema.slots().get(slot).kind() == SlotKind.INT) {
        long[] values = new long[records.size()];
        long any = 0;
        for (int k = 0; k < values.length; k++) {
          values[k] = records.get(k).integer(slot);
          any |= values[k];
        }
        if (any != 0) {
          int bits = Long.SIZE - Long.numberOfLeadingZeros(any);
          G1Point sum = generators.msm(values, bits);
          G1Point commitment =
              curve.add(sum, curve.multiply(blinding, blindingSum(seeds, slot, values.length)));
          columns.put(
              slot,
              new BatchHeader.Column(0, schema.slots().get(slot).bits(), commitment.toBytes()));
        }
      }
    }
    return columns;
  }

  /**
   * The blinding {@code ρ} that the record with {@code seed} adds to the column of {@code slot}.
   */
  public static Scalar blinding(byte[] seed, int slot) {
    return Scalar.reduceWide(wide(seed, slot));
  }

  private static Scalar blindingSum(byte[][] seeds, int slot, int count) {
    // summed as integers and reduced once: a reduction per value would cost more than its hashes
    BigInteger sum = BigInteger.ZERO;
    for (int k = 0; k < count; k++) {
      sum = sum.add(new BigInteger(1, wide(seeds[k], slot)));
    }
    return Scalar.of(sum.mod(Scalar.ORDER));
  }

  private static byte[] wide(byte[] seed, int slot) {
    byte[] place = {0, (byte) (slot >>> 8), (byte) slot};
    byte[] wide = new byte[Scalar.WIDE_BYTES];
    System.arraycopy(Sha256.of(RHO, place, seed), 0, wide, 0, Sha256.LENGTH);
    place[0] = 1;
    System.arraycopy(
        Sha256.of(RHO, place, seed), 0, wide, Sha256.LENGTH, wide.length - Sha256.LENGTH);
    return wide;
  }

  private static G1Point generator(Curve curve, String name, int k) {
    byte[] message =
        (name + (char) (k >>> 8) + (char) (k & 0xff)).getBytes(StandardCharsets.ISO_8859_1);
    return curve.hashToG1(HashSuite.SHA_256, message, DST.getBytes(StandardCharsets.US_ASCII));
  }
}
