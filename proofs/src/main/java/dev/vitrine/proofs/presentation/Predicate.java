package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A fact about hidden slots that a presentation proves (protocol §6). Each means exactly what its
 * documentation says of the committed values, and that all the slots it names are present; no more.
 *
 * <p>Numbers are in a slot's own grain: {@code x·10^scale} of its unit, without the slot's offset.
 */
public sealed interface Predicate {

  /**
   * {@code lower ≤ Σ weight·value ≤ upper}: bounds of a number, of a difference, of a sum. All
   * slots have one scale and one unit.
   *
   * @param terms at least one, each slot once
   * @param lower inclusive; empty: no lower bound
   * @param upper inclusive; empty: no upper bound; one of the two is there
   */
  record Bounds(List<Term> terms, Optional<Long> lower, Optional<Long> upper) implements Predicate {
    /** Checks what can be checked without a schema. */
    public Bounds {
      terms = List.copyOf(terms);
      boolean zero = terms.stream().anyMatch(term -> term.weight() == 0);
      if (terms.isEmpty()
          || zero
          || terms.stream().map(Term::ref).distinct().count() != terms.size()) {
        throw new IllegalArgumentException(
            "bounds are of one or more slots, each once, weight not 0");
      }
      if (lower.isEmpty() && upper.isEmpty()) {
        throw new IllegalArgumentException("bounds need a lower or an upper one");
      }
      if (lower.isPresent() && upper.isPresent() && lower.get() > upper.get()) {
        throw new IllegalArgumentException("the lower bound is above the upper one");
      }
    }
  }

  /**
   * A slot's value times a whole number.
   *
   * @param ref the slot
   * @param weight what its value is multiplied with; not 0
   */
  record Term(SlotRef ref, int weight) {}

  /**
   * All these slots hold the same value.
   *
   * @param refs at least two, of one kind; numbers also of one scale, offset and unit
   */
  record Equal(List<SlotRef> refs) implements Predicate {
    /** Copies the list. */
    public Equal {
      refs = List.copyOf(refs);
      if (refs.size() < 2 || refs.stream().distinct().count() != refs.size()) {
        throw new IllegalArgumentException("equality is of two or more slots, each once");
      }
    }
  }

  /**
   * These two slots hold different values.
   *
   * @param left one slot
   * @param right the other, of the same kind, scale, offset and unit
   */
  record Different(SlotRef left, SlotRef right) implements Predicate {}

  /**
   * A slot holds another value than this.
   *
   * @param ref the slot
   * @param value the canonical value that it does not hold
   */
  record Not(SlotRef ref, byte[] value) implements Predicate {
    @Override
    public boolean equals(Object other) {
      return other instanceof Not that && ref.equals(that.ref) && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
      return 31 * ref.hashCode() + Arrays.hashCode(value);
    }
  }

  /**
   * A slot's value is, or is not, in a public signed set.
   *
   * @param ref the slot
   * @param set the set's signed descriptor
   * @param member whether it is in it
   */
  record Membership(SlotRef ref, byte[] set, boolean member) implements Predicate {
    @Override
    public boolean equals(Object other) {
      return other instanceof Membership that
          && ref.equals(that.ref)
          && member == that.member
          && Arrays.equals(set, that.set);
    }

    @Override
    public int hashCode() {
      return 31 * ref.hashCode() + Arrays.hashCode(set);
    }
  }

  /**
   * This is the name of a slot's value for this presentation's audience: the same each time, and
   * another for another audience or context. Rests on the gateway's pseudonym key.
   *
   * @param ref the slot
   * @param context separates names for several uses of one audience
   * @param name a compressed point of G1, 48 bytes
   */
  record Pseudonym(SlotRef ref, String context, byte[] name) implements Predicate {
    private static final int NAME_LENGTH = 48;

    /** Stands for any name, in what is required or asked for; it can't be proved itself. */
    public static Pseudonym unknown(SlotRef ref, String context) {
      return new Pseudonym(ref, context, new byte[NAME_LENGTH]);
    }

    /** Whether it stands for any name. */
    boolean isUnknown() {
      return Arrays.equals(name, new byte[NAME_LENGTH]);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Pseudonym that
          && ref.equals(that.ref)
          && context.equals(that.context)
          && Arrays.equals(name, that.name);
    }

    @Override
    public int hashCode() {
      return 31 * ref.hashCode() + Arrays.hashCode(name);
    }
  }

  /**
   * Readings in order of time: every value within bounds, and no step back and no gap longer than
   * {@code maxGap} from each record to the next. Says nothing of before the first and after the
   * last.
   *
   * @param records positions of at least two records of one schema, in the order of time
   * @param slot the slot of the reading
   * @param lower inclusive
   * @param upper inclusive
   * @param timeSlot the slot of the time
   * @param maxGap in the time slot's grain, at least 0
   */
  record Series(List<Integer> records, int slot, long lower, long upper, int timeSlot, long maxGap)
      implements Predicate {
    /** Copies the list. */
    public Series {
      records = List.copyOf(records);
      if (records.size() < 2 || records.stream().distinct().count() != records.size()) {
        throw new IllegalArgumentException("a series is of two or more records, each once");
      }
      if (lower > upper || maxGap < 0 || slot == timeSlot) {
        throw new IllegalArgumentException("a series' bounds are contradictory");
      }
    }
  }

  /**
   * Count and sums over a public selection of records, in anchored mode: of every selected record
   * that holds the slot.
   *
   * @param schema the records' schema
   * @param slot the slot's position in it
   * @param selection the records
   * @param count how many of them hold the slot
   * @param sum the sum of {@code x·10^scale + offset}, as the slot encodes values
   * @param squares the sum of the squares of the same
   */
  record Totals(
      Schema schema,
      int slot,
      List<Selected> selection,
      int count,
      BigInteger sum,
      BigInteger squares)
      implements Predicate {
    private static final MathContext PRECISION = MathContext.DECIMAL128;

    /** Copies the list. */
    public Totals {
      selection = List.copyOf(selection);
    }

    /**
     * The totals of these records.
     *
     * @param selected records by their batch's index in the log and their position in the batch
     */
    public static Totals over(
        Schema schema, int slot, SortedMap<Long, SortedMap<Integer, RecordCommitment>> selected) {
      List<Selected> selection = new ArrayList<>();
      int count = 0;
      BigInteger sum = BigInteger.ZERO;
      BigInteger squares = BigInteger.ZERO;
      for (var batch : selected.entrySet()) {
        BitSet positions = new BitSet();
        for (var record : batch.getValue().entrySet()) {
          positions.set(record.getKey());
          byte[] value = record.getValue().value(slot);
          if (value != null) {
            BigInteger encoded = new BigInteger(1, value);
            count++;
            sum = sum.add(encoded);
            squares = squares.add(encoded.multiply(encoded));
          }
        }
        selection.add(new Selected(batch.getKey(), positions.toByteArray()));
      }
      return new Totals(schema, slot, selection, count, sum, squares);
    }

    /** The sum of the values, in the slot's unit. */
    public BigDecimal total() {
      Slot of = schema.slots().get(slot);
      BigInteger offsets = BigInteger.valueOf(of.offset()).multiply(BigInteger.valueOf(count));
      return new BigDecimal(sum.subtract(offsets)).movePointLeft(of.scale());
    }

    /**
     * The mean of the values, in the slot's unit, to 34 digits.
     *
     * @throws ArithmeticException if no selected record holds the slot
     */
    public BigDecimal mean() {
      return total().divide(BigDecimal.valueOf(count), PRECISION);
    }

    /**
     * The mean square deviation from the mean (the population's variance), to 34 digits.
     *
     * @throws ArithmeticException if no selected record holds the slot
     */
    public BigDecimal variance() {
      BigDecimal n = BigDecimal.valueOf(count);
      BigDecimal scaled = new BigDecimal(squares).multiply(n);
      BigDecimal square = new BigDecimal(sum.multiply(sum));
      return scaled
          .subtract(square)
          .divide(n.multiply(n), PRECISION)
          .movePointLeft(2 * schema.slots().get(slot).scale());
    }
  }

  /**
   * Records selected from one batch.
   *
   * @param logIndex where the batch's header stands in the log: {@code shard × 2^40 + index}
   * @param positions of the records in the batch, one bit each, least significant bit first; as
   *     many bytes as needed and no zero byte at the end
   */
  record Selected(long logIndex, byte[] positions) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Selected that
          && logIndex == that.logIndex
          && Arrays.equals(positions, that.positions);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(logIndex) + Arrays.hashCode(positions);
    }
  }
}
