package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.presentation.Readings.COUNT;
import static dev.vitrine.proofs.presentation.Readings.SCHEMA;
import static dev.vitrine.proofs.presentation.Readings.SHIPMENTS;
import static dev.vitrine.proofs.presentation.Readings.TIME;
import static dev.vitrine.proofs.presentation.Readings.VALUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.presentation.FactWorld.Held;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Counts and sums over selections of several batches. */
class TotalsTest {
  private static FactWorld world;

  @BeforeAll
  static void start() throws Exception {
    world = FactWorld.shared();
  }

  private static Predicate.Totals over(int slot, Held... selected) {
    SortedMap<Long, SortedMap<Integer, RecordCommitment>> batches = new TreeMap<>();
    for (Held held : selected) {
      batches
          .computeIfAbsent(world.logIndex(held.batch()), index -> new TreeMap<>())
          .put(held.position(), world.commitment(held));
    }
    return Predicate.Totals.over(SCHEMA, slot, batches);
  }

  private static List<String> verify(List<Held> records, Predicate... predicates) throws Exception {
    return FactWorld.steps(world.verify(world.present(Mode.ANCHORED, records, predicates)));
  }

  @Test
  void meanAndVarianceOfOneBatch() throws Exception {
    Predicate.Totals totals = over(VALUE, new Held(0, 0), new Held(0, 1), new Held(0, 2));
    assertEquals(
        List.of(
            "format",
            "audience",
            "nonce",
            "freshness",
            "checkpoint",
            "log-inclusion",
            "anchor",
            "binding",
            "link"),
        verify(List.of(), totals));
    assertEquals(3, totals.count());
    assertEquals(new BigDecimal("15.600"), totals.total());
    assertEquals(0, new BigDecimal("5.2").compareTo(totals.mean()));
    assertEquals(0, new BigDecimal("0.74").compareTo(totals.variance()));
  }

  @Test
  void severalBatchesAndOneWithoutTheColumn() throws Exception {
    Predicate.Totals totals =
        over(
            VALUE,
            new Held(0, 0),
            new Held(0, 3),
            new Held(0, 4),
            new Held(0, 5),
            new Held(1, 2),
            new Held(2, 0),
            new Held(2, 1));
    assertEquals(3, totals.count());
    assertEquals(new BigDecimal("9.699"), totals.total());
    verify(List.of(), totals);
  }

  /** Equal selections of two batches are one column to the proof. */
  @Test
  void equalSelectionsOfTwoBatches() throws Exception {
    verify(
        List.of(),
        over(COUNT, new Held(0, 0), new Held(0, 2), new Held(1, 0), new Held(1, 2)),
        over(VALUE, new Held(0, 0), new Held(0, 2), new Held(1, 0), new Held(1, 2)));
  }

  @Test
  void besideFactsOfRecords() throws Exception {
    List<Held> records = List.of(new Held(0, 0), new Held(3, 0));
    List<String> steps =
        verify(
            records,
            PredicateTest.bounds(0, VALUE, 4_000L, 5_000L),
            over(VALUE, new Held(0, 1), new Held(1, 1)),
            over(COUNT, new Held(0, 0), new Held(0, 1)));
    assertEquals("link", steps.get(steps.size() - 1));
  }

  @Test
  void selectionThatHoldsNothing() throws Exception {
    Predicate.Totals none = over(VALUE, new Held(0, 3), new Held(0, 5));
    assertEquals(0, none.count());
    verify(List.of(), none);
    assertThrows(ArithmeticException.class, none::mean);
  }

  /** Every number that is stated is proved: the prover refuses others. */
  @Test
  void anyOtherNumberIsNotProved() {
    Predicate.Totals honest = over(VALUE, new Held(0, 0), new Held(1, 1));
    BigInteger sum = honest.sum();
    BigInteger squares = honest.squares();
    BigInteger one = BigInteger.ONE;
    notProved(with(honest, honest.count() - 1, sum, squares));
    notProved(with(honest, honest.count(), sum.add(one), squares));
    notProved(with(honest, honest.count(), sum.subtract(one), squares));
    notProved(with(honest, honest.count(), sum, squares.add(one)));
    notProved(with(honest, honest.count(), squares, sum));
    notProved(with(over(COUNT, new Held(0, 0), new Held(1, 1)), 2, sum, squares));
    notProved(with(over(VALUE, new Held(0, 0), new Held(1, 0)), 2, sum, squares));
    notProved(with(over(VALUE, new Held(0, 1), new Held(1, 1)), 2, sum, squares));
  }

  /** Numbers that are the same in the proof's field, but not the same numbers. */
  @Test
  void sumsThatWrapAroundTheGroupOrderAreRefused() {
    Predicate.Totals honest = over(COUNT, new Held(0, 0), new Held(1, 1));
    BigInteger order = Scalar.ORDER;
    notProved(with(honest, 2, honest.sum().add(order), honest.squares()));
    notProved(with(honest, 2, honest.sum(), honest.squares().add(order)));
    notProved(with(honest, 2, honest.sum().subtract(order), honest.squares()));
    Predicate.Totals none = over(VALUE, new Held(0, 3));
    notProved(with(none, 0, order, BigInteger.ZERO));
  }

  private static void notProved(Predicate.Totals totals) {
    assertThrows(
        IllegalArgumentException.class, () -> world.present(Mode.ANCHORED, List.of(), totals));
  }

  private static Predicate.Totals with(
      Predicate.Totals of, int count, BigInteger sum, BigInteger squares) {
    return new Predicate.Totals(of.schema(), of.slot(), of.selection(), count, sum, squares);
  }

  @Test
  void selectionsAndSlotsAreChecked() {
    Predicate.Totals honest = over(VALUE, new Held(0, 0), new Held(1, 1));
    List<Predicate.Selected> reversed = new ArrayList<>(honest.selection());
    reversed.add(reversed.remove(0));
    notProved(selecting(honest, List.of()));
    notProved(selecting(honest, reversed));
    notProved(selecting(honest, List.of(honest.selection().get(0), honest.selection().get(0))));
    notProved(selecting(honest, List.of(new Predicate.Selected(1, new byte[0]))));
    notProved(selecting(honest, List.of(new Predicate.Selected(1, new byte[] {1, 0}))));
    notProved(selecting(honest, List.of(new Predicate.Selected(1, new byte[33]))));
    notProved(with(honest, 3, honest.sum(), honest.squares()));
    notProved(with(over(TIME, new Held(0, 0)), 1, honest.sum(), honest.squares()));
    notProved(
        new Predicate.Totals(SHIPMENTS, 1, honest.selection(), 2, honest.sum(), honest.squares()));
    assertThrows(
        IllegalArgumentException.class,
        () -> world.statement(Mode.PRIVATE, List.of(new Held(0, 0)), honest));
  }

  private static Predicate.Totals selecting(
      Predicate.Totals of, List<Predicate.Selected> selection) {
    return new Predicate.Totals(
        of.schema(), of.slot(), selection, of.count(), of.sum(), of.squares());
  }

  /** Each part of the stated totals changed by a gateway that signs what it changed. */
  @Test
  void everyChangeIsRefusedAtItsStep() throws Exception {
    Held[] selected = {new Held(0, 0), new Held(0, 1), new Held(1, 1), new Held(2, 0)};
    Predicate.Totals honest = over(VALUE, selected);
    BigInteger one = BigInteger.ONE;
    refused("link", honest, with(honest, honest.count() - 1, honest.sum(), honest.squares()));
    refused("link", honest, with(honest, honest.count(), honest.sum().add(one), honest.squares()));
    refused(
        "link", honest, with(honest, honest.count(), honest.sum(), honest.squares().subtract(one)));
    refused(
        "link",
        honest,
        selecting(honest, over(VALUE, new Held(0, 0), new Held(0, 2), new Held(1, 1)).selection()));
    refused(
        "selection",
        honest,
        selecting(honest, List.of(new Predicate.Selected(77, new byte[] {7}))));
    refused(
        "selection",
        honest,
        selecting(
            honest, List.of(new Predicate.Selected(world.logIndex(0), new byte[] {(byte) 0x83}))));
    Presentation mixed =
        world.present(Mode.ANCHORED, List.of(new Held(3, 0)), over(VALUE, selected));
    Forgery f = new Forgery(mixed);
    f.predicates.set(
        0,
        f.encoded(
            selecting(
                with(honest, 2, honest.sum(), honest.squares()),
                List.of(new Predicate.Selected(world.logIndex(3), new byte[] {3})))));
    assertRefused("selection", f.file(world.key));
  }

  private static void refused(String step, Predicate.Totals honest, Predicate.Totals stated)
      throws Exception {
    Forgery f = new Forgery(world.present(Mode.ANCHORED, List.of(), honest));
    f.predicates.set(0, f.encoded(stated));
    assertRefused(step, f.file(world.key));
  }

  private static void assertRefused(String step, byte[] file) {
    Verdict verdict = world.verify(file, Gateway.policy());
    assertEquals(Outcome.INVALID, verdict.outcome());
    RefusedException refusal = verdict.refusal().orElseThrow();
    assertEquals(step, refusal.step(), refusal.reason());
  }
}
