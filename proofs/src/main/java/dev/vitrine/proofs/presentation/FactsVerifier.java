package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.range.RangeProof;
import dev.vitrine.proofs.internal.range.RangeVerifier;
import dev.vitrine.proofs.internal.sets.SetVerifier;
import dev.vitrine.proofs.internal.sigma.SigmaVerifier;
import dev.vitrine.proofs.internal.transcript.Transcript;
import dev.vitrine.proofs.verdict.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the proof of a plan's facts: what must hold becomes equations. */
final class FactsVerifier {
  private final Curve curve;
  private final Equations equations;
  private final Transcript transcript;
  private final FactPlan plan;
  private final FactsBody body;
  private final FactRelations relations;

  /**
   * Checks the form.
   *
   * @param transcript has absorbed the statement
   * @param names the plan's pseudonyms
   */
  FactsVerifier(
      Curve curve,
      Equations equations,
      Transcript transcript,
      FactPlan plan,
      FactsBody body,
      Names names)
      throws RefusedException {
    this.curve = curve;
    this.equations = equations;
    this.transcript = transcript;
    this.plan = plan;
    this.body = body;
    if (body.commitments().size() != plan.variables().size()
        || body.sets().size() != plan.sets().size()
        || (body.range().length == 0) != plan.inequalities().isEmpty()) {
      throw RefusedException.invalid("format", "the proof is of other facts than are claimed");
    }
    this.relations = new FactRelations(curve, plan, body.commitments(), names);
    names.key().ifPresent(key -> transcript.point(key.point()));
    transcript.points(body.commitments()).points(body.firstMessages());
  }

  /**
   * Gathers everything but the link to columns.
   *
   * @param records the BBS proofs of records
   */
  void gather(List<BbsRead> records) throws RefusedException {
    for (int i = 0; i < plan.sets().size(); i++) {
      FactPlan.InSet in = plan.sets().get(i);
      body.sets().get(i).first().absorb(transcript, in.set().setKey(), in.part());
    }
    Scalar challenge = BbsPart.challenge(transcript, records.stream().map(BbsRead::part).toList());
    if (challenge.isZero()) {
      throw RefusedException.invalid("challenge", "the challenge is zero");
    }
    for (BbsRead read : records) {
      same(read, challenge);
    }
    if (plan.variables().isEmpty()) {
      if (!body.firstMessages().isEmpty() || !body.responses().isEmpty()) {
        throw RefusedException.invalid("format", "the proof is of other facts than are claimed");
      }
    } else {
      SigmaVerifier.gather(
          equations, relations.relation(), body.firstMessages(), challenge, body.responses());
    }
    for (int i = 0; i < plan.sets().size(); i++) {
      FactPlan.InSet in = plan.sets().get(i);
      SetBody set = body.sets().get(i);
      List<Scalar> responses = new ArrayList<>();
      for (int variable : in.signed()) {
        responses.add(body.responses().get(relations.value(variable)));
      }
      SetVerifier.gather(
          curve,
          equations,
          "membership",
          in.set().setKey(),
          in.part(),
          set.first(),
          challenge,
          set.response(),
          responses);
    }
    transcript.scalar(challenge).scalars(body.responses());
    if (!plan.inequalities().isEmpty()) {
      try {
        RangeProof proof = RangeProof.parse(curve, body.range());
        new RangeVerifier(curve).gather(transcript, equations, relations.ranges(), proof, "range");
      } catch (CurveException e) {
        throw RefusedException.invalid("format", "range proof: " + e.getMessage());
      }
    }
  }

  /**
   * Requires that a BBS proof's hidden message is a variable's value: under one challenge, equal
   * responses speak of equal secrets.
   */
  void same(BbsRead read, int message, int variable) throws RefusedException {
    try {
      Scalar response = read.body().proof().response(message, read.shown());
      if (response(variable).filter(response::equals).isEmpty()) {
        throw RefusedException.invalid(
            read.step(), "a commitment is to another value than the signed one");
      }
    } catch (BbsRefusedException e) {
      throw RefusedException.invalid(read.step(), "the proof is of other slots");
    }
  }

  private Optional<Scalar> response(int variable) {
    int secret = relations.value(variable);
    return secret < body.responses().size()
        ? Optional.of(body.responses().get(secret))
        : Optional.empty();
  }

  private static void same(BbsRead read, Scalar challenge) throws RefusedException {
    if (!read.body().proof().challenge().equals(challenge)) {
      throw RefusedException.invalid(
          read.step(), "the proof does not hold for this statement: it answers another challenge");
    }
  }

  /**
   * A BBS proof that was read and whose equations were gathered.
   *
   * @param step the check it belongs to
   * @param shown indexes of its shown messages
   */
  record BbsRead(String step, BbsBody body, BbsPart part, List<Integer> shown) {}
}
