package dev.vitrine.proofs.internal.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.internal.curve.BothBackends;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.CurveException.Reason;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A proof has one encoding, and every other string of bytes is refused. */
class LinearProofEncodingTest {
  private static final int POINTS = 2 * 1 + 2 + 2 * 2;

  private final Curve curve = Curve.current();
  private final byte[] good = Claimed.random(curve, new Random(62), 2, 30).prove().toBytes();

  @Test
  void comesBack() throws CurveException {
    assertEquals(2 + 48 * POINTS + 32 * 10, good.length);
    assertEquals(5, good[0], "log2 of 32");
    assertEquals(1, good[1], "two forms");
    for (Curve each : BothBackends.all()) {
      assertArrayEquals(good, LinearProof.parse(each, good).toBytes());
      assertEquals(2, LinearProof.parse(each, good).forms());
    }
  }

  @Test
  void truncatedExtendedOrOfAnotherShape() {
    for (int length = 0; length < good.length; length++) {
      refused(Reason.LENGTH, Arrays.copyOf(good, length));
    }
    refused(Reason.LENGTH, Arrays.copyOf(good, good.length + 1));
    refused(Reason.LENGTH, Arrays.copyOf(good, good.length + 96));
    for (int log : new int[] {0, 2, 9, 127, 128, 255}) {
      refused(Reason.ENCODING, with(0, (byte) log));
    }
    for (int log : new int[] {3, 4, 6, 8}) {
      refused(Reason.LENGTH, with(0, (byte) log));
    }
    for (int forms : new int[] {0, 2, 255}) {
      refused(Reason.LENGTH, with(1, (byte) forms));
    }
  }

  @Test
  void everyPointIsChecked() throws CurveException {
    byte[] stranger = ofAnotherSubgroup();
    byte[] beyond = new byte[48];
    Arrays.fill(beyond, (byte) 0xff);
    beyond[0] = (byte) 0x9f;
    for (int i = 0; i < POINTS; i++) {
      int at = 2 + 48 * i;
      refused(Reason.IDENTITY, with(at, G1Point.IDENTITY.toBytes()));
      refused(Reason.WRONG_SUBGROUP, with(at, stranger));
      refused(Reason.ENCODING, with(at, beyond));
      refused(Reason.ENCODING, with(at, new byte[48]));
    }
  }

  @Test
  void everyScalarIsCanonical() {
    byte[] order = new byte[32];
    byte[] value = Scalar.ORDER.toByteArray();
    System.arraycopy(value, value.length - 32, order, 0, 32);
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) 0xff);
    for (int i = 0; i < 10; i++) {
      int at = 2 + 48 * POINTS + 32 * i;
      refused(Reason.SCALAR_RANGE, with(at, order));
      refused(Reason.SCALAR_RANGE, with(at, ones));
    }
  }

  /** A point of the curve whose order is not the group's: the smallest x that gives one. */
  static byte[] ofAnotherSubgroup() {
    byte[] encoded = new byte[48];
    encoded[0] = (byte) 0x80;
    for (int x = 1; ; x++) {
      encoded[47] = (byte) x;
      try {
        Curve.current().parseG1(encoded);
      } catch (CurveException e) {
        if (e.reason() == Reason.WRONG_SUBGROUP) {
          return encoded;
        }
      }
    }
  }

  private void refused(Reason reason, byte[] encoded) {
    assertEquals(
        reason,
        assertThrows(CurveException.class, () -> LinearProof.parse(curve, encoded)).reason());
  }

  private byte[] with(int at, byte... other) {
    byte[] changed = good.clone();
    System.arraycopy(other, 0, changed, at, other.length);
    return changed;
  }
}
