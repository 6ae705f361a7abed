package dev.vitrine.proofs.presentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.transcript.Transcript;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Limits, and what the challenge of a link is bound to. */
class LinkPlanTest {
  private static final Schema SCHEMA =
      Schema.of(
          "s", List.of(Slot.integer("a", "", 16, 0, 0, ""), Slot.integer("b", "", 16, 0, 0, "")));
  private static final List<RecordClaim> RECORDS =
      List.of(RecordClaim.showing(SCHEMA, new TreeMap<>()));

  /** A prover that could choose a record after the challenge could fit a lie to it. */
  @Test
  void challengeIsBoundToWhereEachValueStands() {
    Scalar honest = secondPower(new LinkPlan.Place(3, 4));
    assertEquals(honest, secondPower(new LinkPlan.Place(3, 4)));
    assertNotEquals(honest, secondPower(new LinkPlan.Place(3, 5)));
    assertNotEquals(honest, secondPower(new LinkPlan.Place(4, 4)));
  }

  /** The weight of the second of two links is the challenge itself. */
  private static Scalar secondPower(LinkPlan.Place place) {
    Curve curve = Curve.current();
    List<Predicate> predicates = List.of(atLeast(0), atLeast(1));
    Statement statement =
        new Statement(
            Mode.ANCHORED,
            RECORDS,
            predicates,
            "audience",
            new byte[Statement.MIN_NONCE],
            "",
            "",
            0,
            0,
            new Statement.Anchor("log", 1, new byte[32]));
    LinkPlan plan = new LinkPlan(statement, FactPlan.of(statement), List.of(place));
    Map<LinkPlan.ColumnId, List<G1Point>> columns = Map.of();
    return plan.weighted(curve, new Transcript("test"), columns)
        .sum(List.of(Scalar.ZERO, Scalar.ONE));
  }

  private static Predicate atLeast(int slot) {
    return new Predicate.Bounds(
        List.of(new Predicate.Term(new SlotRef(0, slot), 1)), Optional.of(5L), Optional.empty());
  }

  @Test
  void predicatesNameSoManySlotsAndNoMore() {
    List<Predicate> predicates = new ArrayList<>();
    for (int i = 0; i < FactPlan.MAX_TERMS; i++) {
      predicates.add(new Predicate.Not(new SlotRef(0, 0), new byte[] {0, 0, 0, 0, 0, 0, 0, 9}));
    }
    FactPlan.of(RECORDS, predicates);
    predicates.add(atLeast(1));
    assertThrows(IllegalArgumentException.class, () -> FactPlan.of(RECORDS, predicates));
  }

  /** A short text can be a number that fills the memory. */
  @Test
  void boundsAreNotLongerThanTheirText() {
    for (String bound : List.of("1e999999999", "1e-999999999", "1e41")) {
      Fact fact = Fact.atLeast(0, "a", new BigDecimal(bound));
      assertThrows(
          IllegalArgumentException.class,
          () -> fact.predicate(List.of(SCHEMA), java.time.Instant.EPOCH));
    }
  }
}
