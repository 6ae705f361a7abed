package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.batch.Moment;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.SlotKind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Which predicates make sense of which slots. Messages say what to change. */
final class PredicateRules {
  private final Mode mode;
  private final List<RecordClaim> records;

  private PredicateRules(Mode mode, List<RecordClaim> records) {
    this.mode = mode;
    this.records = records;
  }

  static void check(Mode mode, List<RecordClaim> records, List<Predicate> predicates) {
    PredicateRules rules = new PredicateRules(mode, records);
    predicates.forEach(rules::check);
    FactPlan.of(records, predicates);
  }

  private void check(Predicate predicate) {
    if (predicate instanceof Predicate.Bounds bounds) {
      bounds.terms().forEach(term -> number(term.ref()));
      Slot first = slot(bounds.terms().get(0).ref());
      for (Predicate.Term term : bounds.terms()) {
        Slot slot = slot(term.ref());
        if (slot.scale() != first.scale() || !slot.unit().equals(first.unit())) {
          throw new IllegalArgumentException(
              slot.name() + " and " + first.name() + " are of another unit or scale");
        }
      }
    } else if (predicate instanceof Predicate.Equal equal) {
      equal.refs().forEach(ref -> comparable(equal.refs().get(0), ref));
    } else if (predicate instanceof Predicate.Different different) {
      comparable(different.left(), different.right());
    } else if (predicate instanceof Predicate.Not not) {
      Slot slot = hidden(not.ref());
      if (!RecordClaim.wellFormed(slot, not.value())) {
        throw new IllegalArgumentException(slot.name() + ": not a value it can hold");
      }
    } else if (predicate instanceof Predicate.Membership membership) {
      hidden(membership.ref());
    } else if (predicate instanceof Predicate.Pseudonym pseudonym) {
      hidden(pseudonym.ref());
      if (pseudonym.context().getBytes(StandardCharsets.UTF_8).length > Statement.MAX_TEXT) {
        throw new IllegalArgumentException(
            "a pseudonym's context has at most " + Statement.MAX_TEXT + " bytes");
      }
    } else if (predicate instanceof Predicate.Series series) {
      for (int record : series.records()) {
        number(new SlotRef(record, series.slot()));
        number(new SlotRef(record, series.timeSlot()));
        if (!records.get(record).schema().equals(records.get(series.records().get(0)).schema())) {
          throw new IllegalArgumentException("a series is of records of one schema");
        }
      }
    } else if (predicate instanceof Predicate.Totals totals) {
      totals(totals);
    }
  }

  private void totals(Predicate.Totals totals) {
    if (mode != Mode.ANCHORED) {
      throw new IllegalArgumentException("sums over a selection are proved in anchored mode only");
    }
    boolean known = totals.slot() < totals.schema().slots().size();
    if (!known || Moment.of(totals.schema(), totals.slot()).size() != Moment.values().length) {
      throw new IllegalArgumentException("sums are of a measure: a number that has all moments");
    }
    long last = -1;
    int selected = 0;
    for (Predicate.Selected batch : totals.selection()) {
      byte[] positions = batch.positions();
      if (batch.logIndex() <= last
          || positions.length == 0
          || positions.length > 32
          || positions[positions.length - 1] == 0) {
        throw new IllegalArgumentException(
            "a selection names each batch once, in order, not empty");
      }
      last = batch.logIndex();
      selected += java.util.BitSet.valueOf(positions).cardinality();
    }
    if (selected == 0 || totals.count() > selected) {
      throw new IllegalArgumentException("more records are counted than selected, or none is");
    }
    BigInteger largest =
        BigInteger.TWO
            .pow(totals.schema().slots().get(totals.slot()).bits())
            .subtract(BigInteger.ONE);
    BigInteger count = BigInteger.valueOf(totals.count());
    // far below the group's order, where another number would be the same to the proof
    if (totals.count() < 0
        || outside(totals.sum(), count.multiply(largest))
        || outside(totals.squares(), count.multiply(largest).multiply(largest))) {
      throw new IllegalArgumentException("sums are of numbers that the slot can't hold");
    }
  }

  private static boolean outside(BigInteger value, BigInteger most) {
    return value.signum() < 0 || value.compareTo(most) > 0;
  }

  private void comparable(SlotRef left, SlotRef right) {
    Slot a = hidden(left);
    Slot b = hidden(right);
    if (a.kind() != b.kind()
        || a.scale() != b.scale()
        || a.offset() != b.offset()
        || !a.unit().equals(b.unit())) {
      throw new IllegalArgumentException(
          a.name() + " and " + b.name() + " are not comparable: another kind, unit or scale");
    }
  }

  private void number(SlotRef ref) {
    Slot slot = hidden(ref);
    if (slot.kind() != SlotKind.INT) {
      throw new IllegalArgumentException(slot.name() + " is not a number");
    }
  }

  /** A slot that something can be proved of: hidden, committed to, its companions shown. */
  private Slot hidden(SlotRef ref) {
    Slot slot = slot(ref);
    RecordClaim claim = records.get(ref.record());
    if (claim.shown().containsKey(ref.slot())) {
      throw new IllegalArgumentException(slot.name() + " is shown: nothing is left to prove of it");
    }
    if (slot.kind() == SlotKind.ROOT) {
      throw new IllegalArgumentException(slot.name() + " is a root: nothing can be proved of it");
    }
    if (mode == Mode.ANCHORED && !slot.provable()) {
      throw new IllegalArgumentException(
          slot.name() + " is not committed for proofs: ask in private mode");
    }
    RecordClaim.requireCompanions(claim.schema(), claim.shown(), slot, "proved of");
    return slot;
  }

  private Slot slot(SlotRef ref) {
    if (ref.record() < 0
        || ref.slot() < 0
        || ref.record() >= records.size()
        || ref.slot() >= records.get(ref.record()).schema().slots().size()) {
      throw new IllegalArgumentException("a predicate names a record or slot that is not there");
    }
    return records.get(ref.record()).schema().slots().get(ref.slot());
  }
}
