package dev.vitrine.proofs.internal.range;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Every part of a proof: under unchanged challenges its change breaks the equation it stands in,
 * and it is bound to every challenge that comes after it.
 */
class RangeEquationsTest {
  private final Curve curve = Values.curve();
  private final List<RangeOpening> openings = Values.openings(200, 8, 5, 3);
  private final List<RangeClaim> claims = Values.claims(openings);
  private final RangeProof proof = Values.prove(openings);

  @Test
  void pointsStandInTheirEquations() {
    assertEquals("", underSameChallenges(proof, proof));
    brokenAt(Values.IPA, 0, p -> points(p, moved(p.bits()), p.masks(), p.t1(), p.t2()));
    brokenAt(Values.IPA, 0, p -> points(p, p.bits(), moved(p.masks()), p.t1(), p.t2()));
    brokenAt(Values.IPA, 0, p -> points(p, p.masks(), p.bits(), p.t1(), p.t2()));
    brokenAt(Values.STEP, 2, p -> points(p, p.bits(), p.masks(), moved(p.t1()), p.t2()));
    brokenAt(Values.STEP, 2, p -> points(p, p.bits(), p.masks(), p.t1(), moved(p.t2())));
    brokenAt(Values.STEP, 2, p -> points(p, p.bits(), p.masks(), p.t2(), p.t1()));
    brokenAt(Values.IPA, 0, p -> points(p, p.bits().negate(), p.masks(), p.t1(), p.t2()));
    brokenAt(Values.STEP, 2, p -> points(p, p.bits(), p.masks(), p.t1().negate(), p.t2()));
  }

  @Test
  void scalarsStandInTheirEquations() {
    for (Scalar by : List.of(Scalar.ONE, Scalar.ONE.negate(), Scalar.of(1L << 63))) {
      brokenAt(Values.STEP, 3, p -> scalars(p, p.t().add(by), p.tBlinding(), p.blinding()));
      brokenAt(Values.STEP, 3, p -> scalars(p, p.t(), p.tBlinding().add(by), p.blinding()));
      brokenAt(Values.IPA, 3, p -> scalars(p, p.t(), p.tBlinding(), p.blinding().add(by)));
      brokenAt(Values.IPA, 4 + proof.rounds(), p -> last(p, p.a().add(by), p.b()));
      brokenAt(Values.IPA, 4 + proof.rounds(), p -> last(p, p.a(), p.b().add(by)));
    }
    brokenAt(Values.STEP, 3, p -> scalars(p, p.tBlinding(), p.t(), p.blinding()));
    brokenAt(Values.IPA, 4 + proof.rounds(), p -> last(p, p.b(), p.a()));
    brokenAt(Values.IPA, 4 + proof.rounds(), p -> last(p, p.a().negate(), p.b().negate()));
    brokenAt(Values.IPA, 4 + proof.rounds(), p -> last(p, Scalar.ZERO, Scalar.ZERO));
  }

  @Test
  void everyRoundStandsInTheSecondEquation() {
    for (int round = 0; round < proof.rounds(); round++) {
      int k = round;
      G1Point left = proof.left().get(k);
      G1Point right = proof.right().get(k);
      brokenAt(Values.IPA, 4 + k, p -> round(p, k, moved(left), right));
      brokenAt(Values.IPA, 4 + k, p -> round(p, k, left, moved(right)));
      brokenAt(Values.IPA, 4 + k, p -> round(p, k, right, left));
      int other = (k + 1) % proof.rounds();
      brokenAt(
          Values.IPA, 4 + k, p -> round(p, k, proof.left().get(other), proof.right().get(other)));
    }
  }

  /** The pure-Java verifier refuses at the same steps. */
  @Test
  void javaBackendRefusesTheSame() {
    List<RangeOpening> small = Values.openings(2, 2, 1, 1);
    List<RangeClaim> smallClaims = Values.claims(small);
    RangeProof good = Values.prove(small);
    Curve java = Curve.javaBackend();
    assertEquals("", Values.verify(java, Values.transcript(), smallClaims, good));
    RangeProof wrongT = scalars(good, good.t().add(Scalar.ONE), good.tBlinding(), good.blinding());
    assertEquals(Values.STEP, Values.verify(java, Values.transcript(), smallClaims, wrongT));
    RangeProof wrongLast = last(good, good.a().add(Scalar.ONE), good.b());
    assertEquals(Values.IPA, Values.verify(java, Values.transcript(), smallClaims, wrongLast));
    List<RangeOpening> large = List.of(Values.opening(4, 2), Values.opening(1, 1));
    RangeProof forged = new DishonestProver(large).sendWantedT().prove();
    assertEquals(
        Values.IPA, Values.verify(java, Values.transcript(), Values.claims(large), forged));
  }

  /** A proof with a round too many or too few, whatever is in it. */
  @Test
  void refusesOtherNumbersOfRounds() {
    List<G1Point> fewer = proof.left().subList(1, proof.rounds());
    assertEquals(Values.STEP, Values.verify(claims, withRounds(fewer)));
    List<G1Point> more = new ArrayList<>(proof.left());
    more.add(proof.right().get(0));
    assertEquals(Values.STEP, Values.verify(claims, withRounds(more)));
    assertEquals(Values.STEP, Values.verify(claims, withRounds(List.of())));
  }

  /** Every claim's bits, factors and points are bound to the first challenge already. */
  @Test
  void claimsAreBoundToAllChallenges() {
    List<RangeClaim> base = Values.claims(Values.within(30, 3, 40, 8));
    List<List<RangeClaim>> others = new ArrayList<>();
    for (int j = 0; j < base.size(); j++) {
      RangeClaim claim = base.get(j);
      others.add(with(base, j, new RangeClaim(claim.terms(), 7)));
      others.add(with(base, j, new RangeClaim(claim.terms().subList(0, 1), 8)));
      for (int i = 0; i < 2; i++) {
        Term term = claim.terms().get(i);
        List<Term> factor = new ArrayList<>(claim.terms());
        factor.set(i, new Term(term.factor().add(Scalar.ONE), term.point()));
        others.add(with(base, j, new RangeClaim(factor, 8)));
        List<Term> point = new ArrayList<>(claim.terms());
        point.set(i, new Term(term.factor(), moved(term.point())));
        others.add(with(base, j, new RangeClaim(point, 8)));
      }
    }
    others.add(List.of(base.get(1), base.get(0)));
    others.add(List.of(base.get(0)));
    others.add(List.of(base.get(0), base.get(1), base.get(1)));
    Scalar first = firstChallenge(base);
    assertEquals(first, firstChallenge(base));
    others.forEach(other -> assertNotEquals(first, firstChallenge(other)));
  }

  private static List<RangeClaim> with(List<RangeClaim> claims, int j, RangeClaim claim) {
    List<RangeClaim> changed = new ArrayList<>(claims);
    changed.set(j, claim);
    return changed;
  }

  private static Scalar firstChallenge(List<RangeClaim> claims) {
    Transcript transcript = Values.transcript();
    Layout.of(claims).absorb(transcript);
    return transcript.challenge();
  }

  /**
   * The change breaks the equation at {@code step} alone; the challenges before place {@code bound}
   * stay, all from there on change; and so a verifier refuses it.
   */
  private void brokenAt(String step, int bound, Function<RangeProof, RangeProof> change) {
    RangeProof changed = change.apply(proof);
    assertEquals(step, underSameChallenges(changed, proof));
    List<Scalar> before = challenges(proof);
    List<Scalar> after = challenges(changed);
    for (int i = 0; i < before.size(); i++) {
      assertEquals(i >= bound, !before.get(i).equals(after.get(i)), "challenge " + i);
    }
    assertNotEquals("", Values.verify(claims, changed));
  }

  /** y, z, x, w, one of each round, and what a later protocol would draw. */
  private List<Scalar> challenges(RangeProof of) {
    Transcript transcript = Values.transcript();
    Layout.of(claims).absorb(transcript);
    RangeChallenges drawn = RangeChallenges.draw(transcript, of);
    List<Scalar> all = new ArrayList<>(List.of(drawn.y(), drawn.z(), drawn.x(), drawn.w()));
    all.addAll(List.of(drawn.us()));
    all.add(transcript.challenge());
    return all;
  }

  private String underSameChallenges(RangeProof changed, RangeProof original) {
    Transcript transcript = Values.transcript();
    Layout layout = Layout.of(claims);
    layout.absorb(transcript);
    RangeChallenges challenges = RangeChallenges.draw(transcript, original);
    Equations equations = new Equations();
    new RangeVerifier(curve).gather(equations, layout, changed, challenges, Values.STEP);
    return Values.failed(equations.check(curve, new SecureRandom()));
  }

  private G1Point moved(G1Point point) {
    return curve.add(point, curve.g1());
  }

  private static RangeProof points(
      RangeProof p, G1Point bits, G1Point masks, G1Point t1, G1Point t2) {
    return new RangeProof(
        bits, masks, t1, t2, p.t(), p.tBlinding(), p.blinding(), p.left(), p.right(), p.a(), p.b());
  }

  private static RangeProof scalars(RangeProof p, Scalar t, Scalar tBlinding, Scalar blinding) {
    return new RangeProof(
        p.bits(), p.masks(), p.t1(), p.t2(), t, tBlinding, blinding, p.left(), p.right(), p.a(),
        p.b());
  }

  private static RangeProof last(RangeProof p, Scalar a, Scalar b) {
    return new RangeProof(
        p.bits(),
        p.masks(),
        p.t1(),
        p.t2(),
        p.t(),
        p.tBlinding(),
        p.blinding(),
        p.left(),
        p.right(),
        a,
        b);
  }

  private static RangeProof round(RangeProof p, int k, G1Point l, G1Point r) {
    List<G1Point> left = new ArrayList<>(p.left());
    List<G1Point> right = new ArrayList<>(p.right());
    left.set(k, l);
    right.set(k, r);
    return new RangeProof(
        p.bits(),
        p.masks(),
        p.t1(),
        p.t2(),
        p.t(),
        p.tBlinding(),
        p.blinding(),
        left,
        right,
        p.a(),
        p.b());
  }

  private RangeProof withRounds(List<G1Point> points) {
    return new RangeProof(
        proof.bits(),
        proof.masks(),
        proof.t1(),
        proof.t2(),
        proof.t(),
        proof.tBlinding(),
        proof.blinding(),
        points,
        points,
        proof.a(),
        proof.b());
  }
}
