package dev.vitrine.gateway.testing;

import dev.vitrine.v1.Age;
import dev.vitrine.v1.Difference;
import dev.vitrine.v1.Predicate;
import dev.vitrine.v1.Range;
import dev.vitrine.v1.SlotPlace;

/** Facts to ask for. */
public final class Predicates {
  private Predicates() {}

  /** {@code lower ≤ slot ≤ upper}. */
  public static Predicate between(int record, String slot, String lower, String upper) {
    return Predicate.newBuilder()
        .setRange(Range.newBuilder().setOf(place(record, slot)).setAtLeast(lower).setAtMost(upper))
        .build();
  }

  /** {@code slot < bound}. */
  public static Predicate lessThan(int record, String slot, String bound) {
    return Predicate.newBuilder()
        .setRange(Range.newBuilder().setOf(place(record, slot)).setLessThan(bound))
        .build();
  }

  /** So many whole years since the day. */
  public static Predicate atLeastYears(int record, String slot, int years) {
    return Predicate.newBuilder()
        .setAge(Age.newBuilder().setOf(place(record, slot)).setAtLeast(years))
        .build();
  }

  /** {@code lower ≤ slot − other ≤ upper}. */
  public static Predicate difference(
      int record, String slot, int otherRecord, String other, String lower, String upper) {
    return Predicate.newBuilder()
        .setDifference(
            Difference.newBuilder()
                .setOf(place(record, slot))
                .setMinus(place(otherRecord, other))
                .setAtLeast(lower)
                .setAtMost(upper))
        .build();
  }

  private static SlotPlace place(int record, String slot) {
    return SlotPlace.newBuilder().setRecord(record).setSlot(slot).build();
  }
}
