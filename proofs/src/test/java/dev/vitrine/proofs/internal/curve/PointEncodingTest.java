package dev.vitrine.proofs.internal.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.internal.curve.CurveException.Reason;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes that are no point of the right group are refused by both backends, for one reason. */
class PointEncodingTest {
  private final Curve blst = Curve.nativeBackend();

  @Test
  void knowsTheGenerators() {
    for (Curve curve : BothBackends.all()) {
      assertArrayEquals(Generators.g1(), curve.g1().toBytes());
      assertArrayEquals(Generators.g2(), curve.g2().toBytes());
      assertTrue(curve.multiply(curve.g1(), Scalar.ONE.negate()).equals(curve.g1().negate()));
      assertTrue(curve.multiply(curve.g2(), Scalar.ONE.negate()).equals(curve.g2().negate()));
    }
  }

  @Test
  void encodesTheIdentityInOneWay() throws CurveException {
    byte[] g1 = new byte[48];
    g1[0] = (byte) 0xc0;
    byte[] g2 = new byte[96];
    g2[0] = (byte) 0xc0;
    for (Curve curve : BothBackends.all()) {
      assertTrue(curve.parseG1(g1).isIdentity());
      assertTrue(curve.parseG2(g2).isIdentity());
      assertEquals(
          Reason.IDENTITY,
          assertThrows(CurveException.class, () -> curve.parseG1NotIdentity(g1)).reason());
      assertEquals(
          Reason.IDENTITY,
          assertThrows(CurveException.class, () -> curve.parseG2NotIdentity(g2)).reason());
    }
    assertArrayEquals(g1, G1Point.IDENTITY.toBytes());
    assertArrayEquals(g2, G2Point.IDENTITY.toBytes());
    for (byte[] identity : new byte[][] {g1, g2}) {
      refused(with(identity, 0, 0xe0), Reason.ENCODING);
      refused(with(identity, 0, 0xc1), Reason.ENCODING);
      refused(with(identity, 0, 0x40), Reason.ENCODING);
      refused(with(identity, identity.length - 1, 1), Reason.ENCODING);
      refused(with(identity, 20, 0x80), Reason.ENCODING);
    }
  }

  @Test
  void refusesWrongLengthsAndFlags() {
    for (byte[] good : new byte[][] {Generators.g1(), Generators.g2()}) {
      refused(with(good, 0, good[0] & 0x7f), Reason.ENCODING);
      refused(with(good, 0, good[0] | 0x40), Reason.ENCODING);
    }
    for (int length : new int[] {0, 1, 47, 49, 96}) {
      assertEquals(
          Reason.LENGTH,
          assertThrows(CurveException.class, () -> blst.parseG1(new byte[length])).reason());
    }
    for (int length : new int[] {0, 48, 95, 97}) {
      assertEquals(
          Reason.LENGTH,
          assertThrows(CurveException.class, () -> blst.parseG2(new byte[length])).reason());
    }
  }

  @Test
  void refusesCoordinatesThatAreNotBelowP() {
    for (BigInteger x : new BigInteger[] {BaseField.P, BaseField.P.add(BigInteger.TEN)}) {
      byte[] g1 = BigEndian.fixed(x, 48);
      g1[0] |= (byte) 0x80;
      refused(g1, Reason.ENCODING);
      byte[] high = Arrays.copyOf(g1, 96);
      refused(high, Reason.ENCODING);
      byte[] low = new byte[96];
      low[0] = (byte) 0x80;
      System.arraycopy(BigEndian.fixed(x, 48), 0, low, 48, 48);
      refused(low, Reason.ENCODING);
    }
  }

  @Test
  void refusesPointsOffTheCurveOrOutsideTheSubgroup() {
    Random random = new Random(11);
    Map<Reason, Integer> g1 = new EnumMap<>(Reason.class);
    Map<Reason, Integer> g2 = new EnumMap<>(Reason.class);
    for (int i = 0; i < 60; i++) {
      g1.merge(bothRefuse(candidate(random, 48)), 1, Integer::sum);
      g2.merge(bothRefuse(candidate(random, 96)), 1, Integer::sum);
    }
    // half of all x have a y, and one of 2^125 (G1) or 2^253 (G2) of those is in the subgroup
    for (Map<Reason, Integer> seen : java.util.List.of(g1, g2)) {
      assertTrue(seen.getOrDefault(Reason.NOT_ON_CURVE, 0) > 10);
      assertTrue(seen.getOrDefault(Reason.WRONG_SUBGROUP, 0) > 10);
      assertEquals(2, seen.size());
    }
  }

  @Test
  void refusesSmallOrderPoints() {
    // (0, 2) lies on y² = x³ + 4 and has order 3
    byte[] orderThree = new byte[48];
    orderThree[0] = (byte) 0x80;
    refused(orderThree, Reason.WRONG_SUBGROUP);
    orderThree[0] = (byte) 0xa0;
    refused(orderThree, Reason.WRONG_SUBGROUP);
  }

  private static byte[] candidate(Random random, int length) {
    byte[] encoded = new byte[length];
    random.nextBytes(encoded);
    encoded[0] = (byte) (0x80 | (encoded[0] & 0x2f));
    if (length > 48) {
      encoded[48] &= 0x0f;
    }
    return encoded;
  }

  private static byte[] with(byte[] good, int at, int value) {
    byte[] bad = good.clone();
    bad[at] = (byte) value;
    return bad;
  }

  private static void refused(byte[] encoded, Reason reason) {
    assertEquals(reason, bothRefuse(encoded));
  }

  private static Reason bothRefuse(byte[] encoded) {
    Reason first = refusal(Curve.nativeBackend(), encoded);
    assertEquals(first, refusal(Curve.javaBackend(), encoded));
    return first;
  }

  private static Reason refusal(Curve curve, byte[] encoded) {
    return assertThrows(
            CurveException.class,
            () -> {
              if (encoded.length == G1Point.BYTES) {
                curve.parseG1(encoded);
              } else {
                curve.parseG2(encoded);
              }
            })
        .reason();
  }
}
