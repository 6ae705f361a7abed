package dev.vitrine.proofs.internal.range;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.CurveException.Reason;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes that are no proof are refused as such; what is parsed has but one encoding. */
class RangeProofFuzz {
  private static final int SCALARS = 4 * G1Point.BYTES;
  private static final int ROUNDS = SCALARS + 3 * Scalar.BYTES;

  private final List<RangeOpening> openings = Values.openings(2, 2);
  private final byte[] good = Values.prove(openings).toBytes();

  @Test
  void refusesEveryOtherLength() {
    assertEquals(RangeProof.size(2), good.length);
    for (int length = 0; length < good.length; length++) {
      if (length != RangeProof.size(1)) {
        refused(Reason.LENGTH, Arrays.copyOf(good, length));
      }
    }
    // 12 more rounds than the one there is are 13
    for (int more : new int[] {1, 32, 48, 95, 96 * RangeProof.MAX_ROUNDS}) {
      refused(Reason.LENGTH, Arrays.copyOf(good, good.length + more));
    }
  }

  @Test
  void refusesBadPointsEverywhere() {
    byte[] orderThree = new byte[G1Point.BYTES];
    orderThree[0] = (byte) 0x80;
    byte[] offCurve = new byte[G1Point.BYTES];
    offCurve[0] = (byte) 0x80;
    offCurve[47] = 1;
    byte[] notBelowP = new byte[G1Point.BYTES];
    Arrays.fill(notBelowP, (byte) 0xff);
    notBelowP[0] = (byte) 0x9f;
    for (int at : new int[] {0, 48, 96, 144, ROUNDS, ROUNDS + 48}) {
      refused(Reason.IDENTITY, replaced(at, G1Point.IDENTITY.toBytes()));
      refused(Reason.WRONG_SUBGROUP, replaced(at, orderThree));
      refused(Reason.NOT_ON_CURVE, replaced(at, offCurve));
      refused(Reason.ENCODING, replaced(at, notBelowP));
      refused(Reason.ENCODING, replaced(at, new byte[G1Point.BYTES]));
    }
  }

  @Test
  void refusesScalarsThatAreNotBelowTheOrder() {
    byte[] order = Scalar.ORDER.toByteArray();
    byte[] largest = new byte[Scalar.BYTES];
    Arrays.fill(largest, (byte) 0xff);
    int last = good.length - 2 * Scalar.BYTES;
    for (int at : new int[] {SCALARS, SCALARS + 32, SCALARS + 64, last, last + 32}) {
      refused(Reason.SCALAR_RANGE, replaced(at, order));
      refused(Reason.SCALAR_RANGE, replaced(at, largest));
    }
  }

  @Test
  void changedBytesAreRefusedOrAnotherProofThatFails() {
    Random random = new Random(3);
    for (int i = 0; i < 1500; i++) {
      byte[] changed = good.clone();
      int flips = 1 + random.nextInt(3);
      for (int k = 0; k < flips; k++) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (Arrays.equals(changed, good)) {
        continue;
      }
      try {
        RangeProof parsed = RangeProof.parse(Values.curve(), changed);
        assertArrayEquals(changed, parsed.toBytes());
        if (i % 8 == 0) {
          assertNotEquals("", Values.verify(Values.claims(openings), parsed));
        }
      } catch (CurveException e) {
        assertNotEquals(Reason.LENGTH, e.reason());
      }
    }
  }

  @Test
  void noiseIsRefused() {
    Random random = new Random(4);
    for (int i = 0; i < 500; i++) {
      byte[] noise = new byte[random.nextInt(1600)];
      random.nextBytes(noise);
      assertThrows(CurveException.class, () -> RangeProof.parse(Values.curve(), noise));
    }
  }

  private byte[] replaced(int at, byte[] by) {
    byte[] changed = good.clone();
    System.arraycopy(by, 0, changed, at, by.length);
    return changed;
  }

  private static void refused(Reason reason, byte[] bytes) {
    CurveException thrown =
        assertThrows(CurveException.class, () -> RangeProof.parse(Values.curve(), bytes));
    assertEquals(reason, thrown.reason());
  }
}
