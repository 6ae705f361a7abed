package dev.vitrine.proofs.internal.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The native backend against the pure-Java one, on edge values and seeded random ones. */
class BackendsAgreeProperty {
  private final Curve blst = Curve.nativeBackend();
  private final Curve java = Curve.javaBackend();

  @Test
  void multiply() throws CurveException {
    for (BigInteger value : ScalarTest.samples(4)) {
      Scalar scalar = Scalar.of(value);
      G1Point p = blst.multiply(blst.g1(), scalar);
      assertEquals(p, java.multiply(java.g1(), scalar));
      assertEquals(p, blst.parseG1(p.toBytes()));
      assertEquals(p, java.parseG1(p.toBytes()));
      assertEquals(p, blst.msm(List.of(blst.g1()), List.of(scalar)));
      G2Point q = blst.multiply(blst.g2(), scalar);
      assertEquals(q, java.multiply(java.g2(), scalar));
      assertEquals(q, blst.parseG2(q.toBytes()));
      assertEquals(q, java.parseG2(q.toBytes()));
    }
  }

  @Test
  void addNegateAndIdentity() {
    G1Point p = point(3);
    G2Point q = blst.multiply(blst.g2(), Scalar.of(9));
    for (Curve curve : BothBackends.all()) {
      assertEquals(point(6), curve.add(p, p));
      assertEquals(point(7), curve.add(p, point(4)));
      assertTrue(curve.add(p, p.negate()).isIdentity());
      assertEquals(p, curve.add(p, G1Point.IDENTITY));
      assertEquals(p, curve.add(G1Point.IDENTITY, p));
      assertTrue(curve.add(G1Point.IDENTITY, G1Point.IDENTITY).isIdentity());
      assertEquals(point(1), curve.subtract(point(4), p));
      assertTrue(curve.add(q, q.negate()).isIdentity());
      assertEquals(q, curve.add(q, G2Point.IDENTITY));
      assertEquals(q, curve.add(G2Point.IDENTITY, q));
      assertEquals(curve.multiply(q, Scalar.of(2)), curve.add(q, q));
      assertTrue(curve.multiply(p, Scalar.ZERO).isIdentity());
      assertTrue(curve.multiply(G1Point.IDENTITY, Scalar.of(5)).isIdentity());
      assertTrue(curve.multiply(G2Point.IDENTITY, Scalar.of(5)).isIdentity());
    }
    assertTrue(G1Point.IDENTITY.negate().isIdentity());
    assertTrue(G2Point.IDENTITY.negate().isIdentity());
  }

  @Test
  void multiScalar() {
    Random random = new Random(1);
    for (int count : new int[] {0, 1, 2, 7, 33, 70}) {
      List<G1Point> points = new ArrayList<>();
      List<Scalar> scalars = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        points.add(i % 9 == 8 ? G1Point.IDENTITY : point(1 + random.nextInt(40)));
        scalars.add(i % 5 == 4 ? Scalar.ZERO : Scalar.of(new BigInteger(300, random)));
      }
      G1Point expected = java.multiplySum(points, scalars);
      assertEquals(expected, blst.msm(points, scalars));
      assertEquals(expected, java.msm(points, scalars));
      assertEquals(expected, blst.multiplySum(points, scalars));
    }
  }

  /** All scalars short, or zero, or the largest of their length. */
  @Test
  void shortScalars() {
    Random random = new Random(7);
    for (int count : new int[] {1, 2, 5, 40}) {
      for (int bits : new int[] {1, 7, 8, 9, 64, 127, 128, 129, 247, 248, 254}) {
        List<G1Point> points = new ArrayList<>();
        List<Scalar> scalars = new ArrayList<>();
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < count; i++) {
          BigInteger largest = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
          BigInteger scalar =
              switch (random.nextInt(4)) {
                case 0 -> BigInteger.ZERO;
                case 1 -> largest;
                default -> new BigInteger(bits, random);
              };
          points.add(point(i + 2));
          scalars.add(Scalar.of(scalar));
          sum = sum.add(scalar.multiply(BigInteger.valueOf(i + 2)));
        }
        G1Point expected = blst.multiply(blst.g1(), Scalar.of(sum));
        assertEquals(expected, blst.msm(points, scalars), bits + " bits, " + count);
        if (count == 2) {
          assertEquals(expected, java.msm(points, scalars));
        }
      }
    }
  }

  @Test
  void fixedBases() {
    Random random = new Random(2);
    List<G1Point> points = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      points.add(point(i + 1));
    }
    List<FixedBases> kinds =
        List.of(
            blst.fixedBases(points),
            blst.fixedBases(points, 2),
            blst.fixedBases(points, 8),
            blst.combBases(points, 1),
            blst.combBases(points, 4),
            blst.combBases(points, 32),
            java.fixedBases(points, 8),
            java.combBases(points, 4));
    for (int bits : new int[] {1, 8, 13, 16, 24, 40, 48, 63, 64}) {
      for (int count : new int[] {0, 1, 2, 31, 40}) {
        long[] values = new long[count];
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < count; i++) {
          values[i] = i % 7 == 3 ? 0 : random.nextLong() >>> (64 - bits);
          BigInteger value = new BigInteger(Long.toUnsignedString(values[i]));
          sum = sum.add(value.multiply(BigInteger.valueOf(i + 1)));
        }
        G1Point expected = blst.multiply(blst.g1(), Scalar.of(sum));
        for (FixedBases bases : kinds) {
          assertEquals(expected, bases.msm(values, bits));
        }
      }
    }
    List<Scalar> full = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      full.add(Scalar.of(new BigInteger(300, random)));
    }
    for (FixedBases bases : kinds) {
      assertEquals(java.msm(points, full), bases.msm(full));
      assertThrows(IllegalArgumentException.class, () -> bases.msm(new long[41], 8));
      assertThrows(IllegalArgumentException.class, () -> bases.msm(new long[] {256}, 8));
      assertThrows(IllegalArgumentException.class, () -> bases.msm(new long[] {1}, 0));
      assertThrows(IllegalArgumentException.class, () -> bases.msm(new long[] {1}, 65));
    }
    assertThrows(IllegalArgumentException.class, () -> blst.fixedBases(List.of()));
    assertThrows(IllegalArgumentException.class, () -> blst.fixedBases(List.of(G1Point.IDENTITY)));
  }

  /** Scalars of full length of which most are zero, or a byte of which is. */
  @Test
  void sparseScalars() {
    Random random = new Random(6);
    List<G1Point> points = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      points.add(point(3 * i + 1));
    }
    List<FixedBases> kinds =
        List.of(
            blst.fixedBases(points),
            blst.fixedBases(points, 5),
            blst.combBases(points, 1),
            blst.combBases(points, 2),
            blst.combBases(points, 8),
            java.combBases(points, 1));
    Scalar last = Scalar.ONE.negate();
    for (int round = 0; round < 12; round++) {
      List<Scalar> scalars = new ArrayList<>();
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < 1 + round * 2; i++) {
        BigInteger zeroBytes = BigInteger.ONE.shiftLeft(8 * random.nextInt(31));
        Scalar scalar =
            switch (random.nextInt(round < 2 ? 1 : 5)) {
              case 0, 1 -> Scalar.ZERO;
              case 2 -> last;
              case 3 -> Scalar.of(zeroBytes.multiply(BigInteger.valueOf(random.nextInt(256))));
              default -> Scalar.of(new BigInteger(300, random));
            };
        scalars.add(scalar);
        sum = sum.add(scalar.toInteger().multiply(BigInteger.valueOf(3 * i + 1)));
      }
      G1Point expected = blst.multiply(blst.g1(), Scalar.of(sum));
      for (FixedBases bases : kinds) {
        assertEquals(expected, bases.msm(scalars));
      }
    }
    assertThrows(IllegalArgumentException.class, () -> blst.combBases(points, 0));
    assertThrows(IllegalArgumentException.class, () -> blst.combBases(points, 3));
    assertThrows(IllegalArgumentException.class, () -> blst.combBases(points, 64));
    assertThrows(IllegalArgumentException.class, () -> blst.combBases(List.of(), 1));
    assertThrows(
        IllegalArgumentException.class, () -> blst.combBases(List.of(G1Point.IDENTITY), 1));
  }

  /** More points than blst adds at a time. */
  @Test
  void manyCombBases() {
    List<G1Point> points = new ArrayList<>();
    List<Scalar> scalars = new ArrayList<>();
    Random random = new Random(8);
    for (int i = 0; i < 700; i++) {
      points.add(point(1 + random.nextInt(60)));
      scalars.add(Scalar.of(new BigInteger(255, random)));
    }
    assertEquals(blst.msm(points, scalars), blst.combBases(points, 2).msm(scalars));
  }

  @Test
  void selectedSums() {
    Random random = new Random(9);
    for (int places : new int[] {1, 2, 3, 15, 16, 17, 40, 300}) {
      List<G1Point> zero = new ArrayList<>();
      List<G1Point> one = new ArrayList<>();
      for (int i = 0; i < places; i++) {
        // equal and opposite points meet, which blst's addition must get right too
        zero.add(point(1 + random.nextInt(4)));
        one.add(i % 3 == 0 ? zero.get(i).negate() : point(1 + random.nextInt(40)));
      }
      for (int round = 0; round < 6; round++) {
        byte[] bits = new byte[1 + random.nextInt(places)];
        G1Point expected = G1Point.IDENTITY;
        for (int i = 0; i < bits.length; i++) {
          bits[i] = (byte) (round < 2 ? round : random.nextInt(2));
          expected = blst.add(expected, bits[i] == 1 ? one.get(i) : zero.get(i));
        }
        assertEquals(expected, blst.selectedSum(zero, one).of(bits));
        if (places < 20) {
          assertEquals(expected, java.selectedSum(zero, one).of(bits));
        }
      }
      SelectedSum sum = blst.selectedSum(zero, one);
      assertThrows(IllegalArgumentException.class, () -> sum.of(new byte[0]));
      assertThrows(IllegalArgumentException.class, () -> sum.of(new byte[places + 1]));
      assertThrows(IllegalArgumentException.class, () -> blst.selectedSum(zero, List.of()));
    }
    List<G1Point> identity = List.of(G1Point.IDENTITY);
    List<G1Point> some = List.of(point(1));
    assertThrows(IllegalArgumentException.class, () -> blst.selectedSum(identity, some));
    assertThrows(IllegalArgumentException.class, () -> blst.selectedSum(some, identity));
  }

  @Test
  void cancellingTermsGiveTheIdentity() {
    List<G1Point> points = List.of(point(5), point(5).negate(), point(2));
    for (Curve curve : BothBackends.all()) {
      FixedBases bases = curve.fixedBases(points);
      assertTrue(bases.msm(new long[] {3, 3}, 8).isIdentity());
      assertTrue(curve.msm(points, List.of(Scalar.of(2), Scalar.of(4), Scalar.of(5))).isIdentity());
    }
  }

  @Test
  void pairings() {
    G2Point g2 = blst.g2();
    G2Point six = blst.multiply(g2, Scalar.of(6));
    for (Curve curve : BothBackends.all()) {
      assertTrue(curve.pairingsCancel(List.of(point(6), point(1).negate()), List.of(g2, six)));
      assertFalse(curve.pairingsCancel(List.of(point(6), point(1)), List.of(g2, six)));
      assertFalse(curve.pairingsCancel(List.of(point(1)), List.of(g2)));
      assertTrue(curve.pairingsCancel(List.of(), List.of()));
      assertTrue(curve.pairingsCancel(List.of(G1Point.IDENTITY), List.of(g2)));
      assertFalse(
          curve.pairingsCancel(List.of(point(1), point(1)), List.of(G2Point.IDENTITY, six)));
      List<G1Point> many = new ArrayList<>();
      List<G2Point> right = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        many.add(i % 2 == 0 ? point(6) : point(1).negate());
        right.add(i % 2 == 0 ? g2 : six);
      }
      assertTrue(curve.pairingsCancel(many, right));
    }
  }

  @Test
  void hashToG1() {
    Random random = new Random(3);
    byte[] dst = {1, 2, 3};
    for (HashSuite suite : HashSuite.values()) {
      for (int i = 0; i < 8; i++) {
        byte[] message = new byte[i * 11];
        random.nextBytes(message);
        G1Point point = blst.hashToG1(suite, message, dst);
        assertArrayEquals(point.toBytes(), java.hashToG1(suite, message, dst).toBytes());
        assertFalse(Arrays.equals(point.toBytes(), blst.g1().toBytes()));
      }
    }
  }

  private G1Point point(int k) {
    return blst.multiply(blst.g1(), Scalar.of(k));
  }
}
