package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.batch.Moment;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.verdict.RefusedException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The columns that a {@link LinkPlan} speaks of, out of the batches' headers. */
final class LinkColumns {
  private final Curve curve;
  private final SortedMap<Long, BatchHeader> logged;
  private final Map<LinkPlan.ColumnId, List<G1Point>> points = new LinkedHashMap<>();

  /**
   * Finds the columns.
   *
   * @param logged the batches, by their index in the log
   * @throws RefusedException at step {@code selection} or {@code link}, if one is not there
   */
  LinkColumns(Curve curve, LinkPlan plan, SortedMap<Long, BatchHeader> logged)
      throws RefusedException {
    this.curve = curve;
    this.logged = logged;
    for (LinkPlan.ColumnId id : plan.columns()) {
      points.put(id, List.of(point(id, Moment.VALUE)));
    }
    for (Predicate.Totals totals : plan.totals()) {
      for (Predicate.Selected selected : totals.selection()) {
        add(totals, selected);
      }
    }
  }

  /** Every column's points, in the order in which they are bound to the challenge. */
  Map<LinkPlan.ColumnId, List<G1Point>> points() {
    return points;
  }

  /** One point of a column. */
  G1Point point(LinkPlan.ColumnId id, Moment moment) throws RefusedException {
    BatchHeader header = logged.get(id.logIndex());
    Optional<byte[]> encoded =
        header == null ? Optional.empty() : header.commitment(id.slot(), moment);
    if (encoded.isEmpty()) {
      throw RefusedException.invalid("link", "a batch has no column for a hidden value");
    }
    try {
      return curve.parseG1NotIdentity(encoded.get());
    } catch (CurveException e) {
      throw RefusedException.invalid("link", "a batch's column is not a point of the group");
    }
  }

  /** A selection is of records that are there, in batches of the schema. */
  private void add(Predicate.Totals totals, Predicate.Selected selected) throws RefusedException {
    BatchHeader header = logged.get(selected.logIndex());
    if (header == null) {
      throw RefusedException.invalid("selection", "a selected batch is not shown to be logged");
    }
    if (!MessageDigest.isEqual(header.schemaHash(), totals.schema().hash())) {
      throw RefusedException.invalid("selection", "a selected batch is of another schema");
    }
    if (BitSet.valueOf(selected.positions()).length() > header.count()) {
      throw RefusedException.invalid("selection", "a selected record is not in its batch");
    }
    LinkPlan.ColumnId id = new LinkPlan.ColumnId(selected.logIndex(), totals.slot());
    if (header.commitment(id.slot(), Moment.VALUE).isPresent()) {
      List<G1Point> moments = new ArrayList<>();
      for (Moment moment : Moment.values()) {
        moments.add(point(id, moment));
      }
      points.put(id, moments);
    }
  }
}
