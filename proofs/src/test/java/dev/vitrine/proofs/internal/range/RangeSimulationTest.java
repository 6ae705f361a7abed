package dev.vitrine.proofs.internal.range;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.FixedBases;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.range.RangeGenerators.Factors;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Zero knowledge, as far as a test goes: whoever may choose the challenges makes accepted proofs
 * without any value, and his proofs, those of the least and those of the greatest values look
 * alike. The challenges are a real transcript's, so the proofs are compared under the protocol's
 * own distribution of challenges.
 */
class RangeSimulationTest {
  private static final int SAMPLES = 240;
  private static final int BINS = 8;

  /** 7 degrees of freedom; exceeded by chance once in 10^6. */
  private static final double LIMIT = 41;

  private final Curve curve = Values.curve();
  private final Pedersen pedersen = Pedersen.of(curve);
  private final SecureRandom random = new Seeded(5);

  @Test
  void simulatedProofsAreAcceptedUnderTheirChallenges() {
    List<RangeClaim> claims = Values.claims(Values.openings(-5, 8, 1L << 40, 3));
    RangeChallenges challenges = randomChallenges(4);
    RangeProof simulated = simulate(claims, challenges);
    assertEquals("", check(claims, simulated, challenges));
    // only under those: as a real proof it is refused
    assertEquals(Values.STEP, Values.verify(claims, simulated));
  }

  @Test
  void proofsOfAllValuesAndSimulatedOnesLookAlike() {
    int[][][] counts = new int[3][][];
    for (int kind = 0; kind < 3; kind++) {
      for (int i = 0; i < SAMPLES; i++) {
        List<RangeOpening> openings = openings(kind == 0 ? 0 : 3);
        RangeProof proof =
            kind == 2
                ? simulate(Values.claims(openings), randomChallenges(2))
                : new RangeProver(curve).prove(Values.transcript(), openings, random);
        List<byte[]> parts = parts(proof);
        if (counts[kind] == null) {
          counts[kind] = new int[parts.size()][BINS];
        }
        for (int part = 0; part < parts.size(); part++) {
          byte[] bytes = parts.get(part);
          counts[kind][part][bytes[bytes.length - 1] & (BINS - 1)]++;
        }
      }
    }
    for (int part = 0; part < counts[0].length; part++) {
      for (int kind = 0; kind < 3; kind++) {
        assertTrue(uniform(counts[kind][part]) < LIMIT, "part " + part + " of kind " + kind);
        int[] other = counts[(kind + 1) % 3][part];
        assertTrue(alike(counts[kind][part], other) < LIMIT, "part " + part);
      }
    }
  }

  /** The statistic does tell apart what differs: a test that could not fail would show nothing. */
  @Test
  void statisticFindsBias() {
    int[] even = new int[BINS];
    Arrays.fill(even, SAMPLES / BINS);
    int[] biased = even.clone();
    biased[0] += SAMPLES / 4;
    biased[1] -= SAMPLES / 8;
    biased[2] -= SAMPLES / 8;
    assertTrue(uniform(even) < LIMIT);
    assertFalse(uniform(biased) < LIMIT);
    assertFalse(alike(even, biased) < LIMIT);
  }

  @Test
  void nothingHiddenIsInTheBytes() {
    for (int i = 0; i < 20; i++) {
      List<RangeOpening> openings = openings(2);
      RangeProof proof = Values.prove(openings);
      String hex = hex(proof.toBytes());
      for (RangeOpening opening : openings) {
        assertFalse(hex.contains(hex(opening.blinding().toBytes())));
        assertFalse(hex.contains(hex(opening.value().toBytes())));
      }
      // two proofs of one statement share nothing
      List<byte[]> again = parts(Values.prove(openings));
      List<byte[]> parts = parts(proof);
      for (int part = 0; part < parts.size(); part++) {
        assertFalse(Arrays.equals(parts.get(part), again.get(part)), "part " + part);
      }
    }
  }

  /** The simulator: masked vectors at random, and S and T1 as the equations then want them. */
  private RangeProof simulate(List<RangeClaim> claims, RangeChallenges c) {
    Layout layout = Layout.of(claims);
    int n = layout.positions();
    FixedBases bases = RangeGenerators.of(curve, n).bases();
    Scalar[] l = randoms(n);
    Scalar[] r = randoms(n);
    Scalar t = Vectors.inner(l, r);
    Scalar[] blindings = randoms(3);
    Scalar mu = blindings[0];
    Scalar tBlinding = blindings[1];
    G1Point bits = curve.multiply(curve.g1(), blindings[2]);
    Scalar[] valueWeights = layout.valueWeights(c.z());
    Scalar[] weights = layout.weights(valueWeights);
    Scalar[] inverses = Vectors.powers(c.y().invert(), n);
    Factors factors = new Factors(n).blinding(mu);
    for (int p = 0; p < n; p++) {
      factors.g(p, l[p].add(c.z()));
      factors.h(p, inverses[p].multiply(r[p].subtract(weights[p])).subtract(c.z()));
    }
    Scalar xInverse = c.x().invert();
    G1Point masks = curve.multiply(curve.subtract(bases.msm(factors.list()), bits), xInverse);
    G1Point t2 = curve.multiply(curve.g1(), randoms(1)[0]);
    Scalar z = c.z();
    Scalar delta =
        z.subtract(z.multiply(z))
            .multiply(Vectors.sum(Vectors.powers(c.y(), n)))
            .subtract(z.multiply(Vectors.sum(weights)));
    G1Point rest = pedersen.commit(t.subtract(delta), tBlinding);
    for (int j = 0; j < claims.size(); j++) {
      for (Term term : claims.get(j).terms()) {
        Scalar factor = valueWeights[j].multiply(term.factor());
        rest = curve.subtract(rest, curve.multiply(term.point(), factor));
      }
    }
    rest = curve.subtract(rest, curve.multiply(t2, c.x().multiply(c.x())));
    G1Point t1 = curve.multiply(rest, xInverse);
    Rounds rounds = new Rounds(bases, l, r, c);
    return new RangeProof(
        bits, masks, t1, t2, t, tBlinding, mu, rounds.left, rounds.right, l[0], r[0]);
  }

  /** The inner product argument under given challenges, by its definition. */
  private final class Rounds {
    final List<G1Point> left = new ArrayList<>();
    final List<G1Point> right = new ArrayList<>();

    Rounds(FixedBases bases, Scalar[] l, Scalar[] r, RangeChallenges c) {
      int n = l.length;
      List<G1Point> g = new ArrayList<>();
      List<G1Point> h = new ArrayList<>();
      Scalar[] inverses = Vectors.powers(c.y().invert(), n);
      for (int p = 0; p < n; p++) {
        g.add(bases.points().get(2 + 2 * p));
        h.add(curve.multiply(bases.points().get(3 + 2 * p), inverses[p]));
      }
      G1Point base = curve.multiply(pedersen.value(), c.w());
      for (int round = 0; round < c.us().length; round++) {
        int half = g.size() / 2;
        left.add(cross(l, 0, g.subList(half, 2 * half), r, half, h.subList(0, half), base));
        right.add(cross(l, half, g.subList(0, half), r, 0, h.subList(half, 2 * half), base));
        Scalar u = c.us()[round];
        for (int i = 0; i < half; i++) {
          l[i] = u.multiply(l[i]).add(l[half + i]);
          r[i] = r[i].add(u.multiply(r[half + i]));
          g.set(i, curve.add(g.get(i), curve.multiply(g.get(half + i), u)));
          h.set(i, curve.add(curve.multiply(h.get(i), u), h.get(half + i)));
        }
        g = new ArrayList<>(g.subList(0, half));
        h = new ArrayList<>(h.subList(0, half));
      }
    }

    private G1Point cross(
        Scalar[] l,
        int lFrom,
        List<G1Point> g,
        Scalar[] r,
        int rFrom,
        List<G1Point> h,
        G1Point base) {
      List<G1Point> points = new ArrayList<>(g);
      points.addAll(h);
      points.add(base);
      List<Scalar> scalars = new ArrayList<>();
      scalars.addAll(Arrays.asList(l).subList(lFrom, lFrom + g.size()));
      scalars.addAll(Arrays.asList(r).subList(rFrom, rFrom + h.size()));
      scalars.add(Vectors.inner(l, lFrom, r, rFrom, g.size()));
      return curve.msm(points, scalars);
    }
  }

  private String check(List<RangeClaim> claims, RangeProof proof, RangeChallenges challenges) {
    Equations equations = new Equations();
    new RangeVerifier(curve).gather(equations, Layout.of(claims), proof, challenges, Values.STEP);
    return Values.failed(equations.check(curve, random));
  }

  private RangeChallenges randomChallenges(int rounds) {
    byte[] seed = new byte[16];
    random.nextBytes(seed);
    Transcript transcript = new Transcript("challenges").bytes(seed);
    Scalar[] us = new Scalar[rounds];
    Scalar y = transcript.challenge();
    Scalar z = transcript.challenge();
    Scalar x = transcript.challenge();
    Scalar w = transcript.challenge();
    for (int k = 0; k < rounds; k++) {
      us[k] = transcript.challenge();
    }
    return new RangeChallenges(y, z, x, w, us);
  }

  private Scalar[] randoms(int count) {
    Scalar[] randoms = new Scalar[count];
    for (int i = 0; i < count; i++) {
      randoms[i] = Scalar.random(random);
    }
    return randoms;
  }

  /** Two values of 2 bits. */
  private List<RangeOpening> openings(long value) {
    List<RangeOpening> openings = new ArrayList<>();
    for (int j = 0; j < 2; j++) {
      Scalar blinding = Scalar.random(random);
      Scalar v = Scalar.of(value);
      Term term = new Term(Scalar.ONE, pedersen.commit(v, blinding));
      openings.add(new RangeOpening(List.of(term), v, blinding, 2));
    }
    return openings;
  }

  private static List<byte[]> parts(RangeProof proof) {
    List<byte[]> parts = new ArrayList<>();
    List.of(proof.bits(), proof.masks(), proof.t1(), proof.t2())
        .forEach(point -> parts.add(point.toBytes()));
    proof.left().forEach(point -> parts.add(point.toBytes()));
    proof.right().forEach(point -> parts.add(point.toBytes()));
    List.of(proof.t(), proof.tBlinding(), proof.blinding(), proof.a(), proof.b())
        .forEach(scalar -> parts.add(scalar.toBytes()));
    return parts;
  }

  private static double uniform(int[] counts) {
    double expected = SAMPLES / (double) BINS;
    return Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
  }

  private static double alike(int[] some, int[] others) {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double difference = some[bin] - others[bin];
      sum += some[bin] + others[bin] == 0 ? 0 : difference * difference / (some[bin] + others[bin]);
    }
    return sum;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Repeatable, so that a statistical test gives one result. */
  private static final class Seeded extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final Random source;

    Seeded(long seed) {
      this.source = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      source.nextBytes(bytes);
    }
  }
}
