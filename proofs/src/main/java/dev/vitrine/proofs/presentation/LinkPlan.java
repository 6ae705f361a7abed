package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.batch.Moment;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.linear.Form;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What ties an anchored presentation to its batches' columns: every hidden value is the one at its
 * record's position, and every total is over its selection. All of it is one claim about columns,
 * each part weighted with another power of a challenge. Prover and verifier derive it alike.
 */
final class LinkPlan {
  /** A slot's column of one batch, by the batch's index in the log. */
  record ColumnId(long logIndex, int slot) {}

  /** One hidden value and where it is committed. */
  private record Link(int variable, ColumnId column, int position) {}

  private final List<Link> links = new ArrayList<>();
  private final List<Predicate.Totals> totals = new ArrayList<>();

  /** Where a record stands. */
  record Place(long logIndex, int position) {}

  /**
   * The plan.
   *
   * @param places where each record of the statement stands
   */
  LinkPlan(Statement statement, FactPlan facts, List<Place> places) {
    for (int i = 0; i < facts.variables().size(); i++) {
      for (SlotRef ref : facts.variables().get(i).refs()) {
        Place place = places.get(ref.record());
        links.add(new Link(i, new ColumnId(place.logIndex, ref.slot()), place.position));
      }
    }
    for (Predicate predicate : statement.predicates()) {
      if (predicate instanceof Predicate.Totals total) {
        totals.add(total);
      }
    }
  }

  /** Whether there is anything to tie. */
  boolean isEmpty() {
    return links.isEmpty() && totals.isEmpty();
  }

  /** The columns of values that it needs. */
  List<ColumnId> columns() {
    return links.stream().map(Link::column).distinct().toList();
  }

  List<Predicate.Totals> totals() {
    return totals;
  }

  /**
   * Draws the challenge, bound to every column that is spoken of and to where each value stands: a
   * prover that could choose among records after it would have choices enough to fit a lie.
   */
  Weighted weighted(Curve curve, Transcript transcript, Map<ColumnId, List<G1Point>> columns) {
    transcript.integer(columns.size());
    columns.forEach(
        (id, points) -> transcript.integer(id.logIndex).integer(id.slot).points(points));
    transcript.integer(links.size());
    for (Link link : links) {
      transcript.integer(link.variable).integer(link.column.logIndex).integer(link.column.slot);
      transcript.integer(link.position);
    }
    return new Weighted(curve, transcript.challenge());
  }

  /** A column that the claim is about, as a sum of committed ones, and its form. */
  record Claimed(ColumnId column, List<Moment> moments, List<Scalar> factors, Form form) {}

  /** The plan under a challenge. */
  final class Weighted {
    private final Curve curve;
    private final List<Scalar> powers = new ArrayList<>();

    private Weighted(Curve curve, Scalar challenge) {
      this.curve = curve;
      Scalar power = Scalar.ONE;
      for (int i = 0; i < links.size() + Moment.values().length * totals.size(); i++) {
        powers.add(power);
        power = power.multiply(challenge);
      }
    }

    private List<Scalar> powersOf(int total) {
      int count = Moment.values().length;
      int first = links.size() + count * total;
      return powers.subList(first, first + count);
    }

    /** The claims, in order; {@code known} says which batches have a column for a slot at all. */
    List<Claimed> claims(java.util.function.Predicate<ColumnId> known) {
      Map<ColumnId, SortedMap<Integer, Scalar>> forms = new LinkedHashMap<>();
      for (int i = 0; i < links.size(); i++) {
        Link link = links.get(i);
        forms
            .computeIfAbsent(link.column, id -> new TreeMap<>())
            .merge(link.position, powers.get(i), Scalar::add);
      }
      List<Claimed> claims = new ArrayList<>();
      forms.forEach(
          (id, weights) ->
              claims.add(
                  new Claimed(id, List.of(Moment.VALUE), List.of(Scalar.ONE), form(weights))));
      for (int t = 0; t < totals.size(); t++) {
        for (Predicate.Selected batch : totals.get(t).selection()) {
          ColumnId id = new ColumnId(batch.logIndex(), totals.get(t).slot());
          // a batch without the column has no record that holds the slot: it adds nothing
          if (known.test(id)) {
            int[] positions = BitSet.valueOf(batch.positions()).stream().toArray();
            claims.add(
                new Claimed(id, Arrays.asList(Moment.values()), powersOf(t), Form.sum(positions)));
          }
        }
      }
      return claims;
    }

    /** What the claims add up to. */
    G1Point target(List<G1Point> commitments) {
      List<G1Point> points = new ArrayList<>(List.of(Pedersen.of(curve).value()));
      List<Scalar> factors = new ArrayList<>(List.of(publicValue()));
      for (int i = 0; i < links.size(); i++) {
        points.add(commitments.get(links.get(i).variable));
        factors.add(powers.get(i));
      }
      return curve.msm(points, factors);
    }

    /** The same sum over something that each variable has. */
    Scalar sum(List<Scalar> ofVariables) {
      Scalar sum = Scalar.ZERO;
      for (int i = 0; i < links.size(); i++) {
        sum = sum.add(powers.get(i).multiply(ofVariables.get(links.get(i).variable)));
      }
      return sum;
    }

    /** The totals' part of the target. */
    Scalar publicValue() {
      Scalar sum = Scalar.ZERO;
      for (int t = 0; t < totals.size(); t++) {
        List<Scalar> weights = powersOf(t);
        Predicate.Totals total = totals.get(t);
        sum =
            sum.add(weights.get(0).multiply(Scalar.of(total.count())))
                .add(weights.get(1).multiply(Scalar.of(total.sum())))
                .add(weights.get(2).multiply(Scalar.of(total.squares())));
      }
      return sum;
    }

    private static Form form(SortedMap<Integer, Scalar> weights) {
      int[] positions = weights.keySet().stream().mapToInt(Integer::intValue).toArray();
      return new Form(positions, List.copyOf(weights.values()));
    }
  }
}
