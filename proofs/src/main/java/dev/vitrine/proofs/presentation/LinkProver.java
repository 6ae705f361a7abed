package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.batch.ColumnOpening;
import dev.vitrine.proofs.batch.Moment;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.linear.ColumnGenerators;
import dev.vitrine.proofs.internal.linear.Form;
import dev.vitrine.proofs.internal.linear.LinearProver;
import dev.vitrine.proofs.internal.linear.OpenedColumn;
import dev.vitrine.proofs.internal.transcript.Transcript;
import dev.vitrine.proofs.verdict.RefusedException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Proves that hidden values and totals are those of the batches' columns. */
final class LinkProver {
  private final Curve curve;
  private final SecureRandom random;
  private final Map<Long, ColumnOpening> opened = new HashMap<>();

  LinkProver(Curve curve, SecureRandom random) {
    this.curve = curve;
    this.random = random;
  }

  /**
   * The proof, or nothing where there is nothing to tie.
   *
   * @param transcript as it is after the facts
   * @param batches the batches, by their index in the log
   * @throws IllegalArgumentException if a batch has no column for a value
   */
  byte[] prove(
      Transcript transcript,
      LinkPlan plan,
      FactsProver facts,
      SortedMap<Long, LoggedBatch> batches,
      SortedMap<Long, BatchHeader> headers) {
    if (plan.isEmpty()) {
      return new byte[0];
    }
    try {
      LinkColumns columns = new LinkColumns(curve, plan, headers);
      LinkPlan.Weighted weighted = plan.weighted(curve, transcript, columns.points());
      List<OpenedColumn> openings = new ArrayList<>();
      List<Form> forms = new ArrayList<>();
      for (LinkPlan.Claimed claimed : weighted.claims(columns.points()::containsKey)) {
        openings.add(open(claimed, batches));
        forms.add(claimed.form());
      }
      return new LinearProver(curve, ColumnGenerators.of(curve))
          .prove(
              transcript,
              openings,
              forms,
              weighted.sum(facts.witness().values()).add(weighted.publicValue()),
              weighted.sum(facts.witness().blindings()),
              weighted.target(facts.commitments()),
              random)
          .toBytes();
    } catch (RefusedException | CurveException e) {
      throw new IllegalArgumentException("the batches do not hold what is claimed", e);
    }
  }

  private OpenedColumn open(LinkPlan.Claimed claimed, SortedMap<Long, LoggedBatch> batches)
      throws CurveException {
    long logIndex = claimed.column().logIndex();
    LoggedBatch batch = batches.get(logIndex);
    if (batch == null) {
      throw new IllegalArgumentException("a selected batch is not at hand");
    }
    ColumnOpening opening = opened.computeIfAbsent(logIndex, index -> batch.columns().get());
    List<OpenedColumn> columns = new ArrayList<>();
    for (Moment moment : claimed.moments()) {
      columns.add(opening.open(curve, claimed.column().slot(), moment));
    }
    return combined(columns, claimed.factors());
  }

  private OpenedColumn combined(List<OpenedColumn> columns, List<Scalar> factors) {
    if (columns.size() == 1 && factors.get(0).equals(Scalar.ONE)) {
      return columns.get(0);
    }
    List<G1Point> points = columns.stream().map(OpenedColumn::commitment).toList();
    List<Scalar> values = new ArrayList<>();
    for (int k = 0; k < columns.get(0).values().size(); k++) {
      Scalar sum = Scalar.ZERO;
      for (int i = 0; i < columns.size(); i++) {
        sum = sum.add(factors.get(i).multiply(columns.get(i).values().get(k)));
      }
      values.add(sum);
    }
    Scalar blinding = Scalar.ZERO;
    for (int i = 0; i < columns.size(); i++) {
      blinding = blinding.add(factors.get(i).multiply(columns.get(i).blinding()));
    }
    return new OpenedColumn(curve.msm(points, factors), values, blinding);
  }
}
