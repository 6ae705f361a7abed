package dev.vitrine.proofs.internal.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.internal.curve.BothBackends;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.HashSuite;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.equation.Failure;
import dev.vitrine.proofs.internal.sigma.LinearRelation.Term;
import dev.vitrine.proofs.internal.transcript.Transcript;
import dev.vitrine.proofs.verdict.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two commitments to one value and its product with a third point; each equation broken alone. */
class SigmaAttackTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  static List<Curve> curves() {
    return BothBackends.all();
  }

  private static G1Point point(Curve curve, String name) {
    return curve.hashToG1(
        HashSuite.SHA_256,
        name.getBytes(StandardCharsets.US_ASCII),
        "test".getBytes(StandardCharsets.US_ASCII));
  }

  private record Claim(Curve curve, List<G1Point> images) {
    /** Images of v, s, t: v·A + s·B, v·A + t·B and v·C. */
    static Claim of(Curve curve, List<Scalar> w) {
      G1Point a = point(curve, "a");
      G1Point b = point(curve, "b");
      return new Claim(
          curve,
          List.of(
              curve.multiplySum(List.of(a, b), List.of(w.get(0), w.get(1))),
              curve.multiplySum(List.of(a, b), List.of(w.get(0), w.get(2))),
              curve.multiply(point(curve, "c"), w.get(0))));
    }

    Claim with(int at, G1Point image) {
      List<G1Point> changed = new ArrayList<>(images);
      changed.set(at, image);
      return new Claim(curve, changed);
    }

    LinearRelation relation() {
      LinearRelation relation = new LinearRelation();
      int v = relation.secret();
      int s = relation.secret();
      int t = relation.secret();
      Term value = new Term(v, point(curve, "a"));
      G1Point b = point(curve, "b");
      return relation
          .equation("first", "not a commitment", images.get(0), List.of(value, new Term(s, b)))
          .equation("second", "not the same", images.get(1), List.of(value, new Term(t, b)))
          .equation(
              "third", "not its multiple", images.get(2), List.of(new Term(v, point(curve, "c"))));
    }
  }

  private record Proof(List<G1Point> commitments, List<Scalar> responses) {}

  private static Scalar challenge(LinearRelation relation, List<G1Point> commitments) {
    Transcript transcript = new Transcript("test");
    relation.absorb(transcript);
    return transcript.points(commitments).challenge();
  }

  private static Proof prove(Claim claim, List<Scalar> witness) {
    LinearRelation relation = claim.relation();
    SigmaProver prover = SigmaProver.start(claim.curve, relation, witness, RANDOM);
    Scalar challenge = challenge(relation, prover.commitments());
    return new Proof(prover.commitments(), prover.respond(challenge));
  }

  private static Optional<Failure> verify(Claim claim, Proof proof) throws RefusedException {
    LinearRelation relation = claim.relation();
    Equations equations = new Equations();
    Scalar challenge = challenge(relation, proof.commitments);
    SigmaVerifier.gather(equations, relation, proof.commitments, challenge, proof.responses);
    return equations.check(claim.curve, RANDOM);
  }

  private static List<Scalar> witness() {
    return List.of(Scalar.random(RANDOM), Scalar.random(RANDOM), Scalar.random(RANDOM));
  }

  @ParameterizedTest
  @MethodSource("curves")
  void anHonestProofPasses(Curve curve) throws Exception {
    List<Scalar> witness = witness();
    Claim claim = Claim.of(curve, witness);
    assertTrue(verify(claim, prove(claim, witness)).isEmpty());
    List<Scalar> zeros = List.of(Scalar.ZERO, Scalar.ONE, Scalar.ONE);
    Claim noValue = Claim.of(curve, zeros).with(2, point(curve, "c"));
    assertEquals("third", verify(noValue, prove(noValue, zeros)).orElseThrow().step());
  }

  @ParameterizedTest
  @MethodSource("curves")
  void aFalseImageIsRefusedAtItsEquation(Curve curve) throws Exception {
    List<Scalar> witness = witness();
    String[] steps = {"first", "second", "third"};
    for (int i = 0; i < 3; i++) {
      Claim honest = Claim.of(curve, witness);
      Claim claim = honest.with(i, curve.add(honest.images.get(i), curve.g1()));
      assertEquals(steps[i], verify(claim, prove(claim, witness)).orElseThrow().step());
    }
  }

  @ParameterizedTest
  @MethodSource("curves")
  void aProofIsBoundToItsRelation(Curve curve) throws Exception {
    List<Scalar> witness = witness();
    Claim claim = Claim.of(curve, witness);
    Proof proof = prove(claim, witness);
    Claim swapped = claim.with(0, claim.images.get(1)).with(1, claim.images.get(0));
    assertEquals("first", verify(swapped, proof).orElseThrow().step());
  }

  @ParameterizedTest
  @MethodSource("curves")
  void everyCommitmentAndResponseCounts(Curve curve) throws Exception {
    List<Scalar> witness = witness();
    Claim claim = Claim.of(curve, witness);
    Proof proof = prove(claim, witness);
    for (int i = 0; i < 3; i++) {
      List<G1Point> commitments = new ArrayList<>(proof.commitments);
      commitments.set(i, curve.add(commitments.get(i), curve.g1()));
      assertTrue(verify(claim, new Proof(commitments, proof.responses)).isPresent());
      List<Scalar> responses = new ArrayList<>(proof.responses);
      responses.set(i, responses.get(i).add(Scalar.ONE));
      assertTrue(verify(claim, new Proof(proof.commitments, responses)).isPresent());
    }
  }

  @ParameterizedTest
  @MethodSource("curves")
  void malformedProofsAreRefusedByType(Curve curve) throws Exception {
    List<Scalar> witness = witness();
    Claim claim = Claim.of(curve, witness);
    Proof proof = prove(claim, witness);
    List<G1Point> withIdentity = new ArrayList<>(proof.commitments);
    withIdentity.set(1, G1Point.IDENTITY);
    List<Proof> malformed =
        List.of(
            new Proof(proof.commitments.subList(0, 2), proof.responses),
            new Proof(proof.commitments, proof.responses.subList(0, 2)),
            new Proof(List.of(), List.of()),
            new Proof(withIdentity, proof.responses));
    for (Proof each : malformed) {
      RefusedException refused = assertThrows(RefusedException.class, () -> verify(claim, each));
      assertEquals("format", refused.step());
    }
    Claim empty = claim.with(2, G1Point.IDENTITY);
    assertEquals("format", assertThrows(RefusedException.class, () -> verify(empty, proof)).step());
  }

  @ParameterizedTest
  @MethodSource("curves")
  void relationsThatSayNothingAreRefused(Curve curve) {
    LinearRelation none = new LinearRelation();
    List<Scalar> nothing = List.of();
    assertThrows(
        IllegalArgumentException.class, () -> SigmaProver.start(curve, none, nothing, RANDOM));
    LinearRelation unused = new LinearRelation();
    int x = unused.secret();
    unused.secret();
    unused.equation("s", "r", curve.g1(), List.of(new Term(x, curve.g1())));
    List<Scalar> two = List.of(Scalar.ONE, Scalar.ONE);
    assertThrows(
        IllegalArgumentException.class, () -> SigmaProver.start(curve, unused, two, RANDOM));
    Equations equations = new Equations();
    List<G1Point> one = List.of(curve.g1());
    assertThrows(
        RefusedException.class,
        () -> SigmaVerifier.gather(equations, unused, one, Scalar.ONE, two));
    LinearRelation identity = new LinearRelation();
    identity.equation("s", "r", curve.g1(), List.of(new Term(identity.secret(), G1Point.IDENTITY)));
    List<Scalar> single = List.of(Scalar.ONE);
    assertThrows(
        IllegalArgumentException.class, () -> SigmaProver.start(curve, identity, single, RANDOM));
    assertThrows(
        IllegalArgumentException.class, () -> unused.equation("s", "r", curve.g1(), List.of()));
    List<Term> twice = List.of(new Term(x, curve.g1()), new Term(x, curve.g1()));
    assertThrows(
        IllegalArgumentException.class, () -> unused.equation("s", "r", curve.g1(), twice));
    List<Term> unknown = List.of(new Term(2, curve.g1()));
    assertThrows(
        IllegalArgumentException.class, () -> unused.equation("s", "r", curve.g1(), unknown));
  }

  @ParameterizedTest
  @MethodSource("curves")
  void aProverAnswersOnceAndNeverZero(Curve curve) throws Exception {
    List<Scalar> witness = witness();
    Claim claim = Claim.of(curve, witness);
    SigmaProver prover = SigmaProver.start(curve, claim.relation(), witness, RANDOM);
    assertThrows(IllegalArgumentException.class, () -> prover.respond(Scalar.ZERO));
    Scalar response = prover.respond(Scalar.ONE).get(0);
    assertEquals(response, prover.blinding(0).add(witness.get(0)));
    assertThrows(IllegalStateException.class, () -> prover.respond(Scalar.of(2)));
    Proof proof = prove(claim, witness);
    Equations equations = new Equations();
    LinearRelation relation = claim.relation();
    assertThrows(
        IllegalArgumentException.class,
        () ->
            SigmaVerifier.gather(
                equations, relation, proof.commitments, Scalar.ZERO, proof.responses));
    assertFalse(prover.toString().contains("[" + prover.blinding(0).toInteger()));
  }

  @ParameterizedTest
  @MethodSource("curves")
  void blindingsAreFresh(Curve curve) {
    List<Scalar> witness = witness();
    Claim claim = Claim.of(curve, witness);
    Set<Scalar> seen = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      SigmaProver prover = SigmaProver.start(curve, claim.relation(), witness, RANDOM);
      for (int secret = 0; secret < 3; secret++) {
        assertTrue(seen.add(prover.blinding(secret)));
      }
    }
    assertNotEquals(0, seen.size());
  }

  /**
   * Zero knowledge: who may choose the challenge first makes a transcript that passes without any
   * witness, from uniform responses, as the prover's are; so a transcript says nothing of one.
   */
  @ParameterizedTest
  @MethodSource("curves")
  void aSimulatorNeedsNoWitness(Curve curve) throws Exception {
    Claim claim = Claim.of(curve, witness());
    LinearRelation relation = claim.relation();
    Scalar challenge = Scalar.random(RANDOM);
    List<Scalar> responses = witness();
    List<G1Point> commitments = new ArrayList<>();
    for (LinearRelation.Equation equation : relation.equations()) {
      List<G1Point> points = new ArrayList<>(List.of(equation.image()));
      List<Scalar> factors = new ArrayList<>(List.of(challenge.negate()));
      for (Term term : equation.terms()) {
        points.add(term.base());
        factors.add(responses.get(term.secret()));
      }
      commitments.add(curve.msm(points, factors));
    }
    Equations equations = new Equations();
    SigmaVerifier.gather(equations, relation, commitments, challenge, responses);
    assertTrue(equations.check(curve, RANDOM).isEmpty());
    // but not with the challenge that the transcript gives
    assertTrue(verify(claim, new Proof(commitments, responses)).isPresent());
  }

  @ParameterizedTest
  @MethodSource("curves")
  void everyPartOfTheRelationIsAbsorbed(Curve curve) {
    List<Scalar> witness = witness();
    Claim claim = Claim.of(curve, witness);
    Set<Scalar> seen = new HashSet<>();
    seen.add(challenge(claim.relation(), List.of()));
    for (int i = 0; i < 3; i++) {
      seen.add(challenge(claim.with(i, curve.g1()).relation(), List.of()));
    }
    LinearRelation more = claim.relation();
    more.secret();
    seen.add(challenge(more, List.of()));
    seen.add(
        challenge(
            claim.relation().equation("x", "y", curve.g1(), List.of(new Term(0, curve.g1()))),
            List.of()));
    seen.add(
        challenge(
            claim.relation().equation("x", "y", curve.g1(), List.of(new Term(1, curve.g1()))),
            List.of()));
    seen.add(
        challenge(
            claim
                .relation()
                .equation("x", "y", curve.g1(), List.of(new Term(0, point(curve, "a")))),
            List.of()));
    assertEquals(8, seen.size());
  }
}
