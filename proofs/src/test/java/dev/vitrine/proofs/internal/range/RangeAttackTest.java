package dev.vitrine.proofs.internal.range;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Provers of false statements, each refused by the check that is there to refuse him. */
class RangeAttackTest {
  private static final BigInteger ORDER = Scalar.ORDER;

  /** An honest run is accepted, so what follows fails for the cheat alone. */
  @Test
  void acceptsTheDishonestProverWhenHonest() {
    List<RangeOpening> openings = Values.openings(200, 8, 5, 3);
    assertAccepted(openings, new DishonestProver(openings));
    assertAccepted(openings, new DishonestProver(openings).sendWantedT());
  }

  @Test
  void refusesValuesOutOfRangeWithOtherBits() {
    List<BigInteger> values = new ArrayList<>();
    for (long value : new long[] {256, 257, 511, 512, 1L << 40, -1, -2, -256}) {
      values.add(BigInteger.valueOf(value));
    }
    BigInteger half = ORDER.shiftRight(1);
    values.addAll(List.of(half, half.add(BigInteger.ONE), ORDER.subtract(BigInteger.TWO)));
    values.add(BigInteger.ONE.shiftLeft(254).add(BigInteger.TEN));
    for (BigInteger value : values) {
      List<RangeOpening> openings = List.of(Values.opening(value, 8));
      assertRefusedBothWays(openings, new DishonestProver(openings));
    }
  }

  /** The digits sum up to the value, but are not bits. */
  @Test
  void refusesValuesOutOfRangeWithDigitsThatAreNoBits() {
    List<RangeOpening> large = List.of(Values.opening(256, 8));
    assertRefusedBothWays(large, new DishonestProver(large).digit(7, Scalar.of(2)));
    List<RangeOpening> negative = List.of(Values.opening(-1, 8));
    Scalar minusOne = Scalar.ONE.negate();
    DishonestProver zeros = new DishonestProver(negative);
    for (int p = 0; p < 8; p++) {
      zeros.digit(p, Scalar.ZERO);
    }
    assertRefusedBothWays(negative, zeros.digit(0, minusOne));
    // 1/2 in the place of 2: 2^-1·2 wraps around the group order
    List<RangeOpening> fraction = List.of(Values.opening(1, 8));
    DishonestProver wrapped = new DishonestProver(fraction).digit(0, Scalar.ZERO);
    assertRefusedBothWays(fraction, wrapped.digit(1, Scalar.of(2).invert()));
  }

  /** Products are zero as for bits, but the vectors do not differ by one. */
  @Test
  void refusesVectorsThatDoNotBelongTogether() {
    List<RangeOpening> openings = List.of(Values.opening(256, 8));
    DishonestProver rightZero = new DishonestProver(openings);
    assertRefusedBothWays(openings, rightZero.digit(7, Scalar.of(2), Scalar.ZERO));
    List<RangeOpening> leftZero = List.of(Values.opening(3, 8));
    DishonestProver other = new DishonestProver(leftZero);
    assertRefusedBothWays(leftZero, other.digit(5, Scalar.ZERO, Scalar.of(7)));
  }

  @Test
  void refusesOneFalseValueAmongMany() {
    for (int wrong = 0; wrong < 3; wrong++) {
      List<RangeOpening> openings = new ArrayList<>(Values.openings(1, 4, 15, 4, 200, 8));
      openings.set(wrong, Values.opening(256, openings.get(wrong).bits()));
      assertRefusedBothWays(openings, new DishonestProver(openings));
    }
  }

  /** What is too much in one value is too little in the next: the sum is right. */
  @Test
  void refusesSumsShiftedBetweenValues() {
    List<RangeOpening> openings = Values.openings(300, 8, -40, 8);
    DishonestProver shifted = new DishonestProver(openings);
    for (int p = 0; p < 8; p++) {
      shifted.digit(p, Scalar.of(p == 7 ? 1 : 0));
      shifted.digit(8 + p, Scalar.of(p == 2 || p == 7 ? 1 : 0));
    }
    assertRefusedBothWays(openings, shifted);
    List<RangeOpening> carried = Values.openings(256, 8, 3, 8);
    assertRefusedBothWays(carried, new DishonestProver(carried).digit(8, Scalar.of(2)));
  }

  @Test
  void fillingCountsForNothing() {
    // 5 + 8 with the 8 in the filling behind 3 bits
    List<RangeOpening> openings = List.of(Values.opening(13, 3));
    assertRefusedBothWays(openings, new DishonestProver(openings).digit(3, Scalar.ONE));
    assertRefusedBothWays(openings, new DishonestProver(openings).digit(3, Scalar.of(8)));
    List<RangeOpening> honest = List.of(Values.opening(5, 3));
    assertRefusedBothWays(honest, new DishonestProver(honest).digit(3, Scalar.of(2)));
    assertRefusedBothWays(honest, new DishonestProver(honest).digit(3, Scalar.ONE, Scalar.ONE));
    // a bit there changes nothing, and the statement is true
    assertAccepted(honest, new DishonestProver(honest).digit(3, Scalar.ONE));
  }

  @Test
  void refusesProofsForOtherClaims() {
    List<RangeOpening> openings = Values.openings(200, 8, 100, 8);
    RangeProof proof = Values.prove(openings);
    List<RangeClaim> claims = Values.claims(openings);
    assertEquals("", Values.verify(claims, proof));
    // longer or shorter than proved, in the same and in another size
    assertEquals(Values.STEP, Values.verify(withBits(claims, 16, 16), proof));
    assertEquals(Values.STEP, Values.verify(withBits(claims, 4, 4), proof));
    assertEquals(Values.STEP, Values.verify(withBits(claims, 9, 7), proof));
    assertEquals(Values.STEP, Values.verify(withBits(claims, 7, 9), proof));
    assertEquals(Values.STEP, Values.verify(withBits(claims, 8, 7), proof));
    // in another order, fewer, others
    List<RangeClaim> reversed = new ArrayList<>(claims);
    Collections.reverse(reversed);
    assertEquals(Values.STEP, Values.verify(reversed, proof));
    assertEquals(Values.STEP, Values.verify(claims.subList(0, 1), proof));
    List<RangeClaim> sameSum = Values.claims(Values.openings(201, 8, 99, 8));
    assertEquals(Values.STEP, Values.verify(sameSum, proof));
  }

  /** A claim's factors count: v − 3 was proved, not v − 4. */
  @Test
  void refusesOtherFactors() {
    List<RangeOpening> openings = Values.within(30, 3, 40, 8);
    RangeProof proof = Values.prove(openings);
    List<RangeClaim> claims = new ArrayList<>(Values.claims(openings));
    assertEquals("", Values.verify(claims, proof));
    Term commitment = claims.get(0).terms().get(0);
    Term bound = new Term(Scalar.of(4).negate(), Pedersen.of(Values.curve()).value());
    claims.set(0, new RangeClaim(List.of(commitment, bound), 8));
    assertEquals(Values.STEP, Values.verify(claims, proof));
    claims.set(0, new RangeClaim(List.of(commitment), 8));
    assertEquals(Values.STEP, Values.verify(claims, proof));
  }

  @Test
  void refusesReplayOnAnotherTranscript() {
    List<RangeOpening> openings = Values.openings(200, 8);
    List<RangeClaim> claims = Values.claims(openings);
    RangeProof proof = Values.prove(openings);
    Transcript other = new Transcript("test").bytes(new byte[] {1, 2, 4});
    assertEquals(Values.STEP, Values.verify(Values.curve(), other, claims, proof));
    Transcript protocol = new Transcript("tesu").bytes(new byte[] {1, 2, 3});
    assertEquals(Values.STEP, Values.verify(Values.curve(), protocol, claims, proof));
    Transcript used = Values.transcript();
    assertEquals("", Values.verify(Values.curve(), used, claims, proof));
    assertEquals(Values.STEP, Values.verify(Values.curve(), used, claims, proof));
  }

  private static List<RangeClaim> withBits(List<RangeClaim> claims, int... bits) {
    List<RangeClaim> changed = new ArrayList<>();
    for (int j = 0; j < bits.length; j++) {
      changed.add(new RangeClaim(claims.get(j).terms(), bits[j]));
    }
    return changed;
  }

  private static void assertAccepted(List<RangeOpening> openings, DishonestProver prover) {
    assertEquals("", Values.verify(Values.claims(openings), prover.prove()));
  }

  /** With the t̂ of his vectors the first check fails, with the t̂ it wants the second does. */
  private static void assertRefusedBothWays(List<RangeOpening> openings, DishonestProver prover) {
    List<RangeClaim> claims = Values.claims(openings);
    assertEquals(Values.STEP, Values.verify(claims, prover.prove()));
    assertEquals(Values.IPA, Values.verify(claims, prover.sendWantedT().prove()));
  }
}
