package dev.vitrine.proofs.internal.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Scalars against the JDK's big integers. */
class ScalarTest {
  private static final BigInteger R = Scalar.ORDER;

  @Test
  void agreesWithBigIntegers() throws CurveException {
    List<BigInteger> values = samples(60);
    for (BigInteger a : values) {
      Scalar x = Scalar.of(a);
      assertEquals(a, x.toInteger());
      assertEquals(x, Scalar.parse(x.toBytes()));
      assertEquals(R.subtract(a).mod(R), x.negate().toInteger());
      if (a.signum() != 0) {
        assertEquals(a.modInverse(R), x.invert().toInteger());
      }
      for (BigInteger b : values) {
        Scalar y = Scalar.of(b);
        assertEquals(a.add(b).mod(R), x.add(y).toInteger());
        assertEquals(a.subtract(b).mod(R), x.subtract(y).toInteger());
        assertEquals(a.multiply(b).mod(R), x.multiply(y).toInteger());
        assertEquals(a.equals(b), x.equals(y));
      }
    }
  }

  @Test
  void reducesWideBytes() {
    Random random = new Random(7);
    byte[] wide = new byte[Scalar.WIDE_BYTES];
    for (int i = 0; i < 500; i++) {
      random.nextBytes(wide);
      if (i == 0) {
        java.util.Arrays.fill(wide, (byte) 0xff);
      }
      assertEquals(new BigInteger(1, wide).mod(R), Scalar.reduceWide(wide).toInteger());
    }
    assertThrows(IllegalArgumentException.class, () -> Scalar.reduceWide(new byte[47]));
  }

  @Test
  void takesLongsAsUnsigned() {
    assertEquals(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE), Scalar.of(-1).toInteger());
    assertEquals(R.subtract(BigInteger.ONE), Scalar.of(BigInteger.ONE.negate()).toInteger());
  }

  @Test
  void refusesWhatIsNotCanonical() {
    refused(BigEndian.fixed(R, 32), CurveException.Reason.SCALAR_RANGE);
    refused(BigEndian.fixed(R.add(BigInteger.ONE), 32), CurveException.Reason.SCALAR_RANGE);
    byte[] ones = new byte[32];
    java.util.Arrays.fill(ones, (byte) 0xff);
    refused(ones, CurveException.Reason.SCALAR_RANGE);
    refused(new byte[31], CurveException.Reason.LENGTH);
    refused(new byte[33], CurveException.Reason.LENGTH);
    refused(new byte[0], CurveException.Reason.LENGTH);
  }

  @Test
  void acceptsTheEdges() throws CurveException {
    assertTrue(Scalar.parse(new byte[32]).isZero());
    byte[] last = BigEndian.fixed(R.subtract(BigInteger.ONE), 32);
    assertArrayEquals(last, Scalar.parse(last).toBytes());
    assertEquals(Scalar.ONE.negate(), Scalar.parse(last));
  }

  @Test
  void hasNoInverseOfZero() {
    assertThrows(ArithmeticException.class, Scalar.ZERO::invert);
  }

  @Test
  void showsNothing() {
    Scalar secret = Scalar.random(new SecureRandom());
    assertEquals(Scalar.ONE.toString(), secret.toString());
    assertFalse(secret.isZero());
    assertNotEquals(secret, Scalar.random(new SecureRandom()));
  }

  static List<BigInteger> samples(int random) {
    List<BigInteger> values = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      values.add(BigInteger.valueOf(i));
      values.add(R.subtract(BigInteger.valueOf(i + 1)));
    }
    for (int shift : new int[] {63, 64, 65, 127, 128, 192, 254}) {
      values.add(BigInteger.ONE.shiftLeft(shift));
      values.add(BigInteger.ONE.shiftLeft(shift).subtract(BigInteger.ONE));
    }
    Random source = new Random(42);
    for (int i = 0; i < random; i++) {
      values.add(new BigInteger(300, source).mod(R));
    }
    return values;
  }

  private static void refused(byte[] encoded, CurveException.Reason reason) {
    assertEquals(reason, assertThrows(CurveException.class, () -> Scalar.parse(encoded)).reason());
  }
}
