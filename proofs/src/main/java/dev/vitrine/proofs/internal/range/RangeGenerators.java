package dev.vitrine.proofs.internal.range;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.FixedBases;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.HashSuite;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.curve.SelectedSum;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The generators {@code G_p} and {@code H_p} of positions, by hash_to_curve (RFC 9380), with tables
 * of their multiples. Made at first use, then shared by all proofs of up to as many positions.
 */
final class RangeGenerators {
  private static final String DST = "VITRINE-V1-RANGE_BLS12381G1_XMD:SHA-256_SSWU_RO_";

  /** Up to so many positions share a table. */
  private enum Tier {
    /** 13 MB; one value with two bounds of 16 bits. */
    SMALL(32, 8),
    /** 25 MB; one value with two bounds of 64 bits. */
    MEDIUM(128, 4),
    /** 25 MB; a series. */
    LARGE(512, 1),
    /** 0.8 MB: no table, multiplied by Pippenger's method. */
    LARGEST(Layout.MAX_POSITIONS, 0);

    final int positions;
    final int teeth;

    Tier(int positions, int teeth) {
      this.positions = positions;
      this.teeth = teeth;
    }
  }

  private static final Map<String, RangeGenerators> CACHE = new ConcurrentHashMap<>();

  private static final int PAIR = 2;

  private final FixedBases bases;
  private final SelectedSum bits;

  private RangeGenerators(Curve curve, Tier tier) {
    Pedersen pedersen = Pedersen.of(curve);
    List<G1Point> all = new ArrayList<>();
    List<G1Point> zero = new ArrayList<>();
    List<G1Point> one = new ArrayList<>();
    all.add(pedersen.value());
    all.add(pedersen.blinding());
    for (int p = 0; p < tier.positions; p++) {
      G1Point g = generator(curve, 'G', p);
      G1Point h = generator(curve, 'H', p);
      all.add(g);
      all.add(h);
      one.add(g);
      zero.add(h.negate());
    }
    this.bases = tier.teeth > 0 ? curve.combBases(all, tier.teeth) : curve.fixedBases(all);
    this.bits = curve.selectedSum(zero, one);
  }

  /** Generators for at least {@code positions} positions. */
  static RangeGenerators of(Curve curve, int positions) {
    Tier tier =
        Arrays.stream(Tier.values())
            .filter(candidate -> candidate.positions >= positions)
            .findFirst()
            .orElseThrow();
    return CACHE.computeIfAbsent(
        curve.backendName() + tier, name -> new RangeGenerators(curve, tier));
  }

  /** In the order of {@link Factors}. */
  FixedBases bases() {
    return bases;
  }

  /** {@code Σ b_p·G_p + Σ (b_p − 1)·H_p} for secret bits. */
  G1Point commitBits(byte[] choices) {
    return bits.of(choices);
  }

  private static G1Point generator(Curve curve, char name, int p) {
    byte[] message = {(byte) name, (byte) (p >>> 8), (byte) p};
    return curve.hashToG1(HashSuite.SHA_256, message, DST.getBytes(StandardCharsets.US_ASCII));
  }

  /** The factors of one sum over the first positions' generators, Y1 and Y0. */
  static final class Factors {
    private final Scalar[] factors;

    Factors(int positions) {
      factors = new Scalar[PAIR + PAIR * positions];
      Arrays.fill(factors, Scalar.ZERO);
    }

    Factors value(Scalar factor) {
      factors[0] = factor;
      return this;
    }

    Factors blinding(Scalar factor) {
      factors[1] = factor;
      return this;
    }

    Factors g(int p, Scalar factor) {
      factors[PAIR + PAIR * p] = factor;
      return this;
    }

    Factors h(int p, Scalar factor) {
      factors[PAIR + PAIR * p + 1] = factor;
      return this;
    }

    List<Scalar> list() {
      return Arrays.asList(factors);
    }
  }
}
