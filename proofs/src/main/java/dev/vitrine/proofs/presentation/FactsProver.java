package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.internal.bbs.BbsProver;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.range.RangeOpening;
import dev.vitrine.proofs.internal.range.RangeProver;
import dev.vitrine.proofs.internal.sets.SetProver;
import dev.vitrine.proofs.internal.sigma.SigmaProver;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proves a plan's facts: commits, lends its blindings to the BBS proofs that show where the values
 * come from, and answers the one challenge. Used once; not safe for threads.
 */
final class FactsProver {
  private final Curve curve;
  private final SecureRandom random;
  private final Transcript transcript;
  private final FactPlan plan;
  private final FactWitness witness;
  private final List<G1Point> commitments;
  private final FactRelations relations;
  private final Optional<SigmaProver> sigma;

  /**
   * Commits.
   *
   * @param transcript has absorbed the statement
   * @param values one for each variable of the plan
   * @param names the plan's pseudonyms
   * @param pseudonymKey what they are made with, if there are any
   */
  FactsProver(
      Curve curve,
      SecureRandom random,
      Transcript transcript,
      FactPlan plan,
      List<Scalar> values,
      Names names,
      Optional<Scalar> pseudonymKey) {
    this.curve = curve;
    this.random = random;
    this.transcript = transcript;
    this.plan = plan;
    List<Scalar> blindings = new ArrayList<>();
    List<G1Point> points = new ArrayList<>();
    for (Scalar value : values) {
      Scalar blinding = Scalar.random(random);
      blindings.add(blinding);
      points.add(Pedersen.of(curve).commit(value, blinding));
    }
    this.witness = new FactWitness(values, blindings, pseudonymKey);
    this.commitments = List.copyOf(points);
    this.relations = new FactRelations(curve, plan, commitments, names);
    names.key().ifPresent(key -> transcript.point(key.point()));
    transcript.points(commitments);
    if (plan.variables().isEmpty()) {
      this.sigma = Optional.empty();
      transcript.points(List.of());
    } else {
      SigmaProver started =
          SigmaProver.start(curve, relations.relation(), witness.ordered(plan), random);
      this.sigma = Optional.of(started);
      transcript.points(started.commitments());
    }
  }

  /** The variables' commitments. */
  List<G1Point> commitments() {
    return commitments;
  }

  /** The variables' values and the blindings of their commitments: secrets. */
  FactWitness witness() {
    return witness;
  }

  /** Goes on after the facts. */
  Transcript transcript() {
    return transcript;
  }

  /** The blinding that a BBS proof must use for a message that is this variable: a secret. */
  Scalar blinding(int variable) {
    return sigma.orElseThrow().blinding(relations.value(variable));
  }

  /** The answers, but for the link to columns. */
  record Answers(List<BbsBody> records, FactsBody facts) {}

  /**
   * Answers the challenge.
   *
   * @param records the BBS proofs of records, begun
   * @param sets the proofs of the plan's memberships, begun
   */
  Answers answer(List<BbsProver> records, List<SetProver> sets) {
    for (int i = 0; i < sets.size(); i++) {
      FactPlan.InSet in = plan.sets().get(i);
      sets.get(i).first().absorb(transcript, in.set().setKey(), in.part());
    }
    Scalar challenge =
        BbsPart.challenge(
            transcript,
            records.stream()
                .map(prover -> new BbsPart(prover.commitment(), prover::challenge))
                .toList());
    List<Scalar> responses = sigma.map(prover -> prover.respond(challenge)).orElse(List.of());
    List<BbsBody> recordBodies =
        records.stream().map(prover -> BbsBody.of(prover, challenge)).toList();
    List<SetBody> setBodies =
        sets.stream().map(set -> new SetBody(set.first(), set.respond(challenge))).toList();
    transcript.scalar(challenge).scalars(responses);
    byte[] range = range();
    List<G1Point> first = sigma.map(SigmaProver::commitments).orElse(List.of());
    return new Answers(
        recordBodies, new FactsBody(commitments, first, responses, setBodies, range, new byte[0]));
  }

  private byte[] range() {
    if (plan.inequalities().isEmpty()) {
      return new byte[0];
    }
    List<RangeOpening> openings = new ArrayList<>();
    for (FactPlan.Inequality inequality : plan.inequalities()) {
      openings.add(
          new RangeOpening(
              relations.terms(inequality),
              witness.value(inequality.weights(), inequality.constant()),
              witness.blinding(inequality.weights()),
              inequality.bits()));
    }
    return new RangeProver(curve).prove(transcript, openings, random).toBytes();
  }
}
