package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.sets.SetPart;
import dev.vitrine.proofs.internal.value.SlotScalar;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.set.SignedDescriptor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A statement's predicates taken apart into what is proved: hidden values, one commitment each, and
 * what holds of them. Prover and verifier both derive it, from the statement alone.
 *
 * @param variables the hidden values
 * @param inequalities what lies in a range
 * @param equations what is zero
 * @param distinct what differs; from zero, where a slot might be absent
 * @param names pseudonyms
 * @param sets memberships
 */
record FactPlan(
    List<Variable> variables,
    List<Inequality> inequalities,
    List<Equation> equations,
    List<Distinct> distinct,
    List<Named> names,
    List<InSet> sets) {

  /** The most bits that all ranges of one presentation have together. */
  static final int MAX_BITS = 4096;

  /** The most slots that all predicates of one presentation name together. */
  static final int MAX_TERMS = 2048;

  private static final int MAX_RANGE_BITS = 64;

  /**
   * A hidden value.
   *
   * @param refs the slots that hold it; none for the ends of a set's gap
   */
  record Variable(List<SlotRef> refs) {}

  /** {@code 0 ≤ Σ weight·variable + constant < 2^bits}. */
  record Inequality(SortedMap<Integer, BigInteger> weights, BigInteger constant, int bits) {}

  /** {@code Σ weight·variable + constant = 0}. */
  record Equation(SortedMap<Integer, BigInteger> weights, BigInteger constant) {}

  /**
   * A variable differs from another one, or else from a public scalar.
   *
   * @param left the variable
   * @param right the other one, if it is one
   * @param value the public scalar otherwise
   * @param step the name of the check
   */
  record Distinct(int left, Optional<Integer> right, Scalar value, String step) {}

  /** A variable's name for the audience under a context. */
  record Named(int variable, String context, byte[] name) {}

  /**
   * A variable is in a set, or in one of its gaps.
   *
   * @param variable the value
   * @param gap if it is not in the set, the variables of the gap's ends
   * @param set the set, whoever has signed it
   */
  record InSet(int variable, Optional<Gap> gap, SignedDescriptor set) {

    /** What of the set is signed. */
    SetPart part() {
      return gap.isPresent() ? SetPart.GAP : SetPart.ELEMENT;
    }

    /** The variables that the signature is on. */
    List<Integer> signed() {
      return gap.map(ends -> List.of(ends.lower, ends.upper)).orElse(List.of(variable));
    }
  }

  /** The ends of a gap, inclusive. */
  record Gap(int lower, int upper) {}

  /**
   * Takes predicates apart.
   *
   * @throws IllegalArgumentException if one can't hold, or needs more room than there is
   */
  static FactPlan of(List<RecordClaim> records, List<Predicate> predicates) {
    Compiler compiler = new Compiler(records, predicates);
    predicates.forEach(compiler::add);
    return compiler.plan();
  }

  static FactPlan of(Statement statement) {
    return of(statement.records(), statement.predicates());
  }

  /** The variable that holds {@code ref}, if something is proved of it. */
  Optional<Integer> variable(SlotRef ref) {
    for (int i = 0; i < variables.size(); i++) {
      if (variables.get(i).refs().contains(ref)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static final class Compiler {
    private final List<RecordClaim> records;
    private final Map<SlotRef, SlotRef> leader = new LinkedHashMap<>();
    private final Map<SlotRef, Integer> numbers = new LinkedHashMap<>();
    private final List<List<SlotRef>> variables = new ArrayList<>();
    private final List<Inequality> inequalities = new ArrayList<>();
    private final List<Equation> equations = new ArrayList<>();
    private final List<Distinct> distinct = new ArrayList<>();
    private final List<Named> names = new ArrayList<>();
    private final List<InSet> sets = new ArrayList<>();
    private final TreeSet<Integer> present = new TreeSet<>();
    private int terms;

    Compiler(List<RecordClaim> records, List<Predicate> predicates) {
      this.records = records;
      for (Predicate predicate : predicates) {
        if (predicate instanceof Predicate.Equal equal) {
          equal.refs().forEach(ref -> join(equal.refs().get(0), ref));
        }
      }
    }

    private void join(SlotRef a, SlotRef b) {
      SlotRef first = leader(a);
      SlotRef second = leader(b);
      if (!first.equals(second)) {
        leader.put(second, first);
      }
    }

    private SlotRef leader(SlotRef ref) {
      SlotRef at = ref;
      while (leader.containsKey(at)) {
        at = leader.get(at);
      }
      return at;
    }

    private int variable(SlotRef ref) {
      if (++terms > MAX_TERMS) {
        throw new IllegalArgumentException(
            "predicates name more than " + MAX_TERMS + " slots: ask in several presentations");
      }
      SlotRef first = leader(ref);
      Integer number = numbers.get(first);
      if (number == null) {
        number = variables.size();
        numbers.put(first, number);
        variables.add(new ArrayList<>());
      }
      List<SlotRef> refs = variables.get(number);
      if (!refs.contains(ref)) {
        refs.add(ref);
      }
      return number;
    }

    private Slot slot(SlotRef ref) {
      return records.get(ref.record()).schema().slots().get(ref.slot());
    }

    void add(Predicate predicate) {
      if (predicate instanceof Predicate.Bounds bounds) {
        bounds(bounds);
      } else if (predicate instanceof Predicate.Equal equal) {
        equal.refs().forEach(this::variable);
      } else if (predicate instanceof Predicate.Different different) {
        int left = variable(different.left());
        int right = variable(different.right());
        if (left == right) {
          throw new IllegalArgumentException("slots are claimed to be equal and different");
        }
        distinct.add(new Distinct(left, Optional.of(right), Scalar.ZERO, "not-equal"));
      } else if (predicate instanceof Predicate.Not not) {
        Scalar value = SlotScalar.of(slot(not.ref()).kind(), not.value());
        distinct.add(new Distinct(variable(not.ref()), Optional.empty(), value, "not-equal"));
      } else if (predicate instanceof Predicate.Membership membership) {
        membership(membership);
      } else if (predicate instanceof Predicate.Pseudonym pseudonym) {
        names.add(new Named(variable(pseudonym.ref()), pseudonym.context(), pseudonym.name()));
      } else if (predicate instanceof Predicate.Series series) {
        series(series);
      }
    }

    private void series(Predicate.Series series) {
      for (int record : series.records()) {
        Predicate.Term value = new Predicate.Term(new SlotRef(record, series.slot()), 1);
        bounds(
            new Predicate.Bounds(
                List.of(value), Optional.of(series.lower()), Optional.of(series.upper())));
      }
      for (int i = 1; i < series.records().size(); i++) {
        SlotRef before = new SlotRef(series.records().get(i - 1), series.timeSlot());
        SlotRef after = new SlotRef(series.records().get(i), series.timeSlot());
        bounds(
            new Predicate.Bounds(
                List.of(new Predicate.Term(after, 1), new Predicate.Term(before, -1)),
                Optional.of(0L),
                Optional.of(series.maxGap())));
      }
    }

    private void membership(Predicate.Membership membership) {
      SignedDescriptor set;
      try {
        set = SignedDescriptor.decode(membership.set());
      } catch (CborException e) {
        throw new IllegalArgumentException("not a set's signed descriptor", e);
      }
      if (set.descriptor().kind() != slot(membership.ref()).kind()) {
        throw new IllegalArgumentException("the set is of another kind of slot");
      }
      int variable = variable(membership.ref());
      if (membership.member()) {
        present.add(variable);
        sets.add(new InSet(variable, Optional.empty(), set));
        return;
      }
      Gap gap = new Gap(unnamed(), unnamed());
      sets.add(new InSet(variable, Optional.of(gap), set));
      int bits = set.descriptor().gapBits();
      add(difference(variable, gap.lower), BigInteger.ZERO, bits);
      add(difference(gap.upper, variable), BigInteger.ZERO, bits);
    }

    private int unnamed() {
      variables.add(new ArrayList<>());
      return variables.size() - 1;
    }

    private static SortedMap<Integer, BigInteger> difference(int more, int less) {
      return new TreeMap<>(Map.of(more, BigInteger.ONE, less, BigInteger.ONE.negate()));
    }

    private void bounds(Predicate.Bounds bounds) {
      SortedMap<Integer, BigInteger> weights = new TreeMap<>();
      BigInteger offset = BigInteger.ZERO;
      BigInteger least = BigInteger.ZERO;
      BigInteger most = BigInteger.ZERO;
      for (Predicate.Term term : bounds.terms()) {
        Slot slot = slot(term.ref());
        BigInteger weight = BigInteger.valueOf(term.weight());
        BigInteger largest = BigInteger.TWO.pow(slot.bits()).subtract(BigInteger.ONE);
        offset = offset.add(weight.multiply(BigInteger.valueOf(slot.offset())));
        BigInteger atOne = weight;
        BigInteger atLargest = weight.multiply(largest);
        least = least.add(atOne.min(atLargest));
        most = most.add(atOne.max(atLargest));
        weights.merge(variable(term.ref()), weight, BigInteger::add);
      }
      weights.values().removeIf(weight -> weight.signum() == 0);
      if (weights.isEmpty()) {
        throw new IllegalArgumentException("bounds of a sum that is always zero say nothing");
      }
      // in the slots' encodings, which are all at least 1 where a slot is not absent
      boolean single = bounds.terms().size() == 1 && bounds.terms().get(0).weight() == 1;
      Optional<BigInteger> lower = encoded(bounds.lower(), offset).map(least::max);
      Optional<BigInteger> upper = encoded(bounds.upper(), offset).map(most::min);
      if (single) {
        lower = Optional.of(lower.orElse(BigInteger.ONE));
        present.add(weights.firstKey());
      }
      if (lower.orElse(least).compareTo(upper.orElse(most)) > 0) {
        throw new IllegalArgumentException("bounds that no value of these slots can keep");
      }
      if (lower.equals(upper)) {
        equations.add(new Equation(weights, lower.orElseThrow().negate()));
        return;
      }
      int bits = upper.orElse(most).subtract(lower.orElse(least)).bitLength();
      if (lower.isPresent()) {
        inequality(weights, lower.get().negate(), bits);
      }
      if (upper.isPresent()) {
        SortedMap<Integer, BigInteger> negated = new TreeMap<>();
        weights.forEach((variable, weight) -> negated.put(variable, weight.negate()));
        inequality(negated, upper.get(), bits);
      }
    }

    private void inequality(SortedMap<Integer, BigInteger> weights, BigInteger constant, int bits) {
      if (bits > MAX_RANGE_BITS) {
        throw new IllegalArgumentException("bounds are further apart than 64 bits");
      }
      // a range of no bits is one value, where lower and upper bound meet
      add(weights, constant, Math.max(1, bits));
    }

    private void add(SortedMap<Integer, BigInteger> weights, BigInteger constant, int bits) {
      inequalities.add(new Inequality(weights, constant, bits));
    }

    private static Optional<BigInteger> encoded(Optional<Long> bound, BigInteger offset) {
      return bound.map(value -> BigInteger.valueOf(value).add(offset));
    }

    FactPlan plan() {
      for (int i = 0; i < variables.size(); i++) {
        if (!variables.get(i).isEmpty() && !present.contains(i)) {
          distinct.add(new Distinct(i, Optional.empty(), Scalar.ZERO, "presence"));
        }
      }
      int bits = inequalities.stream().mapToInt(Inequality::bits).sum();
      if (bits > MAX_BITS) {
        throw new IllegalArgumentException(
            "ranges of " + bits + " bits in one presentation, " + MAX_BITS + " at most: ask twice");
      }
      return new FactPlan(
          variables.stream().map(List::copyOf).map(Variable::new).toList(),
          List.copyOf(inequalities),
          List.copyOf(equations),
          List.copyOf(distinct),
          List.copyOf(names),
          List.copyOf(sets));
    }
  }
}
