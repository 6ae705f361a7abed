package dev.vitrine.proofs.internal.range;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** True statements are proved and accepted; false ones can't even be asked for. */
class RangeProofTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void acceptsOneValueWithinTwoBounds() throws CurveException {
    List<RangeOpening> openings = Values.within(30_000, 20_000, 40_000, 16);
    RangeProof proof = Values.prove(openings);
    assertEquals("", Values.verify(Values.claims(openings), proof));
    byte[] bytes = proof.toBytes();
    assertEquals(832, bytes.length);
    assertEquals(RangeProof.size(32), bytes.length);
    RangeProof parsed = RangeProof.parse(Values.curve(), bytes);
    assertArrayEquals(bytes, parsed.toBytes());
    assertEquals("", Values.verify(Values.claims(openings), parsed));
  }

  @Test
  void acceptsTheEndsOfEveryRange() {
    for (int bits : new int[] {1, 2, 7, 8, 31, 64, 65, 253}) {
      BigInteger last = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
      for (BigInteger value : List.of(BigInteger.ZERO, last)) {
        List<RangeOpening> openings = List.of(Values.opening(value, bits));
        assertEquals("", Values.verify(Values.claims(openings), Values.prove(openings)));
      }
    }
  }

  @Test
  void acceptsValuesOfDifferentLengths() {
    List<RangeOpening> openings = Values.openings(3, 2, 0, 1, 200, 8, 1L << 40, 41, 5, 64, 1, 1);
    assertEquals("", Values.verify(Values.claims(openings), Values.prove(openings)));
  }

  @Test
  void refusesToProveWhatIsOutOfRange() {
    for (long value : new long[] {256, 257, 1L << 62, -1, -256}) {
      List<RangeOpening> openings = List.of(Values.opening(value, 8));
      assertThrows(IllegalArgumentException.class, () -> Values.prove(openings));
    }
    List<RangeOpening> near = List.of(Values.opening(BigInteger.ONE.shiftLeft(253), 253));
    assertThrows(IllegalArgumentException.class, () -> Values.prove(near));
  }

  @Test
  void refusesClaimsThatMakeNoSense() {
    RangeOpening one = Values.opening(1, 8);
    assertThrows(IllegalArgumentException.class, () -> new RangeClaim(one.terms(), 0));
    assertThrows(IllegalArgumentException.class, () -> new RangeClaim(one.terms(), 254));
    assertThrows(IllegalArgumentException.class, () -> new RangeClaim(List.of(), 8));
    assertThrows(IllegalArgumentException.class, () -> Values.prove(List.of()));
    assertThrows(IllegalArgumentException.class, () -> RangeProof.size(0));
    assertThrows(IllegalArgumentException.class, () -> RangeProof.size(4097));
    List<RangeClaim> tooMany = java.util.Collections.nCopies(513, one.claim());
    RangeProof proof = Values.prove(List.of(one));
    assertThrows(IllegalArgumentException.class, () -> Values.verify(tooMany, proof));
  }

  /** What follows in the transcript is bound to the whole proof, and the same on both sides. */
  @Test
  void leavesBothTranscriptsAlike() {
    List<RangeOpening> openings = Values.openings(3, 2, 200, 8);
    Transcript proving = Values.transcript();
    RangeProof proof = new RangeProver(Values.curve()).prove(proving, openings, random);
    Transcript verifying = Values.transcript();
    Values.verify(Values.curve(), verifying, Values.claims(openings), proof);
    Scalar next = proving.challenge();
    assertEquals(next, verifying.challenge());
  }

  @Test
  void backendsAcceptEachOthersProofs() throws CurveException {
    Curve java = Curve.javaBackend();
    List<RangeOpening> openings = Values.openings(3, 2, 1, 1);
    byte[] byJava = new RangeProver(java).prove(Values.transcript(), openings, random).toBytes();
    RangeProof parsed = RangeProof.parse(Values.curve(), byJava);
    assertEquals("", Values.verify(Values.claims(openings), parsed));
    byte[] byNative = Values.prove(openings).toBytes();
    RangeProof there = RangeProof.parse(java, byNative);
    assertEquals("", Values.verify(java, Values.transcript(), Values.claims(openings), there));
  }
}
