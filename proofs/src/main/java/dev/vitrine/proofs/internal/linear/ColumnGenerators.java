package dev.vitrine.proofs.internal.linear;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.FixedBases;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.HashSuite;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The generators of column commitments {@code C = Σ v_k·G_k + σ·H} in G1 (protocol §4), with a
 * table of multiples of the G_k. They come from hash_to_curve (RFC 9380), so nobody knows a
 * relation among them, nor to those of {@link dev.vitrine.proofs.internal.pedersen.Pedersen}.
 *
 * @param curve the curve
 * @param positions the generators G_k of positions 0 to 255
 * @param blinding the generator H of blindings
 */
public record ColumnGenerators(Curve curve, FixedBases positions, G1Point blinding) {
  /** Positions in a column. */
  public static final int POSITIONS = 256;

  /** Of the table: see {@link Curve#combBases}. */
  public static final int TEETH = 2;

  private static final String DST = "VITRINE-V1-COLUMNS_BLS12381G1_XMD:SHA-256_SSWU_RO_";

  private static final Map<String, ColumnGenerators> CACHE = new ConcurrentHashMap<>();

  /**
   * The one family of generators, on this curve backend; about a quarter of a second and 12 MB the
   * first time.
   */
  public static ColumnGenerators of(Curve curve) {
    return CACHE.computeIfAbsent(curve.backendName(), name -> make(curve));
  }

  private static ColumnGenerators make(Curve curve) {
    List<G1Point> points = new ArrayList<>();
    for (int k = 0; k < POSITIONS; k++) {
      points.add(generator(curve, "G", k));
    }
    return new ColumnGenerators(curve, curve.combBases(points, TEETH), generator(curve, "H", 0));
  }

  private static G1Point generator(Curve curve, String name, int k) {
    byte[] message =
        (name + (char) (k >>> 8) + (char) (k & 0xff)).getBytes(StandardCharsets.ISO_8859_1);
    return curve.hashToG1(HashSuite.SHA_256, message, DST.getBytes(StandardCharsets.US_ASCII));
  }
}
