package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a verifier wants to be convinced of, in names and units. It becomes a {@link Predicate}
 * under the schemas and a clock: the verifier's own, when it checks, so that bounds and time are
 * never the prover's.
 *
 * <p>A slot that a document gives as an interval (a date of day, month or year) is two slots,
 * {@code name.lo} and {@code name.hi}; facts use the end that is on the safe side.
 */
@FunctionalInterface
public interface Fact {
  /** The highest number of years that an age is compared with. */
  int MAX_YEARS = 200;

  /** The most digits of a bound, before the decimal point and after it. */
  int MAX_DIGITS = 40;

  /**
   * The predicate to be proved.
   *
   * @param schemas of the presentation's records, in order
   * @throws IllegalArgumentException if the schemas have no such slot, or none of this kind
   */
  Predicate predicate(List<Schema> schemas, Instant now);

  /** {@code lower ≤ value ≤ upper}, in the slot's unit. */
  static Fact between(int record, String slot, BigDecimal lower, BigDecimal upper) {
    return (schemas, now) -> bounds(schemas, record, slot, Optional.of(lower), Optional.of(upper));
  }

  /** {@code value ≥ lower}. */
  static Fact atLeast(int record, String slot, BigDecimal lower) {
    return (schemas, now) -> bounds(schemas, record, slot, Optional.of(lower), Optional.empty());
  }

  /** {@code value ≤ upper}. */
  static Fact atMost(int record, String slot, BigDecimal upper) {
    return (schemas, now) -> bounds(schemas, record, slot, Optional.empty(), Optional.of(upper));
  }

  /** The instant or day that {@code slot} gives is certainly before {@code instant}. */
  static Fact before(int record, String slot, Instant instant) {
    return (schemas, now) -> {
      SlotRef ref = ref(schemas, record, slot, ".hi");
      return one(ref, Optional.empty(), Optional.of(grain(schemas, ref, instant) - 1));
    };
  }

  /** The instant or day that {@code slot} gives is certainly after {@code instant}. */
  static Fact after(int record, String slot, Instant instant) {
    return (schemas, now) -> {
      SlotRef ref = ref(schemas, record, slot, ".lo");
      return one(ref, Optional.of(grain(schemas, ref, instant) + 1), Optional.empty());
    };
  }

  /** Who was born on the day that {@code slot} gives is at least so many years old (UTC). */
  static Fact yearsOldAtLeast(int record, String slot, int years) {
    return (schemas, now) ->
        one(day(schemas, record, slot, ".hi"), Optional.empty(), Optional.of(yearsAgo(now, years)));
  }

  /** Who was born on the day that {@code slot} gives is younger than so many years (UTC). */
  static Fact youngerThan(int record, String slot, int years) {
    return (schemas, now) ->
        one(
            day(schemas, record, slot, ".lo"),
            Optional.of(yearsAgo(now, years) + 1),
            Optional.empty());
  }

  /**
   * {@code lower ≤ value − earlier value ≤ upper}, of two slots of one unit and scale, in one
   * record or in two.
   */
  static Fact difference(
      int record,
      String slot,
      int earlierRecord,
      String earlierSlot,
      BigDecimal lower,
      BigDecimal upper) {
    return (schemas, now) -> {
      SlotRef ref = ref(schemas, record, slot, "");
      SlotRef earlier = ref(schemas, earlierRecord, earlierSlot, "");
      return new Predicate.Bounds(
          List.of(new Predicate.Term(ref, 1), new Predicate.Term(earlier, -1)),
          Optional.of(grains(slot(schemas, ref), lower, RoundingMode.CEILING)),
          Optional.of(grains(slot(schemas, ref), upper, RoundingMode.FLOOR)));
    };
  }

  /**
   * A time is at or after an earlier one, and by at most {@code longest}. Of an interval, name the
   * end that is meant.
   */
  static Fact within(
      int record, String slot, int earlierRecord, String earlierSlot, Duration longest) {
    return (schemas, now) -> {
      SlotRef ref = ref(schemas, record, slot, "");
      SlotRef earlier = ref(schemas, earlierRecord, earlierSlot, "");
      requireUnit(slot(schemas, ref), "ms");
      return new Predicate.Bounds(
          List.of(new Predicate.Term(ref, 1), new Predicate.Term(earlier, -1)),
          Optional.of(0L),
          Optional.of(longest.toMillis()));
    };
  }

  /** {@code lower ≤ Σ weight·value ≤ upper}, of slots of one name, as quantities in and out. */
  static Fact balance(
      String slot,
      List<Integer> records,
      List<Integer> weights,
      BigDecimal lower,
      BigDecimal upper) {
    return (schemas, now) -> {
      List<Predicate.Term> terms = new ArrayList<>();
      for (int i = 0; i < records.size(); i++) {
        terms.add(new Predicate.Term(ref(schemas, records.get(i), slot, ""), weights.get(i)));
      }
      Slot first = slot(schemas, terms.get(0).ref());
      return new Predicate.Bounds(
          terms,
          Optional.of(grains(first, lower, RoundingMode.CEILING)),
          Optional.of(grains(first, upper, RoundingMode.FLOOR)));
    };
  }

  /** Two slots hold the same value. */
  static Fact same(int record, String slot, int otherRecord, String otherSlot) {
    return (schemas, now) ->
        new Predicate.Equal(
            List.of(ref(schemas, record, slot, ""), ref(schemas, otherRecord, otherSlot, "")));
  }

  /** Two slots hold different values. */
  static Fact different(int record, String slot, int otherRecord, String otherSlot) {
    return (schemas, now) ->
        new Predicate.Different(
            ref(schemas, record, slot, ""), ref(schemas, otherRecord, otherSlot, ""));
  }

  /** A slot holds another value than this canonical one. */
  static Fact not(int record, String slot, byte[] value) {
    return (schemas, now) -> new Predicate.Not(ref(schemas, record, slot, ""), value);
  }

  /**
   * A slot's value is in a public set.
   *
   * @param set the set's signed descriptor
   */
  static Fact in(int record, String slot, byte[] set) {
    return (schemas, now) -> new Predicate.Membership(ref(schemas, record, slot, ""), set, true);
  }

  /**
   * A slot's value is not in a public set.
   *
   * @param set the set's signed descriptor
   */
  static Fact notIn(int record, String slot, byte[] set) {
    return (schemas, now) -> new Predicate.Membership(ref(schemas, record, slot, ""), set, false);
  }

  /** A slot's value is given its name for the audience in this context, whatever the name is. */
  static Fact named(int record, String slot, String context) {
    return (schemas, now) -> Predicate.Pseudonym.unknown(ref(schemas, record, slot, ""), context);
  }

  /** All readings of a series of records are within bounds, with no longer gap between them. */
  static Fact series(
      List<Integer> records,
      String slot,
      BigDecimal lower,
      BigDecimal upper,
      String timeSlot,
      Duration maxGap) {
    return (schemas, now) -> {
      SlotRef value = ref(schemas, records.get(0), slot, "");
      SlotRef time = ref(schemas, records.get(0), timeSlot, "");
      requireUnit(slot(schemas, time), "ms");
      return new Predicate.Series(
          records,
          value.slot(),
          grains(slot(schemas, value), lower, RoundingMode.CEILING),
          grains(slot(schemas, value), upper, RoundingMode.FLOOR),
          time.slot(),
          maxGap.toMillis());
    };
  }

  private static Predicate bounds(
      List<Schema> schemas,
      int record,
      String name,
      Optional<BigDecimal> lower,
      Optional<BigDecimal> upper) {
    SlotRef ref = ref(schemas, record, name, "");
    Slot slot = slot(schemas, ref);
    return one(
        ref,
        lower.map(value -> grains(slot, value, RoundingMode.CEILING)),
        upper.map(value -> grains(slot, value, RoundingMode.FLOOR)));
  }

  private static Predicate one(SlotRef ref, Optional<Long> lower, Optional<Long> upper) {
    return new Predicate.Bounds(List.of(new Predicate.Term(ref, 1)), lower, upper);
  }

  /** The slot, or its end where it is an interval. */
  private static SlotRef ref(List<Schema> schemas, int record, String name, String end) {
    if (record < 0 || record >= schemas.size()) {
      throw new IllegalArgumentException("there is no record " + record);
    }
    Schema schema = schemas.get(record);
    String exact = !end.isEmpty() && schema.has(name + end) ? name + end : name;
    return new SlotRef(record, schema.indexOf(exact));
  }

  private static Slot slot(List<Schema> schemas, SlotRef ref) {
    return schemas.get(ref.record()).slots().get(ref.slot());
  }

  private static SlotRef day(List<Schema> schemas, int record, String name, String end) {
    SlotRef ref = ref(schemas, record, name, end);
    requireUnit(slot(schemas, ref), "d");
    return ref;
  }

  private static void requireUnit(Slot slot, String unit) {
    if (!slot.unit().equals(unit)) {
      throw new IllegalArgumentException(slot.name() + " is not in the unit " + unit);
    }
  }

  private static long yearsAgo(Instant now, int years) {
    if (years < 0 || years > MAX_YEARS) {
      throw new IllegalArgumentException("years: 0 to " + MAX_YEARS);
    }
    return LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(years).toEpochDay();
  }

  /** An instant in a time slot's grain: milliseconds, or days (UTC). */
  private static long grain(List<Schema> schemas, SlotRef ref, Instant instant) {
    Slot slot = slot(schemas, ref);
    return switch (slot.unit()) {
      case "ms" -> instant.toEpochMilli();
      case "d" -> LocalDate.ofInstant(instant, ZoneOffset.UTC).toEpochDay();
      default -> throw new IllegalArgumentException(slot.name() + " is not a time");
    };
  }

  private static long grains(Slot slot, BigDecimal value, RoundingMode rounding) {
    // before anything is scaled: 1e999999999 is a short text and a long number
    if ((long) value.precision() - value.scale() > MAX_DIGITS || value.scale() > MAX_DIGITS) {
      throw new IllegalArgumentException(
          slot.name() + ": the bound has more than " + MAX_DIGITS + " digits");
    }
    BigInteger whole = value.movePointRight(slot.scale()).setScale(0, rounding).toBigInteger();
    if (whole.bitLength() >= Long.SIZE) {
      throw new IllegalArgumentException(slot.name() + ": the bound has more than 63 bits");
    }
    return whole.longValue();
  }
}
