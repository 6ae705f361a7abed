package dev.vitrine.gateway.facts;

import dev.vitrine.gateway.facts.AskedFact.Place;
import dev.vitrine.proofs.presentation.Fact;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * One end of a range.
 *
 * @param value in the slot's unit
 * @param open whether the value itself is outside
 */
record Bound(BigDecimal value, boolean open) {

  /** The fact that a slot's value is between these, of which one is there. */
  static Fact fact(Place of, Optional<Bound> lower, Optional<Bound> upper) {
    return (schemas, now) -> {
      Slot slot = SlotText.slot(schemas, of);
      Optional<BigDecimal> low = lower.map(bound -> bound.closed(slot, 1));
      Optional<BigDecimal> high = upper.map(bound -> bound.closed(slot, -1));
      return range(of, low, high, schemas, now);
    };
  }

  private static dev.vitrine.proofs.presentation.Predicate range(
      Place of,
      Optional<BigDecimal> lower,
      Optional<BigDecimal> upper,
      List<Schema> schemas,
      java.time.Instant now) {
    Fact fact;
    if (lower.isPresent() && upper.isPresent()) {
      fact = Fact.between(of.record(), of.slot(), lower.get(), upper.get());
    } else if (lower.isPresent()) {
      fact = Fact.atLeast(of.record(), of.slot(), lower.get());
    } else {
      fact = Fact.atMost(of.record(), of.slot(), upper.orElseThrow());
    }
    return fact.predicate(schemas, now);
  }

  /** The nearest value inside, on the slot's grain: an open end is one grain further in. */
  private BigDecimal closed(Slot slot, int inwards) {
    if (!open) {
      return value;
    }
    RoundingMode outwards = inwards > 0 ? RoundingMode.FLOOR : RoundingMode.CEILING;
    return value.setScale(slot.scale(), outwards).add(BigDecimal.valueOf(inwards, slot.scale()));
  }
}
