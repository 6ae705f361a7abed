package dev.vitrine.proofs.internal.sets;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.equation.Failure;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.range.RangeClaim;
import dev.vitrine.proofs.internal.range.RangeOpening;
import dev.vitrine.proofs.internal.range.RangeProof;
import dev.vitrine.proofs.internal.range.RangeProver;
import dev.vitrine.proofs.internal.range.RangeVerifier;
import dev.vitrine.proofs.internal.range.Term;
import dev.vitrine.proofs.internal.sigma.LinearRelation;
import dev.vitrine.proofs.internal.sigma.SigmaProver;
import dev.vitrine.proofs.internal.sigma.SigmaVerifier;
import dev.vitrine.proofs.internal.transcript.Transcript;
import dev.vitrine.proofs.verdict.RefusedException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A whole proof about one hidden value and a set, as a presentation composes it: commitments to the
 * value and, for a gap, to its ends; one challenge; and for a gap two ranges.
 */
record HiddenValue(
    List<G1Point> commitments,
    List<G1Point> sigmaFirst,
    SetFirstMessage first,
    List<Scalar> responses,
    SetResponse response,
    @Nullable RangeProof range) {
  static final String STEP = "set";

  /** What a prover, honest or not, sets out to prove. */
  record Attempt(long value, SetWitness witness, int bits) {}

  static HiddenValue prove(Curve curve, SetKey set, Attempt attempt, SecureRandom random) {
    SetWitness witness = attempt.witness;
    List<Scalar> values = new ArrayList<>(List.of(Scalar.of(attempt.value)));
    if (witness.part() == SetPart.GAP) {
      values.addAll(witness.messages());
    }
    List<Scalar> openings = new ArrayList<>();
    List<G1Point> commitments = new ArrayList<>();
    List<Scalar> secrets = new ArrayList<>();
    for (Scalar value : values) {
      Scalar opening = Scalar.random(random);
      openings.add(opening);
      commitments.add(Pedersen.of(curve).commit(value, opening));
      secrets.add(value);
      secrets.add(opening);
    }
    LinearRelation relation = relation(curve, commitments);
    SigmaProver sigma = SigmaProver.start(curve, relation, secrets, random);
    List<Scalar> blindings =
        witness.part() == SetPart.GAP
            ? List.of(sigma.blinding(2), sigma.blinding(4))
            : List.of(sigma.blinding(0));
    SetProver prover = SetProver.start(curve, set, witness, blindings, random);
    Transcript transcript = transcript(relation, sigma.commitments());
    prover.first().absorb(transcript, set, witness.part());
    Scalar challenge = transcript.challenge();
    List<Scalar> responses = sigma.respond(challenge);
    RangeProof range = null;
    if (witness.part() == SetPart.GAP) {
      range =
          new RangeProver(curve)
              .prove(transcript, openings(attempt.bits, commitments, values, openings), random);
    }
    return new HiddenValue(
        commitments,
        sigma.commitments(),
        prover.first(),
        responses,
        prover.respond(challenge),
        range);
  }

  Optional<Failure> verify(Curve curve, SetKey set, SetPart part, int bits, SecureRandom random)
      throws RefusedException {
    LinearRelation relation = relation(curve, commitments);
    Transcript transcript = transcript(relation, sigmaFirst);
    first.absorb(transcript, set, part);
    Scalar challenge = transcript.challenge();
    Equations equations = new Equations();
    SigmaVerifier.gather(equations, relation, sigmaFirst, challenge, responses);
    List<Scalar> messages =
        part == SetPart.GAP
            ? List.of(responses.get(2), responses.get(4))
            : List.of(responses.get(0));
    SetVerifier.gather(curve, equations, STEP, set, part, first, challenge, response, messages);
    if (part == SetPart.GAP && range != null) {
      new RangeVerifier(curve)
          .gather(transcript, equations, claims(bits, commitments), range, "range");
    }
    return equations.check(curve, random);
  }

  HiddenValue with(SetFirstMessage other) {
    return new HiddenValue(commitments, sigmaFirst, other, responses, response, range);
  }

  HiddenValue with(SetResponse other) {
    return new HiddenValue(commitments, sigmaFirst, first, responses, other, range);
  }

  private static LinearRelation relation(Curve curve, List<G1Point> commitments) {
    Pedersen pedersen = Pedersen.of(curve);
    LinearRelation relation = new LinearRelation();
    for (G1Point commitment : commitments) {
      relation.equation(
          "commitment",
          "not a commitment",
          commitment,
          List.of(
              new LinearRelation.Term(relation.secret(), pedersen.value()),
              new LinearRelation.Term(relation.secret(), pedersen.blinding())));
    }
    return relation;
  }

  private static Transcript transcript(LinearRelation relation, List<G1Point> first) {
    Transcript transcript = new Transcript("test");
    relation.absorb(transcript);
    return transcript.points(first);
  }

  /** value − first and last − value. */
  private static List<RangeClaim> claims(int bits, List<G1Point> v) {
    Scalar minus = Scalar.ONE.negate();
    return List.of(
        new RangeClaim(List.of(new Term(Scalar.ONE, v.get(0)), new Term(minus, v.get(1))), bits),
        new RangeClaim(List.of(new Term(Scalar.ONE, v.get(2)), new Term(minus, v.get(0))), bits));
  }

  private static List<RangeOpening> openings(
      int bits, List<G1Point> commitments, List<Scalar> values, List<Scalar> openings) {
    List<RangeClaim> claims = claims(bits, commitments);
    return List.of(
        new RangeOpening(
            claims.get(0).terms(),
            values.get(0).subtract(values.get(1)),
            openings.get(0).subtract(openings.get(1)),
            bits),
        new RangeOpening(
            claims.get(1).terms(),
            values.get(2).subtract(values.get(0)),
            openings.get(2).subtract(openings.get(0)),
            bits));
  }
}
