package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.batch.Moment;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.linear.ColumnClaim;
import dev.vitrine.proofs.internal.linear.ColumnGenerators;
import dev.vitrine.proofs.internal.linear.LinearProof;
import dev.vitrine.proofs.internal.linear.LinearVerifier;
import dev.vitrine.proofs.internal.transcript.Transcript;
import dev.vitrine.proofs.verdict.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** The step {@code link}: hidden values and totals are those of the batches' columns. */
final class LinkReader {
  private final Curve curve;
  private final Reading reading;
  private final Transcript transcript;

  LinkReader(Curve curve, Reading reading, Transcript transcript) {
    this.curve = curve;
    this.reading = reading;
    this.transcript = transcript;
  }

  /**
   * Gathers the step.
   *
   * @param logged the batches, by their index in the log
   */
  void gather(LinkPlan plan, FactsBody facts, SortedMap<Long, BatchHeader> logged)
      throws RefusedException {
    if (plan.isEmpty()) {
      if (facts.link().length != 0) {
        throw RefusedException.invalid("format", "a link is there and nothing to tie");
      }
      return;
    }
    LinkColumns columns = new LinkColumns(curve, plan, logged);
    LinkPlan.Weighted weighted = plan.weighted(curve, transcript, columns.points());
    List<ColumnClaim> claims = new ArrayList<>();
    for (LinkPlan.Claimed claimed : weighted.claims(columns.points()::containsKey)) {
      List<G1Point> points = new ArrayList<>();
      for (Moment moment : claimed.moments()) {
        points.add(columns.point(claimed.column(), moment));
      }
      claims.add(new ColumnClaim(curve.msm(points, claimed.factors()), claimed.form()));
    }
    if (claims.isEmpty()) {
      throw RefusedException.invalid("link", "no batch has a column of what is summed up");
    }
    try {
      new LinearVerifier(curve, ColumnGenerators.of(curve))
          .gather(
              transcript,
              reading.equations(),
              claims,
              weighted.target(facts.commitments()),
              LinearProof.parse(curve, facts.link()));
    } catch (CurveException e) {
      throw RefusedException.invalid("format", "link: " + e.getMessage());
    }
    reading.pending("link", "hidden values and sums are those of " + claims.size() + " columns");
  }
}
